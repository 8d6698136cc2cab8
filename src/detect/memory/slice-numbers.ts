/** Numbers of RSA keys in words that slices of Go point at: math/big and crypto/internal/fips140/bigmod (pointed-nominees.ts). */
import type { MemoryImage } from './memory-search.ts';
import { numberIn } from './number-order.ts';
import type { Numeral } from './remainders-of-d.ts';

/** Primes and moduli of RSA-1024 to RSA-4096. */
const LIMBS: ReadonlySet<number> = new Set([8, 12, 16, 24, 32, 48, 64]);
const LIMB_BYTES = 8;
/** A TLS server has some hundred; following one takes some 2 µs. */
const MAX_SLICES = 1 << 15;
const SLICES_PER_CHECK = 1 << 12;

/** Odd ones, each once. */
export function oddSliceNumbers(image: MemoryImage): Numeral[] {
  const numbers = new Map<bigint, Numeral>();
  for (const [count, at] of image.survey.slices.subarray(0, MAX_SLICES).entries()) {
    if (count % SLICES_PER_CHECK === 0) image.checkTime();
    const slice = image.read(at, 2 * LIMB_BYTES);
    if (slice.length < 2 * LIMB_BYTES) continue;
    const view = new DataView(slice.buffer, slice.byteOffset, slice.length);
    const pointer = view.getBigUint64(0, true);
    const limbs = view.getUint32(8, true);
    if (!LIMBS.has(limbs) || view.getUint32(12, true) !== 0) continue;
    const bytes = image.memory.peek(pointer, limbs * LIMB_BYTES);
    if (bytes === undefined || (bytes[0]! & 1) === 0) continue;
    const value = numberIn(bytes, 'limbs');
    if (value >> BigInt(64 * (limbs - 1)) === 0n) continue;
    numbers.set(value, { value, limbs, offset: image.offsetOf(pointer) ?? at });
  }
  return [...numbers.values()];
}
