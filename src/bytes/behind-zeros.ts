import type { Budget } from './budget.ts';
import type { ByteSource } from './byte-source.ts';
import { isZero } from './zeros.ts';

const WINDOW_BYTES = 64 << 10;

/**
 * Offset of the first byte from `start` on that is not zero, or the end of the source: logs are often preallocated with
 * zeros.
 */
export function behindZeros(source: ByteSource, start: number, budget: Budget): number {
  for (let at = start; at < source.size; at += WINDOW_BYTES) {
    budget.checkTime();
    const bytes = source.read(at, Math.min(WINDOW_BYTES, source.size - at));
    if (!isZero(bytes)) return at + bytes.findIndex((byte) => byte !== 0);
  }
  return source.size;
}
