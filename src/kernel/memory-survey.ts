import { rangeOf } from './machine.ts';
import type { OpenKernel } from './open-kernel.ts';

/**
 * Candidates for large random numbers, and for structures that may point to them: nothing here is proven. Offsets count
 * in the kernel's window, in ascending order.
 */
export interface MemorySurvey {
  /**
   * Pairs of start and length in bytes. A run is the longest stretch of 32-byte blocks that look random and touch or
   * overlap. A number of 48 bytes or more that does not begin at a tested offset is still in a run, except for up to 7
   * bytes at each end. Machine code comes in pieces, compressed or encrypted data as one long run.
   */
  readonly runs: Uint32Array;
  /** Starts of candidates for OpenSSL's BIGNUM { u64 *d; u32 top, dmax, neg, flags }: 24 bytes. */
  readonly bignums: Uint32Array;
  /** Starts of candidates for ECX_KEY of OpenSSL 3, of X25519, X448, Ed25519 or Ed448: 104 bytes. */
  readonly edwardsKeys: Uint32Array;
  /**
   * Starts of candidates for a Go slice { u64 pointer, length, capacity } as long as a scalar, a prime or a key: 24
   * bytes.
   */
  readonly slices: Uint32Array;
  /** Starts of candidates for a V8 FixedArray with digits of a large number { map, length, first digit }: 24 bytes. */
  readonly smallIntegers: Uint32Array;
  /** Starts of what may be the end of an array of PHP with digits of a big number { pointer, used, elements, room, position }: 24 bytes. */
  readonly phpArrays: Uint32Array;
  /** Starts of candidates for a V8 FixedArray that is an expanded AES key { map, length, words }: 144 bytes. */
  readonly scheduleWords: Uint32Array;
}

/**
 * Surveys what begins in [start, end) of the window and ends at or before `limit`. Each block of a run meets this
 * condition, so a run can reach 24 bytes beyond `end`, and the survey of the next part can continue it: the last run of
 * one part and the first of the next are one run when they touch or overlap. With runs joined that way, surveys of
 * parts give the same as a survey of the whole.
 *
 * By simulation (5 million numbers of each length, surrounded by zeros), a number of 32 random bytes is missed once in
 * 25,000 times; one of 48 to 512 bytes lacks a word or more, mostly at an end, once in 13,000. Zeros in the last word
 * are in no run: for a scalar of P-521, the topmost 2 of 66 bytes are missing. That is for numbers that begin at a
 * tested offset, or a byte from one. By simulation (200,000 numbers), one of 32 bytes is missed once in 600 times at 2
 * bytes from one, in 45 at 3, in 6 at 4; those of 48 bytes and more as above.
 * @param phase which offsets are tested: those that are `phase` modulo 8, where words of the dumped process lie
 */
export function surveyMemory(
  { machine }: OpenKernel,
  start: number,
  end: number,
  limit: number,
  phase: number,
): MemorySurvey {
  const { exports, buffer, hitsAt, hitsEnd } = machine;
  const range = rangeOf(machine, start, end, limit);
  if (!range) return surveyOf([]);
  exports.beginSurvey(...range, phase);
  const parts: Uint32Array[] = [];
  do {
    const foundEnd = exports.resumeSurvey(hitsAt, hitsEnd);
    parts.push(new Uint32Array(buffer.slice(hitsAt, foundEnd)));
  } while (exports.moreSurvey() !== 0);
  return surveyOf(parts);
}

/**
 * @param parts two words for each hit: its position; the length of a run, which is a multiple of 8, or the kind of a
 * structure
 */
function surveyOf(parts: readonly Uint32Array[]): MemorySurvey {
  const runs = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  const structures: readonly number[][] = [[], [], [], [], [], []];
  let filled = 0;
  for (const part of parts) {
    for (let at = 0; at < part.length; at += 2) {
      const what = part[at + 1]!;
      if (what < 8) structures[what - 1]!.push(part[at]!);
      else {
        runs[filled++] = part[at]!;
        runs[filled++] = what;
      }
    }
  }
  const [bignums, edwardsKeys, slices, smallIntegers, phpArrays, scheduleWords] = structures.map((starts) =>
    Uint32Array.from(starts),
  );
  const pointed = { bignums: bignums!, edwardsKeys: edwardsKeys!, slices: slices! };
  const arrays = { smallIntegers: smallIntegers!, phpArrays: phpArrays!, scheduleWords: scheduleWords! };
  return { runs: runs.subarray(0, filled), ...pointed, ...arrays };
}
