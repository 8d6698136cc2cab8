import type { ByteSource } from '../../bytes/byte-source.ts';
import { plainBytes } from '../../bytes/plain-bytes.ts';
import { mayGoOn } from '../codings/coding.ts';
import type { EncodedRun } from './embedded.ts';

/** A run that continues beyond its window is looked at again with this many bytes, then with twice as many, and so on. */
const FIRST_LOOK_BYTES = 1 << 20;
/** The longest run that is read whole. With what it decodes to, each thread may hold twice as much. */
export const MAX_RUN_BYTES = 32 << 20;

/**
 * All bytes of a run, up to MAX_RUN_BYTES.
 * @param at where the run begins in `source`
 */
export function longRun(source: ByteSource, { coding, offset, end, isOpen }: EncodedRun, at: number): Uint8Array {
  if (!isOpen) return source.read(at, end - offset);
  const most = Math.min(MAX_RUN_BYTES, source.size - at);
  let window = source.read(at, Math.min(FIRST_LOOK_BYTES, most));
  let whole: Uint8Array | undefined;
  for (;;) {
    const { length } = window;
    const [run] = coding.find(window, 0, 1);
    if (run === undefined) return source.read(at, end - offset);
    if (!mayGoOn(run, length) || at + length === source.size) return window.subarray(0, run.end);
    if (length === most) return window;
    // One buffer for all further looks: a page of it that nobody writes takes no memory.
    if (whole === undefined) {
      whole = plainBytes(Buffer.allocUnsafeSlow(most));
      whole.set(window);
    }
    const longer = Math.min(2 * length, most);
    source.readInto(whole.subarray(length, longer), at + length);
    window = whole.subarray(0, longer);
  }
}

export function cutRun({ coding, offset }: EncodedRun): string {
  return `the ${coding.id} text at offset ${offset} is longer than ${MAX_RUN_BYTES} bytes; only these were decoded: decode it before the scan`;
}
