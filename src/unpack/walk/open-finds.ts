/**
 * Opens what the scan of a leaf found in it: archives behind a stub or in the middle of anything, and text that encodes other
 * bytes. The same budget and depth apply as for every container; the bytes themselves are scanned already.
 */
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { sliceOf } from '../../bytes/joined-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import { innerPath } from '../../model/place.ts';
import type { Coding } from '../codings/coding.ts';
import type { Container, Entry, Trouble } from '../container/container.ts';
import { wholeEntry } from '../container/whole-entry.ts';
import { repetition } from './ancestors.ts';
import { type EncodedRun, type TakenFinds, tooManyFinds } from './embedded.ts';
import { entriesOf } from './entries-of.ts';
import { BrokenCodecs, Failures, VainReads } from './failures.ts';
import { cutRun, longRun, MAX_RUN_BYTES } from './long-run.ts';
import { type FindPlace, plainPlace } from './position.ts';
import { SeenContent } from './seen-content.ts';
import { type Known, TakenRanges } from './taken-ranges.ts';
import type { Turns } from './turns.ts';
import { VainRuns } from './vain-runs.ts';
import type { WalkOptions } from './walk-options.ts';

/** Outcome of opening an archive that was found. */
interface Opened {
  readonly end: number | undefined;
  readonly isBroken: boolean;
  readonly soundUntil: number | undefined;
  readonly isDamaged: boolean;
  readonly steps: number;
  readonly vainBytes: number;
}

/** What the opener needs from the walk. */
export interface FindWalk {
  readonly options: WalkOptions;
  readonly turns: Turns;
  /** Whether a container may be opened here; if not, it has reported a gap. */
  mayOpen(place: FindPlace): boolean;
  takesEntry(path: string): boolean;
  tell(gap: Gap): void;
  /** Turns a foreseen error into a gap. */
  report(path: string, error: unknown): void;
  /** @param onEntry receives the size of the entry in bytes */
  visitEntry(place: FindPlace, entry: Entry, onEntry: (bytes: number) => void): Promise<void> | undefined;
}

/** The bytes that were scanned, from offset `base` of the leaf on; `source` is undefined when they are gone. */
export interface Scanned {
  readonly source: ByteSource | undefined;
  readonly base?: number;
  /** What containers did with these bytes before. */
  readonly known?: Known | undefined;
}

const NOTHING: Known = { taken: [], toldBy: [] };

export class FindOpener {
  readonly runs: VainRuns;
  readonly #walk: FindWalk;
  /**
   * Two codings undone in either order give the same bytes; without this, the number of paths would grow as 2 to the depth. Reset for
   * each file, since another thread may scan the others.
   */
  #seen = new SeenContent();

  constructor(walk: FindWalk) {
    this.#walk = walk;
    this.runs = new VainRuns(walk.options.budget);
  }

