import type { Container } from '../container/container.ts';
import type { Range } from '../container/coverage.ts';
import type { EmbeddedArchive, Find } from './embedded.ts';
import { BrokenCodecs, Failures, type WastedReads } from './failures.ts';
import type { Outcome } from './opening-record.ts';
import { type Known, TakenRanges } from './taken-ranges.ts';
import type { WastedRuns } from './wasted-runs.ts';

interface FindsOfLeaf {
  /** What containers did with the bytes of the leaf before. */
  readonly known: Known;
  readonly wasted: WastedReads;
  /** Of the whole artifact. */
  readonly runs: WastedRuns;
  /** The leaf came out of an archive that was found in the middle of other bytes. */
  readonly isInside: boolean;
  /** The leaf is the content of a codec found in the middle of other bytes, or of an archive of which a piece may be missing. */
  readonly isFragment: boolean;
}

/** As how many bytes an entry counts that is read again: it takes as long to open one as to scan some KiB. */
const STEP_BYTES = 4 << 10;

/** Decides which finds of a leaf are worth opening, by what became of those before. */
export class FindSelection {
  readonly #known: Known;
  readonly #taken: TakenRanges;
  readonly #wasted: WastedReads;
  readonly #runs: WastedRuns;
  readonly #isInside: boolean;
  readonly #isFragment: boolean;
  readonly #broken = new BrokenCodecs();
  readonly #failures = new Map<Container, Failures>();
  /** Containers that were opened without saying where they end. */
  readonly #endless = new Set<Container>();
  /** End of the last archive that was opened: finds before it are its content. */
  #covered = 0;

  constructor({ known, wasted, runs, isInside, isFragment }: FindsOfLeaf) {
    this.#known = known;
    this.#taken = new TakenRanges(known.taken);
    this.#wasted = wasted;
    this.#runs = runs;
    this.#isInside = isInside;
    this.#isFragment = isFragment;
  }

  /** Call once for each find, in the order of their offsets. */
  includes(find: Find): boolean {
    if (find.offset < this.#covered || this.#taken.includes(find.offset)) return false;
    if ('coding' in find) return true;
    const { container, offset } = find;
    if (this.#known.reportedBy.includes(container.id) || !this.#broken.tries(offset)) return false;
    const failures = this.#failuresOf(container);
    if (!failures.areTooMany) return true;
    failures.skipped++;
    return false;
  }

  /**
   * Call for each archive that was opened.
   * @param taken what its entries were made of; offsets are relative to its beginning
   */
  add({ container, offset }: EmbeddedArchive, outcome: Outcome, taken: readonly Range[] = []): void {
    const ranges = taken.map(({ start, end }) => ({ start: offset + start, end: offset + end }));
    // A hostile leaf may be full of tables that all name the same bytes.
    const again = ranges.reduce((bytes, range) => bytes + this.#taken.bytesIn(range), 0);
    this.#taken.add(ranges);
    const { end, isBroken, isFailure, steps } = outcome;
    // Not inside another codec's output: every later find would then have two paths, one inside this codec and one after it.
    const isDoubtful = isBroken && !this.#isFragment;
    if (end !== undefined) this.#covered = isDoubtful ? this.#broken.add(offset, end, outcome) : offset + end;
    // What is cut off has content, and so is no failure. But if heads follow one another, each holds all that come after it: 20 would be
    // opened in a hundred thousand ways.
    const isReadAgain = this.#readsAgain(container, outcome);
    const isRepeated = this.#isInside && isBroken && container.reads === 'source';
    this.#wasted.add(container, {
      ...{ steps, isFailure: isFailure || isRepeated },
      wastedBytes: outcome.wastedBytes + again + (isReadAgain ? outcome.unpackedBytes + steps * STEP_BYTES : 0),
    });
    if (isFailure) this.#failuresOf(container).add(steps);
  }

  /**
   * An archive that does not say where it ends may have read those behind it as more of the same, as uuencode and Avro do: each is found again,
   * and reads all behind it again. One whose leaf is kept reads no more than itself.
   */
  #readsAgain(container: Container, { end, isFailure }: Outcome): boolean {
    if (end !== undefined || isFailure || container.keepsLeaf !== undefined) return false;
    const isFirst = !this.#endless.has(container);
    this.#endless.add(container);
    return !isFirst;
  }

  /** What limits left out. */
  get messages(): readonly string[] {
    return [this.#broken, ...this.#failures.values()]
      .filter(({ skipped }) => skipped > 0)
      .map(({ message }) => message);
  }

  #failuresOf(container: Container): Failures {
    const failures = this.#failures.get(container) ?? new Failures(container, this.#wasted, this.#runs);
    this.#failures.set(container, failures);
    return failures;
  }
}
