import { firstIndex } from '../bytes/first-index.ts';
import { surveyMemory } from '../kernel/memory-survey.ts';
import type { OpenKernel } from '../kernel/open-kernel.ts';
import { atFixedLimit } from '../model/gap.ts';
import type { Survey } from '../model/survey.ts';
import type { Region, View } from '../views/view.ts';

const KINDS = ['bignums', 'edwardsKeys', 'slices', 'smallIntegers', 'phpArrays', 'scheduleWords'] as const;

/**
 * Most entries of an image, however it is cut; further ones are dropped, and a gap says so. Ordinary memory has a few
 * hundred runs per MiB and a tenth as many structures; these limits take 64 MiB, and 4 MiB for each kind.
 */
export const MAX_RUNS = 1 << 22;
export const MAX_STRUCTURES = 1 << 19;
/** The message of that gap. */
export const SURVEY_IS_FULL = atFixedLimit(
  `more than ${MAX_RUNS} places look like keys, or ${MAX_STRUCTURES} like structures around them; keys that are numbers are looked for in the first of them only`,
  'scan a smaller dump',
);

/** A part of the kernel's window; `base` is the window's offset in the image. */
interface WindowPart {
  readonly base: number;
  readonly start: number;
  readonly end: number;
  readonly limit: number;
}

/** A part of the image in which words have the same alignment. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  /** Offset of an aligned word, modulo 8. */
  readonly phase: number;
}

/** Collects the kernel's survey of a part of a memory image, window by window. */
export class Surveyor {
  readonly #stretches: readonly Stretch[];
  readonly #isPacked: boolean;
  readonly #runs: number[] = [];
  readonly #structures: Readonly<Record<(typeof KINDS)[number], number[]>> = {
    bignums: [],
    edwardsKeys: [],
    slices: [],
    smallIntegers: [],
    phpArrays: [],
    scheduleWords: [],
  };
  #isFull = false;

  constructor(view: View) {
    this.#stretches = stretchesOf(view.regions);
    this.#isPacked = view.isPacked === true;
  }

  /** Whether more was found than is kept. */
  get isFull(): boolean {
    return this.#isFull;
  }

  survey(kernel: OpenKernel, { base, start, end, limit }: WindowPart): void {
    for (let index = this.#firstEndingAfter(base + start); index < this.#stretches.length; index++) {
      const stretch = this.#stretches[index]!;
      if (stretch.start >= base + end) break;
      const from = Math.max(start, stretch.start - base);
      const to = Math.min(end, stretch.end - base);
      if (from >= to) continue;
      const phase = (((stretch.phase - base) % 8) + 8) % 8;
      const of = (places: number) => surveyMemory(kernel, from, to, Math.min(limit, stretch.end - base), places);
      const found = of(phase);
      // Packed values may begin at 4 modulo 8. A 32-byte number there is found five times out of six at the first phase
      // alone (kernel/memory-survey.ts).
      const runs = this.#isPacked ? withOthers(found.runs, of(phase ^ 4).runs) : found.runs;
      for (let at = 0; at < runs.length; at += 2) {
        if (this.#runs.length >= 2 * MAX_RUNS) this.#isFull = true;
        else addRun(this.#runs, base + runs[at]!, runs[at + 1]!);
      }
      for (const kind of KINDS) for (const at of found[kind]) this.#add(this.#structures[kind], base + at);
    }
  }

  /** Binary search: a dump may have a quarter of a million regions, and has thousands of windows. */
  #firstEndingAfter(offset: number): number {
    return firstIndex(this.#stretches.length, (index) => this.#stretches[index]!.end > offset);
  }

  finish(): Survey {
    return surveyOf({ runs: this.#runs, ...this.#structures });
  }

  #add(list: number[], value: number): void {
    if (list.length >= MAX_STRUCTURES) this.#isFull = true;
    else list.push(value);
  }
}

/**
 * Merges the runs of both phases, sorted by start. Of `others`, only those that touch none of `runs` are added: a
 * search tries offsets 8 bytes apart from the start of a run.
 */
function withOthers(runs: Uint32Array, others: Uint32Array): readonly number[] {
  const both: number[] = [];
  let next = 0;
  for (let at = 0; at < runs.length; at += 2) {
    const [start, end] = [runs[at]!, runs[at]! + runs[at + 1]!];
    for (; next < others.length && others[next]! <= end; next += 2)
      if (others[next]! + others[next + 1]! < start) both.push(others[next]!, others[next + 1]!);
    both.push(start, end - start);
  }
  return [...both, ...others.subarray(next)];
}

/** Appends a run. One that begins where the last one ends was cut at a window boundary, so the two are joined. */
function addRun(runs: number[], offset: number, length: number): void {
  const last = runs.length - 2;
  if (last >= 0 && runs[last]! + runs[last + 1]! >= offset)
    runs[last + 1] = Math.max(runs[last + 1]!, offset + length - runs[last]!);
  else runs.push(offset, length);
}

function surveyOf(lists: Record<keyof Survey, number[]>): Survey {
  return {
    runs: Float64Array.from(lists.runs),
    bignums: Float64Array.from(lists.bignums),
    edwardsKeys: Float64Array.from(lists.edwardsKeys),
    slices: Float64Array.from(lists.slices),
    smallIntegers: Float64Array.from(lists.smallIntegers),
    phpArrays: Float64Array.from(lists.phpArrays),
    scheduleWords: Float64Array.from(lists.scheduleWords),
  };
}

/**
 * Smaller regions are surveyed whatever their rights: in a process that may execute all that it may read (READ_IMPLIES_EXEC), a page that
 * libsodium made read-only looks like code.
 */
const MIN_CODE_BYTES = 64 << 10;

/**
 * Merges adjacent regions with the same alignment. Leaves out code, and what is mapped from a program's file and never
 * written: it holds no number that the process computed, and code looks random in parts.
 */
function stretchesOf(regions: readonly Region[]): Stretch[] {
  const stretches: { start: number; end: number; phase: number }[] = [];
  for (const { offset, length, isReadOnly, isCode, moduleBase, address = 0n } of regions) {
    if ((isCode && length >= MIN_CODE_BYTES) || (isReadOnly && moduleBase !== undefined)) continue;
    const phase = (((offset - Number(address & 7n)) % 8) + 8) % 8;
    const last = stretches.at(-1);
    if (last !== undefined && last.end === offset && last.phase === phase) last.end = offset + length;
    else stretches.push({ start: offset, end: offset + length, phase });
  }
  return stretches;
}
