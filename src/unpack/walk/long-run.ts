import type { ByteSource } from '../../bytes/byte-source.ts';
import { mayGoOn } from '../codings/coding.ts';
import type { EncodedRun } from './embedded.ts';

/** A run that continues beyond its window is looked at again with this many bytes, then with twice as many, and so on. */
const FIRST_LOOK_BYTES = 1 << 20;
/** The longest run that is read whole. */
export const MAX_RUN_BYTES = 64 << 20;

/**
 * All bytes of a run, up to MAX_RUN_BYTES.
 * @param at where the run begins in `source`
 */
export function longRun(source: ByteSource, { coding, offset, end, isOpen }: EncodedRun, at: number): Uint8Array {
  if (!isOpen) return source.read(at, end - offset);
  for (let bytes = FIRST_LOOK_BYTES; ; bytes *= 2) {
    const length = Math.min(bytes, MAX_RUN_BYTES, source.size - at);
    const window = source.read(at, length);
    const [run] = coding.find(window, 0, 1);
    if (run === undefined) return source.read(at, end - offset);
    if (!mayGoOn(run, length) || at + length === source.size) return window.subarray(0, run.end);
    if (length === MAX_RUN_BYTES) return window;
  }
}

export function cutRun({ coding, offset }: EncodedRun): string {
  return `the ${coding.id} text at offset ${offset} is longer than ${MAX_RUN_BYTES} bytes; only these were decoded: decode it before the scan`;
}
