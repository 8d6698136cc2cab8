/**
 * Points of BoringSSL and AWS-LC, whose numbers have room for the largest curve (crypto/fipsmodule/ec/internal.h), in a 64-bit process:
 *   EC_POINT    0 pointer to the group, 8 X, 80 Y, 152 Z: the point (X/Z², Y/Z³)
 *   EC_FELEM    nine words, the lowest first, in Montgomery form, or plain if the curve has code of its own. Words that the curve
 *               does not need are not cleared
 * The pointer is required: a point without it is an intermediate result on a stack, such as k·G of a signature.
 */
import { fromBytes } from '../proof/big-integer.ts';
import type { Curve } from '../proof/ec.ts';
import { type PrimeCurve, primeCurves } from '../proof/prime-curve.ts';
import { firstRunBehind, runsOf } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import { isPointer } from './program-pointer.ts';
import { jacobianPoint } from './projective-points.ts';

const POINTER_BYTES = 8;
const NUMBER_BYTES = 72;
const POINT_BYTES = POINTER_BYTES + 3 * NUMBER_BYTES;
const CURVES_WITH_POINTS = new Set(['P-224', 'P-256', 'P-384', 'P-521', 'secp256k1']);
/** Structures that begin like a point. Each takes some 40 µs; ordinary dumps have a few hundred. */
const MAX_PLACES = 4096;

export interface BoringsslPoint {
  readonly curve: Curve;
  readonly x: bigint;
  readonly y: bigint;
}

export function* boringsslPoints(image: MemoryImage): Generator<BoringsslPoint> {
  const { littleEndian = true, pointerBytes = 8 } = image.memory;
  if (!littleEndian || pointerBytes !== 8 || image.isPacked) return;
  const curves = primeCurves().filter(({ curve }) => CURVES_WITH_POINTS.has(curve.name));
  for (const offset of placesIn(image)) {
    const bytes = image.read(offset, POINT_BYTES).slice();
    if (bytes.length < POINT_BYTES) continue;
    for (const curve of curves) {
      const numbers = numbersIn(bytes, curve);
      const point = numbers && pointOf(curve, numbers);
      if (point !== undefined) yield { curve: curve.curve, ...point };
    }
  }
}

/** Offsets of possible points: a run begins with X, or with the pointer if that looks random together with X, and Y is in a run too. */
function placesIn(image: MemoryImage): number[] {
  const places: number[] = [];
  for (const { bytes, at, start } of runsOf(image)) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const from = [at - POINTER_BYTES, at].find((before) => before >= 0 && isPointer(view, before));
    if (from === undefined) continue;
    const offset = start - at + from;
    if (isInRun(image, offset + POINTER_BYTES + NUMBER_BYTES) && places.push(offset) === MAX_PLACES) break;
  }
  return places;
}

function isInRun({ survey: { runs } }: MemoryImage, offset: number): boolean {
  const start = runs[firstRunBehind(runs, offset)];
  return start !== undefined && start <= offset;
}

/** X, Y and Z. */
function numbersIn(bytes: Uint8Array, { curve, p }: PrimeCurve): readonly bigint[] | undefined {
  const numbers = [0, 1, 2].map((index) => {
    const from = POINTER_BYTES + index * NUMBER_BYTES;
    return fromBytes(bytes.slice(from, from + curve.bytes).reverse());
  });
  return numbers.every((number) => number > 0n && number < p) ? numbers : undefined;
}

function pointOf(curve: PrimeCurve, numbers: readonly bigint[]): { x: bigint; y: bigint } | undefined {
  for (const factor of [curve.fromMontgomery, 1n]) {
    const [x, y, z] = numbers.map((number) => (number * factor) % curve.p) as [bigint, bigint, bigint];
    const point = jacobianPoint(curve, x, y, z);
    if (point !== undefined) return point;
  }
  return undefined;
}
