/**
 * Numbers of RSA keys in arrays whose headers say how long they are. Offsets before the elements:
 *   HotSpot (arrayOop.hpp):      16 mark word, 8 u32 class, 4 u32 length: int[] of BigInteger (java), byte[]
 *   .NET (CoreCLR, object.h):    16 method table, 8 u64 length: byte[] of RSAParameters
 *   HPROF (PRIM_ARRAY_DUMP):     5 u32 length, big-endian, 1 element type: 8 byte, 10 int
 */
import { type Run, runsOf } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import { type NumberOrder, numberIn } from './number-order.ts';
import { isPointer } from './program-pointer.ts';
import type { Numeral } from './remainders-of-d.ts';

/** Primes and moduli of RSA-1024 to RSA-4096. */
const WIDTHS: ReadonlySet<number> = new Set([64, 96, 128, 192, 256, 384, 512]);
const MIN_RUN_BYTES = 56;
const HEADER_BYTES = 16;
/** A word of the header may look random, and the first one of the number may not. */
const SHIFTS = [0, -8, 8] as const;
/** An HPROF aligns nothing, so a number may begin that far from its run. */
const SLACK_BYTES = 8;
const INT_BYTES = 4;
/** Of each width; a process of Java with a key in use has some dozens. */
const MAX_NUMBERS = 256;

interface Claim {
  readonly order: NumberOrder;
  readonly length: number;
}

/** Odd ones, each once. */
export function oddArrayNumbers(image: MemoryImage): Numeral[] {
  const { littleEndian = true, pointerBytes = 8 } = image.memory;
  if (!image.isPacked && (!littleEndian || pointerBytes !== 8)) return [];
  const ofWidth = new Map<number, Map<bigint, Numeral>>();
  for (const run of runsOf(image, MIN_RUN_BYTES)) {
    const view = new DataView(run.bytes.buffer, run.bytes.byteOffset, run.bytes.length);
    for (const from of image.isPacked ? placesInHprof(run) : SHIFTS.map((shift) => run.at + shift)) {
      if (from < HEADER_BYTES) continue;
      const claim = image.isPacked ? hprofClaim(view, from) : memoryClaim(view, from);
      if (claim === undefined) continue;
      const numbers = ofWidth.get(claim.length) ?? new Map<bigint, Numeral>();
      ofWidth.set(claim.length, numbers);
      const number = numbers.size < MAX_NUMBERS ? numberAt(run, from, claim) : undefined;
      if (number !== undefined) numbers.set(number.value, number);
    }
  }
  return [...ofWidth.values()].flatMap((numbers) => [...numbers.values()]);
}

function placesInHprof({ at }: Run): number[] {
  return Array.from({ length: 2 * SLACK_BYTES + 1 }, (_, index) => at - SLACK_BYTES + index);
}

function hprofClaim(view: DataView, from: number): Claim | undefined {
  const [type, count] = [view.getUint8(from - 1), view.getUint32(from - 5)];
  if (type === 8 && WIDTHS.has(count)) return { order: 'big', length: count };
  if (type === 10 && WIDTHS.has(INT_BYTES * count)) return { order: 'big', length: INT_BYTES * count };
  return undefined;
}

function memoryClaim(view: DataView, from: number): Claim | undefined {
  const [low, high] = [view.getUint32(from - 8, true), view.getUint32(from - 4, true)];
  // Bits of the mark word: 1 unlocked; 3 marked, as the collector leaves a dead copy.
  const mark = view.getUint8(from - 16) & 7;
  if (low !== 0 && (mark === 1 || mark === 3)) {
    if (WIDTHS.has(INT_BYTES * high)) return { order: 'java', length: INT_BYTES * high };
    if (WIDTHS.has(high)) return { order: 'big', length: high };
  }
  if (high === 0 && WIDTHS.has(low) && isPointer(view, from - 16)) return { order: 'big', length: low };
  return undefined;
}

function numberAt({ bytes, at, start }: Run, from: number, { order, length }: Claim): Numeral | undefined {
  if (from + length > bytes.length) return undefined;
  const lowest = order === 'java' ? from + length - INT_BYTES : from + length - 1;
  if ((bytes[lowest]! & 1) === 0) return undefined;
  const value = numberIn(bytes.subarray(from, from + length), order);
  return { value, limbs: length / 8, offset: start - at + from };
}
