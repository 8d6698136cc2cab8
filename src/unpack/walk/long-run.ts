import type { ByteSource } from '../../bytes/byte-source.ts';
import { plainBytes } from '../../bytes/plain-bytes.ts';
import { mayGoOn } from '../codings/coding.ts';
import type { EncodedRun } from './embedded.ts';

/** A run that continues beyond its window is looked at again with this many bytes, then with twice as many, and so on. */
const FIRST_LOOK_BYTES = 1 << 20;
/** The longest run that is read whole. With what it decodes to, each thread may hold twice as much. */
const MAX_RUN_BYTES = 32 << 20;
/** A run that is longer is decoded while it is read, where the coding can do that. */
const MAX_WHOLE_BYTES = 4 << 20;

export interface LongRun {
  readonly bytes: Uint8Array;
  /** Whether these are only the first bytes of the run. */
  readonly isCut: boolean;
}

/**
 * All bytes of a run, up to MAX_WHOLE_BYTES or MAX_RUN_BYTES.
 * @param at where the run begins in `source`
 */
export function longRun(source: ByteSource, { coding, offset, end, isOpen }: EncodedRun, at: number): LongRun {
  const whole = (bytes: Uint8Array) => ({ bytes, isCut: false });
  if (!isOpen) return whole(source.read(at, end - offset));
  const longest = coding.decodeLong === undefined ? MAX_RUN_BYTES : MAX_WHOLE_BYTES;
  const most = Math.min(longest, source.size - at);
  let window = source.read(at, Math.min(FIRST_LOOK_BYTES, most));
  let room: Uint8Array | undefined;
  for (;;) {
    const { length } = window;
    const [run] = coding.find(window, 0, 1);
    if (run === undefined) return whole(source.read(at, end - offset));
    if (!mayGoOn(run, length) || at + length === source.size) return whole(window.subarray(0, run.end));
    if (length === most) return { bytes: window, isCut: true };
    // One buffer for all further looks: a page of it that nobody writes takes no memory.
    if (room === undefined) {
      room = plainBytes(Buffer.allocUnsafeSlow(most));
      room.set(window);
    }
    const longer = Math.min(2 * length, most);
    source.readInto(room.subarray(length, longer), at + length);
    window = room.subarray(0, longer);
  }
}

export function cutRun({ coding, offset }: EncodedRun): string {
  return `the ${coding.id} text at offset ${offset} is longer than ${MAX_RUN_BYTES} bytes; only these were decoded: decode it before the scan`;
}
