/**
 * Joins the surveys of the ranges of one large image as the ranges are done, and keeps at most as many entries as one
 * image may have.
 */
import type { Survey } from '../model/survey.ts';
import { MAX_RUNS, MAX_STRUCTURES } from './surveyor.ts';

const MOST: Readonly<Record<keyof Survey, number>> = {
  runs: 2 * MAX_RUNS,
  bignums: MAX_STRUCTURES,
  edwardsKeys: MAX_STRUCTURES,
  slices: MAX_STRUCTURES,
  smallIntegers: MAX_STRUCTURES,
  phpArrays: MAX_STRUCTURES,
  scheduleWords: MAX_STRUCTURES,
};
const KINDS = Object.keys(MOST) as (keyof Survey)[];

interface PlacedSurvey {
  /** Start of the range in the image. */
  readonly start: number;
  readonly survey: Survey;
}

/**
 * Keeps the first entries by position and drops the rest at once. So what is kept does not depend on the order in which
 * ranges arrive, and the memory held until the last range is bounded.
 */
export class JoinedSurveys {
  readonly #most: Readonly<Record<keyof Survey, number>>;
  /** Sorted by start. */
  #parts: PlacedSurvey[] = [];
  #isCut = false;

  constructor(most = MOST) {
    this.#most = most;
  }

  get isEmpty(): boolean {
    return this.#parts.length === 0;
  }

  /** Whether there were more entries than are kept. */
  get isCut(): boolean {
    return this.#isCut;
  }

  add(start: number, survey: Survey): void {
    this.#parts.push({ start, survey });
    this.#parts.sort((a, b) => a.start - b.start);
    for (const kind of KINDS) this.#cut(kind);
  }

  #cut(kind: keyof Survey): void {
    if (this.#lengthOf(kind) <= this.#most[kind]) return;
    this.#isCut = true;
    let room = this.#most[kind];
    this.#parts = this.#parts.map(({ start, survey }) => {
      const kept = Math.min(room, survey[kind].length);
      room -= kept;
      // Copied, so that the dropped part is no longer held in memory.
      return kept === survey[kind].length
        ? { start, survey }
        : { start, survey: { ...survey, [kind]: survey[kind].slice(0, kept) } };
    });
  }

  #lengthOf(kind: keyof Survey): number {
    return this.#parts.reduce((sum, { survey }) => sum + survey[kind].length, 0);
  }

  /** The joined survey, in memory that threads can share. Leaves this object empty. */
  take(): Survey {
    const whole = {
      runs: this.#joinedRuns(),
      bignums: this.#joined('bignums'),
      edwardsKeys: this.#joined('edwardsKeys'),
      slices: this.#joined('slices'),
      smallIntegers: this.#joined('smallIntegers'),
      phpArrays: this.#joined('phpArrays'),
      scheduleWords: this.#joined('scheduleWords'),
    };
    this.#parts = [];
    return whole;
  }

  #joined(kind: keyof Survey): Float64Array {
    const whole = sharedNumbers(this.#lengthOf(kind));
    let length = 0;
    for (const { survey } of this.#parts) {
      whole.set(survey[kind], length);
      length += survey[kind].length;
    }
    return whole;
  }

  /** A run that begins where the last run of the range before ends was cut at that boundary, so the two are joined. */
  #joinedRuns(): Float64Array {
    const whole = sharedNumbers(this.#lengthOf('runs'));
    let length = 0;
    for (const {
      survey: { runs },
    } of this.#parts) {
      const [start, bytes] = [runs[0], runs[1]];
      const [lastStart, lastBytes] = [whole[length - 2], whole[length - 1]];
      let rest = runs;
      if (start !== undefined && lastStart !== undefined && lastStart + lastBytes! >= start) {
        whole[length - 1] = Math.max(lastBytes!, start + bytes! - lastStart);
        rest = runs.subarray(2);
      }
      whole.set(rest, length);
      length += rest.length;
    }
    return whole.subarray(0, length);
  }
}

function sharedNumbers(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));
}
