/**
 * Public points of RustCrypto that stand alone: AffinePoint (primeorder, affine.rs) of a PublicKey of P-256 and P-384 has x and y in
 * Montgomery form, in words, the lowest first, and then u8 infinity, which is 0. Deno keeps the halves of a key of node:crypto in an
 * object each, beside one another: neither has a header that tells what it is, and the scalar is nothing but a number.
 * The equation of the curve shows the point. A scalar directly before it is found by scalar-and-point.ts.
 */
import { fromBytes } from '../proof/big-integer.ts';
import { isOnCurve, type PrimeCurve, primeCurves } from '../proof/prime-curve.ts';
import { limitFor } from './effort.ts';
import { type Run, runsOf } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import { mayBeRandom } from './repeats.ts';

export interface MontgomeryPoint {
  readonly curve: PrimeCurve['curve'];
  readonly x: bigint;
  readonly y: bigint;
  /** In the image. */
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
}

/** The words before and after a point may look random together with it. */
const WORD_BYTES = 8;
/** Each takes some 3 µs. */
const EQUATIONS = { atLeast: 4096, perMib: 256, atMost: 1 << 19 };

export function* montgomeryPoints(image: MemoryImage): Generator<MontgomeryPoint> {
  if (image.memory.littleEndian === false) return;
  const curves = primeCurves().filter(({ curve }) => curve.name === 'P-256' || curve.name === 'P-384');
  let left = limitFor(image, EQUATIONS);
  for (const run of runsOf(image, 2 * Math.min(...curves.map(({ curve }) => curve.bytes)) - WORD_BYTES)) {
    for (const curve of curves) {
      for (const at of placesIn(run, 2 * curve.curve.bytes)) {
        if (left-- === 0) return;
        const point = pointAt(run, at, curve);
        if (point !== undefined) yield point;
      }
    }
  }
}

/** Where a number of exactly this length may begin, with a zero behind it. */
function placesIn({ bytes, at, start, end }: Run, length: number): number[] {
  const excess = end - start - length;
  if (excess < -WORD_BYTES || excess > 2 * WORD_BYTES) return [];
  return [at - WORD_BYTES, at, at + WORD_BYTES, at + 2 * WORD_BYTES].filter(
    (place) => place >= 0 && bytes[place + length] === 0 && mayBeRandom(bytes, place, place + length),
  );
}

function pointAt({ bytes, at, start }: Run, from: number, curve: PrimeCurve): MontgomeryPoint | undefined {
  const width = curve.curve.bytes;
  const [x, y] = [from, from + width].map((place) => {
    const number = fromBytes(bytes.slice(place, place + width).reverse());
    return (number * curve.fromMontgomery) % curve.p;
  }) as [bigint, bigint];
  if (!isOnCurve(curve, x, y)) return undefined;
  return { curve: curve.curve, x, y, offset: start - at + from, length: 2 * width };
}
