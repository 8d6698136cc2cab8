import { atFixedLimit } from '../../model/gap.ts';
import type { Container } from '../container/container.ts';
import type { Outcome } from './opening-record.ts';
import type { WastedRuns } from './wasted-runs.ts';

/** Advice for when too many places in a leaf turned out not to be archives, although one of them may be. */
const TAKE_OUT = 'take out what is packed in it and scan that';

/** Heads of codecs are rarer than this in random data; each attempt may cost as much as reading everything after it. */
const MAX_DAMAGED = 256;
/**
 * A forwards reader reports how far it came, and usually fails at once: bun has 3,248 Zstandard frames with a dictionary that none of
 * them names, which took 13,000 steps, and bun's own modules are among them.
 */
const MAX_STEPS = 64 << 10;
/** Limit for what `Entry.wastedBytes` counts: 100,000 headers may claim the same 2 MiB. */
const MAX_WASTED_READ_BYTES = 64 << 20;

/**
 * Limits for a leaf and everything found inside it. Far above those of a leaf: a disk image inside a program may hold many programs.
 */
const MAX_DAMAGED_INSIDE = 4 * MAX_DAMAGED;
const MAX_STEPS_INSIDE = 2 * MAX_STEPS;

interface Waste {
  bytes: number;
  failures: number;
  steps: number;
}

/**
 * What was tried and read in vain for finds of a leaf, including finds in whatever came out of them. The count is shared across depths,
 * because the range that one header claims may hold all the others: limits per leaf would multiply at every depth.
 */
export class WastedReads {
  readonly #waste = new Map<Container, Waste>();

  /** Call for each find that was tried. */
  add(
    container: Container,
    { wastedBytes, isFailure, steps }: Pick<Outcome, 'wastedBytes' | 'isFailure' | 'steps'>,
  ): void {
    if (wastedBytes === 0 && !isFailure) return;
    const waste = this.#waste.get(container) ?? { bytes: 0, failures: 0, steps: 0 };
    this.#waste.set(container, waste);
    waste.bytes += wastedBytes;
    if (!isFailure) return;
    waste.failures++;
    waste.steps += 1 + steps;
  }

  areTooMany(container: Container): boolean {
    const waste = this.#waste.get(container);
    if (waste === undefined) return false;
    const { bytes, failures, steps } = waste;
    if (bytes >= MAX_WASTED_READ_BYTES) return true;
    return container.reads === 'stream' ? steps >= MAX_STEPS_INSIDE : failures >= MAX_DAMAGED_INSIDE;
  }
}

/** Places in a leaf that begin like one format but are damaged or empty. */
export class Failures {
  /** Places that were no longer tried. */
  skipped = 0;
  readonly #container: Container;
  readonly #wasted: WastedReads;
  readonly #runs: WastedRuns;
  #count = 0;
  #steps = 0;

  constructor(container: Container, wasted: WastedReads, runs: WastedRuns) {
    this.#container = container;
    this.#wasted = wasted;
    this.#runs = runs;
  }

  /** @param steps items that it yielded before it ended: entries, troubles, remainders */
  add(steps: number): this {
    this.#count++;
    this.#steps += 1 + steps;
    return this;
  }

  get areTooMany(): boolean {
    return this.#areTooManyHere || this.#runs.areTooManyFor(this.#container);
  }

  get #areTooManyHere(): boolean {
    if (this.#wasted.areTooMany(this.#container)) return true;
    const isStream = this.#container.reads === 'stream';
    // A large damaged archive may have intact ones after it, so a non-stream format gets a second chance. But when an archive has no
    // end, each of its files is taken for the start of another, and all after it are listed again.
    if (this.#steps >= MAX_STEPS && (isStream || this.#count > 1)) return true;
    return !isStream && this.#count >= MAX_DAMAGED;
  }

  get message(): string {
    const { title } = this.#container;
    const excess = this.#areTooManyHere ? undefined : this.#runs.excess(this.#container);
    const tried =
      this.#count > 0
        ? `${this.#count} places that begin like ${title} are damaged or empty`
        : `too much of what begins like ${title} is damaged or empty, or was read before`;
    const why =
      excess === undefined
        ? `${tried}, and ${this.skipped} more were not tried`
        : `${excess}; of what begins like ${title}, ${this.skipped} more were not tried`;
    return atFixedLimit(`${why}; their bytes are scanned as is`, TAKE_OUT);
  }
}

/**
 * Where a codec does not say how far its data is sound, damage shows in the next block: a find this close to it may lie
 * after the codec's data instead of in it.
 */
const DOUBTFUL_BYTES = 128 << 10;
/**
 * Per leaf: places tried within bytes that another codec has read, and bytes read and unpacked there. Of a MiB, deflate may make a
 * gigabyte at each place.
 */
const MAX_TRIED = 1024;
const MAX_WASTED_BYTES = 256 << 20;

type Unpacked = Pick<Outcome, 'soundUntil' | 'unpackedBytes'>;

/** Codecs that met damage or the end of the leaf. What begins within the bytes they read is tried all the same, up to a limit. */
export class BrokenCodecs {
  /** Places that were not tried. */
  skipped = 0;
  #tried = 0;
  #wastedBytes = 0;
  /** Offset up to which a broken codec has read. */
  #end = 0;

  /**
   * @param end where damage was met, relative to the codec's beginning at `offset`
   * @returns the offset up to which finds are content of the codec
   */
  add(offset: number, end: number, { soundUntil = end - DOUBTFUL_BYTES, unpackedBytes }: Unpacked): number {
    if (offset < this.#end) this.#wastedBytes += end + unpackedBytes;
    this.#end = Math.max(this.#end, offset + end);
    return offset + Math.max(0, soundUntil);
  }

  /** Whether a find that begins at `offset` should be tried. */
  tries(offset: number): boolean {
    if (offset >= this.#end) return true;
    const isTried = this.#tried < MAX_TRIED && this.#wastedBytes <= MAX_WASTED_BYTES;
    if (isTried) this.#tried++;
    else this.skipped++;
    return isTried;
  }

  get message(): string {
    const tried = `${this.#tried} places that begin as packed data do were tried in what others have read that are damaged or cut off`;
    return atFixedLimit(`${tried}, and ${this.skipped} more were not; their bytes are scanned as is`, TAKE_OUT);
  }
}
