/**
 * OpenSSL's BIGNUM (crypto/bn/bn_local.h), also LibreSSL's and BoringSSL's, in a 64-bit process:
 *
 *   0   8  d      pointer to the limbs, 64 bits each, the low one first
 *   8   4  top    limbs in use (BoringSSL: width, which may have zeros on top: a number that was read has the zero of its sign in DER)
 *   12  4  dmax   capacity in limbs
 *   16  4  neg
 *   20  4  flags  1 malloced, 2 static data, 4 constant time, 8 fixed top
 *
 * The survey has checked that the fields fit. The flags of private numbers (4, 8) are ignored, since public ones have them too.
 */
import type { MemoryImage } from './memory-search.ts';
import { numberIn } from './number-order.ts';

export interface Bignum {
  readonly value: bigint;
  readonly limbs: number;
  /** Offset of the limbs; of the structure, if the limbs are not contiguous. */
  readonly offset: number;
  readonly length: number;
  readonly form: 'bignum' | 'v8-digits' | 'php-digits' | 'python-int';
}

export interface BignumPool {
  /** Odd ones of 256 bits or more, by offset; each block of limbs once. */
  readonly numbers: readonly Bignum[];
  /** Odd ones of one limb, possible public exponents. */
  readonly small: readonly bigint[];
  /** Whether there were more structures than are followed. */
  readonly isFull: boolean;
}

const LIMB_BYTES = 8;
/** A prime of RSA-512. */
const MIN_LIMBS = 4;
/** A real process has up to some 600; following one takes some 2 µs. */
const MAX_STRUCTURES = 1 << 16;

export function readBignums(image: MemoryImage): BignumPool {
  const { bignums } = image.survey;
  if (image.memory.pointerBytes !== 8) return { numbers: [], small: [], isFull: false };
  const numbers = new Map<bigint, Bignum>();
  const small = new Set<bigint>();
  for (const [count, at] of bignums.subarray(0, MAX_STRUCTURES).entries()) {
    if (count % STRUCTURES_PER_CHECK === 0) image.checkTime();
    const structure = image.read(at, 2 * LIMB_BYTES);
    if (structure.length < 2 * LIMB_BYTES) continue;
    const view = new DataView(structure.buffer, structure.byteOffset, structure.length);
    const pointer = view.getBigUint64(0, true);
    const width = view.getUint32(8, true);
    if (numbers.has(pointer) || (width !== 1 && width < MIN_LIMBS)) continue;
    const bytes = image.memory.peek(pointer, width * LIMB_BYTES);
    if (bytes === undefined || (bytes[0]! & 1) === 0) continue;
    const limbs = hasTopLimb(bytes) ? width : width - 1;
    const length = limbs * LIMB_BYTES;
    if (limbs < width && (limbs < MIN_LIMBS || !hasTopLimb(bytes.subarray(0, length)))) continue;
    const value = numberIn(bytes, 'limbs');
    if (limbs === 1) small.add(value);
    else numbers.set(pointer, { value, limbs, form: 'bignum', ...placeOf(image, pointer, length, at) });
  }
  const sorted = [...numbers.values()].sort((a, b) => a.offset - b.offset);
  return { numbers: sorted, small: [...small], isFull: bignums.length > MAX_STRUCTURES };
}
const STRUCTURES_PER_CHECK = 1 << 12;

function hasTopLimb(bytes: Uint8Array): boolean {
  return bytes.subarray(-LIMB_BYTES).some((byte) => byte !== 0);
}

/** Numbers across two mappings may be at two places in the image. */
function placeOf(image: MemoryImage, pointer: bigint, length: number, structure: number) {
  const first = image.offsetOf(pointer);
  const last = image.offsetOf(pointer + BigInt(length - 1));
  if (first === undefined || last !== first + length - 1) return { offset: structure, length: 24 };
  return { offset: first, length };
}
