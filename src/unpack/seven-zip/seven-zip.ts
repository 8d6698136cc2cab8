/**
 * Archives, images and codecs that 7-Zip reads for us (`seven-zip/`): what it writes becomes entries, what it prints becomes
 * gaps. It is told which format it has before it, so that it opens one layer; the walk opens the next.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { streamOf } from '../../bytes/byte-source.ts';
import { FormatError, KeysieveError } from '../../model/errors.ts';
import type { RingEvent } from '../../seven-zip/event-ring.ts';
import { extract, outcomeOf } from '../../seven-zip/extract.ts';
import { EVENT, type Refusal } from '../../seven-zip/job.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { isPadding, REMAINDER, remainder } from '../container/remainder.ts';
import { SevenZipReport } from './seven-zip-report.ts';

/** What is up to this size is handed over at once. */
const SMALL_ENTRY_BYTES = 256 << 10;
/** By type: what 7-Zip reads to see that an archive is over, and takes for its own. */
const READ_TOO_FAR: Readonly<Record<string, number>> = { Lzh: 24 };

/**
 * Everything in `source`, which 7-Zip reads as `type`.
 * @param oneFile its name, where the format has no name for it
 * @param counted told at the end how many files and folders there were
 * @throws FormatError when it cannot be opened at all, and when 7-Zip breaks off; BudgetError when it takes too long
 */
export async function* sevenZipEntries(
  source: ByteSource,
  { type, oneFile, counted }: { readonly type: string; readonly oneFile?: string; counted?(items: number): void },
  budget: Budget,
): AsyncGenerator<Entry | Trouble> {
  const events = new Events(extract(source, type, budget));
  const report = new SevenZipReport(type);
  let files = 0;
  try {
    for (;;) {
      const { kind, payload } = events.next();
      if (kind === EVENT.begin) {
        files++;
        const file = new ExtractedFile(events, oneFile ?? text(payload));
        yield file;
        file.skip(budget);
      } else if (kind === EVENT.line) {
        const trouble = report.read(text(payload));
        if (trouble !== undefined) yield trouble;
      } else if (kind === EVENT.refused) {
        yield* report.refuse(JSON.parse(text(payload)) as Refusal);
      } else if (kind === EVENT.done) {
        yield* report.finish(outcomeOf({ kind, payload }));
        break;
      }
    }
    counted?.(files + report.folders);
    // A file that is marked as a folder comes as one, without its bytes.
    if (files === 0) report.leavesRest = true;
    yield* rest(source, report, events.dataBytes, READ_TOO_FAR[type]);
  } finally {
    events.close();
  }
}

/**
 * What 7-Zip did not read: what lies behind the end of the archive is a file of its own (as often as not another archive);
 * where it is not known what was read, and where nothing came out (sizes of 0 that lie), all of the input is looked through.
 */
function* rest(
  source: ByteSource,
  { archiveBytes = 0, leavesRest }: SevenZipReport,
  dataBytes: number,
  readTooFar = 0,
): Generator<Entry> {
  const start = startOfRest(source, archiveBytes, readTooFar);
  const isBehind = start > 0 && start < source.size && !isPadding(source, start, source.size);
  if (isBehind) yield { name: REMAINDER.behind, startsAt: start, open: () => streamOf(source, start) };
  if (leavesRest || dataBytes === 0) yield remainder('all', () => streamOf(source));
}

function startOfRest(source: ByteSource, archiveBytes: number, readTooFar: number): number {
  if (readTooFar === 0) return archiveBytes;
  // The zero that ends an archive is the first of what was read too far, or all of it.
  const last = Math.max(0, source.size - 1);
  if (archiveBytes >= source.size && source.read(last, 1)[0] === 0) return source.size;
  const start = Math.max(0, Math.min(archiveBytes, source.size) - readTooFar);
  return source.read(start, 1)[0] === 0 ? start + 1 : start;
}

/** Events of one extraction, of which some may be looked at before their time. */
class Events {
  readonly #events: Generator<RingEvent>;
  readonly #ahead: RingEvent[] = [];
  #failure: unknown;
  #dataBytes = 0;

  constructor(events: Generator<RingEvent>) {
    this.#events = events;
  }

  next(): RingEvent {
    const held = this.#ahead.shift();
    if (held !== undefined) return held;
    if (this.#failure !== undefined) throw this.#failure;
    try {
      const step = this.#events.next();
      if (!step.done) return this.#count(step.value);
      throw new FormatError('7-Zip ended without a word');
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }

  /** Of all files so far. */
  get dataBytes(): number {
    return this.#dataBytes;
  }

  #count(event: RingEvent): RingEvent {
    if (event.kind === EVENT.data) this.#dataBytes += event.payload.length;
    return event;
  }

  putBack(events: readonly RingEvent[]): void {
    this.#ahead.unshift(...events);
  }

  close(): void {
    this.#events.return(undefined);
  }
}

/** A file while 7-Zip writes it. */
class ExtractedFile implements Entry {
  readonly name: string;
  readonly #events: Events;
  #ended = false;

  constructor(events: Events, name: string) {
    this.#events = events;
    this.name = name;
  }

  whole(): Uint8Array | undefined {
    const seen: RingEvent[] = [];
    const chunks: Uint8Array[] = [];
    try {
      for (let size = 0; size <= SMALL_ENTRY_BYTES; ) {
        const event = this.#events.next();
        seen.push(event);
        if (event.kind === EVENT.end) {
          this.#ended = true;
          return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
        }
        if (event.kind !== EVENT.data) break;
        chunks.push(event.payload);
        size += event.payload.length;
      }
    } catch (error) {
      // `open` meets it again, behind the bytes that came before it.
      if (!(error instanceof KeysieveError)) throw error;
    }
    this.#events.putBack(seen);
    return undefined;
  }

  async *open(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const event = this.#events.next();
      if (event.kind === EVENT.data) yield event.payload;
      else return this.#endAt(event);
    }
  }

  /** Passes over what nobody wanted: it is unpacked all the same, and counts in all that is. */
  skip(budget: Budget): void {
    while (!this.#ended) {
      const event = this.#events.next();
      if (event.kind === EVENT.data) budget.takeBytes(event.payload.length, 0);
      else this.#endAt(event);
    }
  }

  /** A file may end without an `end`, when 7-Zip breaks off. */
  #endAt(event: RingEvent): void {
    this.#ended = true;
    if (event.kind !== EVENT.end) this.#events.putBack([event]);
  }
}

function text(payload: Uint8Array): string {
  return new TextDecoder().decode(payload);
}