  async open(
    place: FindPlace,
    { source, base = 0, known = NOTHING }: Scanned,
    { finds, more }: TakenFinds,
  ): Promise<void> {
    if (place.runs.length === 0) this.#seen = new SeenContent();
    /** End of the last archive that was opened: finds before it are its content. */
    let covered = 0;
    const taken = new TakenRanges(known.taken);
    const broken = new BrokenCodecs();
    const failed = new Map<Container, Failures>();
    const vain = place.ancestors.find((outer) => outer.vain !== undefined)?.vain ?? new VainReads();
    for (const find of finds) {
      const isTold = 'container' in find && known.toldBy.includes(find.container.id);
      if (isTold || find.offset < covered || taken.includes(find.offset)) continue;
      if ('container' in find && !broken.tries(find.offset)) continue;
      const failures =
        'container' in find ? (failed.get(find.container) ?? new Failures(find.container, vain, this.runs)) : undefined;
      if (failures?.areTooMany) {
        if ('container' in find) failed.set(find.container, failures);
        failures.skipped++;
        continue;
      }
      const turn = this.#walk.turns.step();
      if (turn !== undefined) await turn;
      if (!this.#walk.mayOpen(place)) break;
      const id = 'coding' in find ? find.coding.id : find.container.id;
      const path = innerPath(place.path, `${id}@${find.offset}`);
      // A codec yields something from anything that begins like its data; an archive has names and tables to check against.
      const isFragment =
        'coding' in find || find.isTorn || find.container.isCodec === true || find.container.reads === 'stream';
      const inner = { ...place, path, depth: place.depth + 1, ...(isFragment && { isFragment }) };
      if ('coding' in find) await this.#openRun(inner, place.path, find, { source, base });
      else if (source !== undefined) {
        const behind = sliceOf(source, find.offset - base);
        const archive = sliceOf(behind, 0, find.container.endInside?.(behind, this.#walk.options.budget));
        const opened = await this.#openArchive(inner, find.container, archive, vain);
        const { end, isBroken, soundUntil } = opened;
        // Not inside another codec's output: every later find would then have two paths, one inside this codec and one behind it.
        const isDoubtful = isBroken && !place.isFragment;
        if (end !== undefined) covered = isDoubtful ? broken.add(find.offset, end, soundUntil) : find.offset + end;
        vain.add(find.container, opened.vainBytes);
        if (opened.isDamaged && failures !== undefined) failed.set(find.container, failures.add(opened.steps));
      }
    }
    if (broken.skipped > 0) this.#walk.tell({ path: place.path, code: 'budget', message: broken.message });
    for (const failures of failed.values())
      if (failures.skipped > 0) this.#walk.tell({ path: place.path, code: 'budget', message: failures.message });
    if (more > 0) this.#walk.tell({ path: place.path, code: 'budget', message: tooManyFinds(more) });
  }

  /** @returns why `container` is not opened in `source`; undefined when it is */
  refusal({ ancestors, isFragment }: FindPlace, container: Container, source: ByteSource): string | undefined {
    return repetition(ancestors, container, source) ?? (isFragment ? this.runs.refusal(container) : undefined);
  }

  async #openRun(place: FindPlace, outer: string, find: EncodedRun, { source, base = 0 }: Scanned): Promise<void> {
    const { offset, end, coding, isOpen } = find;
    const run = source && longRun(source, find, offset - base);
    if (run === undefined) return;
    const runs = [...place.runs, { path: outer, start: offset, end: offset + Math.min(run.length, end - offset) }];
    const inner: FindPlace = { ...place, ...(offset > 0 && { isExcerpt: true }) };
    if (run.length === MAX_RUN_BYTES && isOpen && source !== undefined) {
      if (coding.decodeLong !== undefined) {
        const decoded = coding.decodeLong(streamOf(source, offset - base));
        return this.#openDecoded({ ...inner, runs }, coding, { name: '', open: () => decoded });
      }
      this.#walk.tell({ path: place.path, code: 'budget', message: cutRun(find) });
    }
    for (const decoded of coding.decode(run)) {
      if (decoded.length === 0 || (runs.length > 1 && this.#seen.has(decoded))) continue;
      await this.#openDecoded({ ...inner, runs }, coding, wholeEntry('', decoded));
    }
  }

  async #openDecoded(place: FindPlace, coding: Coding, entry: Entry): Promise<void> {
    if (!this.#walk.takesEntry(place.path)) return;
    const onEntry = this.#walk.options.onOpen(coding.id, place.path);
    await this.#walk.visitEntry(place, entry, onEntry);
  }

  /**
   * Bytes in the middle of others may be only a piece of something. That such a piece cannot be read as a whole is no gap, since its
   * bytes are scanned as is. An archive with a sound header is not a piece.
   * @returns where it ends in `source`, if it was opened and says so, or is a codec that left nothing over; and whether it may end
   * earlier, since not all of it was sound
   */
  async #openArchive(place: FindPlace, container: Container, source: ByteSource, vain: VainReads): Promise<Opened> {
    const { options } = this.#walk;
    const message = repetition(place.ancestors, container, source);
    if (message !== undefined) {
      this.#walk.tell({ path: place.path, code: 'budget', message });
      return { end: undefined, isBroken: false, isDamaged: false, soundUntil: undefined, steps: 0, vainBytes: 0 };
    }
    const ancestors = [...place.ancestors, { container, source, vain }];
    let onEntry: ((bytes: number) => void) | undefined;
    let end: number | undefined;
    let [isDamaged, isAll, bytes] = [false, container.isCodec === true || container.reads === 'stream', 0];
    let [unread, steps] = [0, 0];
    let soundUntil: Entry['soundUntil'];
    let vainBytes: Entry['vainBytes'];
    let isEndAsked = false;
    const onEnd = (): void => {
      isEndAsked = true;
    };
    const entries =
      container.entriesInside?.(source, options.budget) ??
      entriesOf(container, source, { budget: options.budget, onEnd, runs: this.runs });
    const iterator = entries[Symbol.asyncIterator]();
    try {
      for (let step = await iterator.next(); !step.done; step = await iterator.next()) {
        const item = step.value;
        steps++;
        if ('trouble' in item && item.notInside) continue;
        if ('trouble' in item) {
          isAll = false;
          isDamaged ||= item.trouble.code === 'damaged';
          this.#tellTrouble(place, item);
          continue;
        }
        end = item.startsAt ?? end;
        soundUntil ??= item.soundUntil;
        vainBytes ??= item.vainBytes;
        if (item.isRemainder || item.startsAt !== undefined) {
          isAll = false;
          continue;
        }
        if (!this.#walk.takesEntry(place.path)) {
          isAll = false;
          break;
        }
        onEntry ??= options.onOpen(container.id, place.path);
        const count = onEntry;
        const path = innerPath(place.path, item.name);
        const inner = { ...plainPlace(place), path, depth: place.depth + 1, ancestors };
        const open = (): AsyncIterable<Uint8Array> => {
          unread++;
          return readThrough(item.open(), () => unread--);
        };
        await this.#walk.visitEntry(inner, { ...item, open }, (entryBytes) => {
          bytes += entryBytes;
          count(entryBytes);
        });
      }
    } catch (error) {
      isAll = false;
      isDamaged = true;
      if (!(place.isFragment && isDamage(error))) this.#walk.report(place.path, error);
    } finally {
      await iterator.return?.();
    }
    // A flood of small frames counts as one file: otherwise each frame would be opened again with all that follow it. So does
    // one that the end of the leaf cuts off.
    const isThrough = isAll && unread === 0;
    const isCut = !isThrough && isEndAsked && end === undefined;
    if (bytes > 0 && (isThrough || isCut)) end = source.size;
    const isBroken = isDamaged || unread > 0 || isCut;
    return {
      ...{ end: onEntry && end, isBroken, isDamaged: isDamaged || bytes === 0, steps },
      ...{ soundUntil: soundUntil?.(), vainBytes: vainBytes?.() ?? 0 },
    };
  }

  #tellTrouble({ path, isFragment }: FindPlace, { trouble, name }: Trouble): void {
    if (trouble.code === 'damaged' && isFragment) return;
    this.#walk.tell({ path: name === undefined ? path : innerPath(path, name), ...trouble });
  }
}

/** Passes `chunks` through. @param onEnd called when all were read without an error */
async function* readThrough(chunks: AsyncIterable<Uint8Array>, onEnd: () => void): AsyncGenerator<Uint8Array> {
  yield* chunks;
  onEnd();
}

export function isDamage(error: unknown): error is FormatError {
  return error instanceof FormatError && error.code === 'damaged';
}
