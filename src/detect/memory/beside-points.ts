/**
 * Numbers near a public point. Nothing else is needed: a block with both halves of a key has no header at each.
 *   block of OSSL_PARAM (libcrypto 3, params_dup.c): values aligned to 8: the name of the group, 04 ‖ x ‖ y, then d as a
 *   number of the machine, as wide as the order of the curve (ec_kmgmt.c); such blocks stay in memory after they are freed
 *   EcdsaKeyPair of ring (ec/suite_b/ecdsa/signing.rs), with which rustls signs: d in Montgomery form, six 64-bit words for both
 *   curves, the lowest first, and the bytes of the point with their length; the seed is gone
 */
import { fromBytes, inverseOf, toBytes } from '../proof/big-integer.ts';
import type { Curve } from '../proof/ec.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import { limitFor } from './effort.ts';
import { firstRunBehind } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import type { Nominee } from './nominee.ts';
import type { PointPlace } from './point-set.ts';

/** In both directions: reaches across a structure, but not into its neighbour in the heap. */
export const NEAR_BYTES = 256;
/** Longer runs are compressed or encrypted. */
const MAX_RUN_BYTES = 4 << 10;
/** Limit of the cost of all multiplications: for a server with very many points, the first ones in its image are tried. */
const MULTIPLICATIONS_US = { atLeast: 300_000, perMib: 1_000, atMost: 10_000_000 };

/**
 * @param nearBytes how far from a point
 * @param costUs of one multiplication on the curve
 */
export function* besidePoints(
  image: MemoryImage,
  places: readonly PointPlace[],
  nearBytes: number,
  costUs: (curve: PointPlace['curve']) => number,
): Generator<{ readonly curve: PointPlace['curve']; readonly nominee: Nominee }> {
  let left = limitFor(image, MULTIPLICATIONS_US);
  for (const place of places) {
    const { curve } = place;
    for (const offset of startsNear(image, place, nearBytes)) {
      const bytes = image.read(offset, curve.bytes).slice();
      if (bytes.length < curve.bytes || isMonotonous(bytes)) continue;
      left -= SPELLINGS.length * costUs(curve);
      if (left < 0) return;
      yield { curve, nominee: { offset, bytes, form: 'beside-point', spellings: SPELLINGS, rank: 2 } };
      const scalar = montgomeryScalar(image, place, offset, bytes);
      if (scalar === undefined) continue;
      left -= costUs(curve);
      const nominee = {
        offset,
        bytes: scalar,
        length: curve.bytes,
        form: 'ring-scalar',
        spellings: ['big-endian'],
      } as const;
      yield { curve, nominee: { ...nominee, rank: 2 } };
    }
  }
}
const SPELLINGS = ['little-endian', 'big-endian'] as const;

/**
 * Word positions in runs where a number as wide as the curve may begin: first those after the point, nearest first, then those
 * before it.
 */
function startsNear(
  { survey: { runs } }: MemoryImage,
  { curve, offset, length }: PointPlace,
  nearBytes: number,
): number[] {
  const end = offset + length;
  const [from, to] = [offset - nearBytes, end + nearBytes];
  // Zeros at an end of a number are in no run: for P-521, the topmost 2 of 66 bytes.
  const inRun = curve.bytes & ~7;
  const starts: number[] = [];
  for (let index = firstRunBehind(runs, from); index < runs.length && runs[index]! < to; index += 2) {
    const start = runs[index]!;
    const runEnd = start + runs[index + 1]!;
    if (runEnd - start > MAX_RUN_BYTES) continue;
    for (let at = start; at + inRun <= runEnd; at += 8) {
      const isBehind = at >= end && at < to;
      const isBefore = at >= from && at + inRun <= offset;
      if (isBehind || isBefore) starts.push(at);
    }
  }
  const behind = starts.filter((at) => at >= end);
  return [...behind, ...starts.slice(0, starts.length - behind.length).reverse()];
}

/** Orders of the base points (SP 800-186, section 3.2.1), for the curves of ring. */
export const ORDERS_OF_RING: ReadonlyMap<string, bigint> = new Map([
  ['P-256', 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n],
  ['P-384', 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n],
]);
const RING_WORDS_BYTES = 48;

/**
 * The scalar from its Montgomery form d·R, with R = 2^(64·limbs). Only for ring, whose numbers have six words followed by the
 * length of the point, so few are tried.
 * @returns d, big-endian; undefined if there is no such structure
 */
function montgomeryScalar(
  image: MemoryImage,
  { curve, offset: pointAt }: PointPlace,
  offset: number,
  bytes: Uint8Array,
): Uint8Array | undefined {
  if (!ORDERS_OF_RING.has(curve.name) || pointAt <= offset) return undefined;
  const behind = image.read(offset + curve.bytes, RING_WORDS_BYTES - curve.bytes + 8);
  const isRing =
    behind.every((byte, at) => byte === 0 || at === RING_WORDS_BYTES - curve.bytes) &&
    behind[RING_WORDS_BYTES - curve.bytes] === 1 + 2 * curve.bytes;
  if (!isRing) return undefined;
  return montgomeryToPlain(curve, bytes);
}

/**
 * @param bytes d·R, the lowest first
 * @returns d, big-endian and as wide as the curve; undefined for curves that no library stores this way
 */
export function montgomeryToPlain(curve: Curve, bytes: Uint8Array): Uint8Array | undefined {
  const order = ORDERS_OF_RING.get(curve.name);
  if (order === undefined) return undefined;
  const inverse = inverseOf(2n ** BigInt(8 * curve.bytes), order)!;
  const scalar = toBytes((fromBytes(bytes.toReversed()) * inverse) % order);
  const wide = new Uint8Array(curve.bytes);
  wide.set(scalar, curve.bytes - scalar.length);
  return wide;
}
