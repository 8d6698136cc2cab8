/**
 * Opens what the scan of a leaf found in it: archives after a stub or in the middle of anything, and text that encodes other
 * bytes. The same budget and depth apply as for every container; the bytes themselves are scanned already.
 */
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { sliceOf } from '../../bytes/joined-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { SPOOL_MEMORY_BYTES } from '../../bytes/spool.ts';
import { FormatError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import { innerPath } from '../../model/place.ts';
import type { Coding } from '../codings/coding.ts';
import type { Container, Entry } from '../container/container.ts';
import { spooledEntry, wholeEntry } from '../container/whole-entry.ts';
import { repetition } from './ancestors.ts';
import { type EmbeddedArchive, type EncodedRun, type Find, type TakenFinds, tooManyFinds } from './embedded.ts';
import { entriesOf } from './entries-of.ts';
import { WastedReads } from './failures.ts';
import { FindSelection } from './find-selection.ts';
import { cutRun, longRun } from './long-run.ts';
import type { CountBytes, OpenContainer } from './open-container.ts';
import { NOT_OPENED, OpeningRecord, type Outcome } from './opening-record.ts';
import type { FindPlace } from './position.ts';
import { SeenContent } from './seen-content.ts';
import { type Known, TakenRanges } from './taken-ranges.ts';
import type { Turns } from './turns.ts';
import type { WalkOptions } from './walk-options.ts';
import { WastedRuns } from './wasted-runs.ts';

/** What the opener needs from the walk. */
export interface FindWalk {
  readonly options: WalkOptions;
  readonly turns: Turns;
  /** Whether a container may be opened here; if not, it has reported a gap. */
  mayOpen(place: FindPlace): boolean;
  takesEntry(path: string): boolean;
  addGap(gap: Gap): void;
  visitEntry(place: FindPlace, entry: Entry, countBytes: CountBytes): Promise<void> | undefined;
  /** Visits what a container at `place` yields. */
  visitAll(place: FindPlace, open: OpenContainer): Promise<unknown>;
}

/** The bytes that were scanned, from offset `base` of the leaf on; `source` is undefined when they are gone. */
export interface Scanned {
  readonly source: ByteSource | undefined;
  readonly base?: number;
  /** What containers did with these bytes before. */
  readonly known?: Known | undefined;
}

/** An archive in the middle of other bytes. */
interface ArchiveInside {
  readonly container: Container;
  /** From its beginning to its end, if that is known (`endInside`), or else to the end of what it lies in. */
  readonly source: ByteSource;
  readonly isMeasured: boolean;
}

/** Where a run ends, and what it decodes to: a long one while it is read. */
interface DecodedRun {
  readonly end: number;
  readonly decoded: (Uint8Array | AsyncIterable<Uint8Array>)[];
}

const NOTHING: Known = { taken: [], reportedBy: [] };

export class FindOpener {
  readonly runs: WastedRuns;
  readonly #walk: FindWalk;
  /**
   * Two codings undone in either order give the same bytes; without this, the number of paths would grow as 2 to the depth. Reset for
   * each file, since another thread may scan the others.
   */
  #seen = new SeenContent();

  constructor(walk: FindWalk) {
    this.#walk = walk;
    this.runs = new WastedRuns(walk.options.budget);
  }

  async open(place: FindPlace, scanned: Scanned, { finds, more }: TakenFinds): Promise<void> {
    const { known = NOTHING } = scanned;
    if (place.runs.length === 0) this.#seen = new SeenContent();
    const around = place.ancestors.find((outer) => outer.wasted !== undefined)?.wasted;
    const wasted = around ?? new WastedReads();
    if (around === undefined) this.#walk.options.budget.countSearched(scanned.source?.size ?? 0);
    // Logs and tables have many short runs.
    const forRuns = scanned.source && { ...scanned, source: new ReadAheadSource(scanned.source) };
    const selection = new FindSelection({
      ...{ known, wasted, runs: this.runs },
      ...{ isInside: around !== undefined, isFragment: place.isFragment === true },
    });
    for (const find of finds) {
      if (!selection.includes(find)) continue;
      const turn = this.#walk.turns.step();
      if (turn !== undefined) await turn;
      if (!this.#walk.mayOpen(place)) break;
      const inner = placeOfFind(place, find);
      if ('coding' in find) await this.#openRun(inner, place.path, find, forRuns ?? scanned);
      else if (scanned.source !== undefined) {
        const archive = this.#archiveIn(scanned.source, find, scanned.base);
        const taken = new TakenRanges();
        selection.add(find, await this.#openArchive({ ...inner, taken }, archive, wasted), taken.all);
      }
    }
    const messages = more > 0 ? [...selection.messages, tooManyFinds(more)] : selection.messages;
    for (const message of messages) this.#walk.addGap({ path: place.path, code: 'budget', message });
  }

  /** @returns why `container` is not opened in `source`; undefined when it is */
  refusal({ ancestors, isFragment }: FindPlace, container: Container, source: ByteSource): string | undefined {
    const tooMany = isFragment ? this.runs.refusal(container) : this.runs.refusalOfEntry(container);
    return repetition(ancestors, container, source) ?? tooMany;
  }

  async #openRun(place: FindPlace, outer: string, find: EncodedRun, scanned: Scanned): Promise<void> {
    const run = this.#decodeRun(place, outer, find, scanned);
    if (run === undefined) return;
    const { offset, coding } = find;
    const runs = [...place.runs, { path: outer, start: offset, end: Math.min(run.end, find.end) }];
    const inner: FindPlace = { ...place, runs, ...(offset > 0 && { isExcerpt: true }) };
    // Taken off one by one: each may be large, and what is found in it may be encoded again.
    for (let decoded = run.decoded.shift(); decoded !== undefined; decoded = run.decoded.shift()) {
      if (isBytes(decoded) && (decoded.length === 0 || (runs.length > 1 && this.#seen.has(decoded)))) continue;
      await this.#openDecoded(inner, coding, entryOf(decoded));
    }
  }

  /** The bytes of the run are not kept. */
  #decodeRun(place: FindPlace, outer: string, find: EncodedRun, { source, base = 0 }: Scanned): DecodedRun | undefined {
    if (source === undefined) return undefined;
    const { offset, coding } = find;
    const refusal = this.runs.refusalOfText(coding);
    if (refusal !== undefined) {
      this.#walk.addGap({ path: outer, code: 'budget', message: refusal });
      return undefined;
    }
    const { bytes, isCut } = longRun(source, find, offset - base);
    const end = offset + bytes.length;
    if (isCut && coding.decodeLong !== undefined)
      return {
        end,
        decoded: coding
          .decodeLong(bytes, () => streamOf(source, offset - base))
          .map((each) => this.#counted(coding, each)),
      };
    if (isCut) this.#walk.addGap({ path: place.path, code: 'budget', message: cutRun(find) });
    const decoded = [...coding.decode(bytes)];
    if (coding.repeats) for (const { length } of decoded) this.#walk.options.budget.countRepeated(length);
    return { end, decoded };
  }

  async *#counted({ repeats }: Coding, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      if (repeats) this.#walk.options.budget.countRepeated(piece.length);
      yield piece;
    }
  }

  async #openDecoded(place: FindPlace, coding: Coding, entry: Entry): Promise<void> {
    if (!this.#walk.takesEntry(place.path)) return;
    const countBytes = this.#walk.options.onOpen(coding.id, place.path);
    await this.#walk.visitEntry(place, entry, countBytes);
  }

  /** @param base offset in the leaf at which `source` begins */
  #archiveIn(source: ByteSource, { container, offset }: EmbeddedArchive, base = 0): ArchiveInside {
    const rest = sliceOf(source, offset - base);
    const end = container.endInside?.(rest, this.#walk.options.budget);
    return { container, source: sliceOf(rest, 0, end), isMeasured: end !== undefined };
  }

  /**
   * Bytes in the middle of others may be only a piece of something. That such a piece cannot be read as a whole is no gap, since its
   * bytes are scanned as is. An archive with a sound header is not a piece.
   */
  async #openArchive(
    place: FindPlace,
    { container, source, isMeasured }: ArchiveInside,
    wasted: WastedReads,
  ): Promise<Outcome> {
    const message = repetition(place.ancestors, container, source);
    if (message !== undefined) {
      this.#walk.addGap({ path: place.path, code: 'budget', message });
      return NOT_OPENED;
    }
    const record = new OpeningRecord(container, isMeasured);
    const { options } = this.#walk;
    const { budget } = options;
    const entries =
      container.entriesInside?.(source, budget) ??
      entriesOf(container, source, { budget, onEnd: () => record.inputExhausted(), runs: this.runs });
    let countBytes: CountBytes | undefined;
    const takeEntry = (): CountBytes | undefined => {
      if (!this.#walk.takesEntry(place.path)) return undefined;
      countBytes ??= options.onOpen(container.id, place.path);
      return countBytes;
    };
    const inside = { ...place, ancestors: [...place.ancestors, { container, source, wasted }] };
    await this.#walk.visitAll(inside, { container, entries: record.watch(entries), takeEntry });
    const outcome = record.outcome(source.size, countBytes !== undefined);
    if (container.repeats) budget.countRepeated(outcome.unpackedBytes);
    if (outcome.isFailure) budget.countFailedFind();
    if (outcome.isBroken || outcome.isFailure) budget.countDamagedInside(outcome.unpackedBytes);
    return outcome;
  }
}

function isBytes(decoded: Uint8Array | AsyncIterable<Uint8Array>): decoded is Uint8Array {
  return decoded instanceof Uint8Array;
}

function entryOf(decoded: Uint8Array | AsyncIterable<Uint8Array>): Entry {
  if (!isBytes(decoded)) return { name: '', open: () => decoded };
  return decoded.length > SPOOL_MEMORY_BYTES ? spooledEntry('', decoded) : wholeEntry('', decoded);
}

function placeOfFind(place: FindPlace, find: Find): FindPlace {
  const { id } = 'coding' in find ? find.coding : find.container;
  const path = innerPath(place.path, `${id}@${find.offset}`);
  // A codec yields something from anything that begins like its data; an archive has names and tables to check against.
  const isFragment =
    'coding' in find || find.isTorn || find.container.isCodec === true || find.container.reads === 'stream';
  return { ...place, path, depth: place.depth + 1, ...(isFragment && { isFragment }) };
}

export function isDamage(error: unknown): error is FormatError {
  return error instanceof FormatError && error.code === 'damaged';
}
