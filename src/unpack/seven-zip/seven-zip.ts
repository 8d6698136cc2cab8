/**
 * Archives, images and codecs that 7-Zip reads for us (`seven-zip/`): what it writes becomes entries, what it prints becomes
 * gaps. It is told the format, so that it opens only one layer; the walk opens the next.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { streamOf } from '../../bytes/byte-source.ts';
import { FormatError, KeysieveError } from '../../model/errors.ts';
import { atFixedLimit } from '../../model/gap.ts';
import type { RingEvent } from '../../seven-zip/event-ring.ts';
import { extract, outcomeOf } from '../../seven-zip/extract.ts';
import { EVENT, type Refusal } from '../../seven-zip/job.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { isPadding, REMAINDER, remainder } from '../container/remainder.ts';
import { SevenZipReport } from './seven-zip-report.ts';

/** Entries up to this size are handed over at once. */
const SMALL_ENTRY_BYTES = 256 << 10;
/** By type: bytes behind the archive's end that 7-Zip reads to detect it, and counts as its own. */
const READ_TOO_FAR: Readonly<Record<string, number>> = { Lzh: 24 };

interface Extraction {
  readonly type: string;
  readonly oneFile?: string;
  readonly maxBytes?: number;
  counted?(items: number): void;
}

/**
 * Extracts everything in `source`, which 7-Zip reads as `type`.
 * @param oneFile name of the entry, for a format that stores none
 * @param maxBytes no more comes out of a sound archive: chains of sectors in which thousands of files lie are a bomb
 * @param counted receives, at the end, the number of files and folders
 * @throws FormatError when it cannot be opened at all, and when 7-Zip aborts; BudgetError when it takes too long
 */
export async function* sevenZipEntries(
  source: ByteSource,
  { type, oneFile, maxBytes = Number.POSITIVE_INFINITY, counted }: Extraction,
  budget: Budget,
): AsyncGenerator<Entry | Trouble> {
  const message = tooManyRuns(budget);
  if (message !== undefined) {
    yield { trouble: { code: 'budget', message } };
    return yield remainder('all', () => streamOf(source));
  }
  budget.countStartedRun();
  const events = new Events(extract(source, type, budget));
  events.readAhead();
  const report = new SevenZipReport(type);
  let files = 0;
  try {
    for (;;) {
      const { kind, payload } = events.next();
      if (kind === EVENT.begin && events.dataBytes > maxBytes) {
        yield damaged(
          `expected at most ${maxBytes} bytes of files, found more: files share their bytes; no more were read`,
        );
        break;
      }
      if (kind === EVENT.begin) {
        files++;
        const file = new ExtractedFile(events, oneFile ?? text(payload));
        yield file;
        file.skip(budget);
      } else if (kind === EVENT.line) {
        const trouble = report.read(text(payload));
        if (trouble !== undefined) yield trouble;
        const excess = excessOfDerivations(type, text(payload), budget);
        if (excess === undefined) continue;
        yield { trouble: { code: 'budget', message: excess } };
        report.leavesRest = true;
        break;
      } else if (kind === EVENT.refused) {
        yield* report.refuse(JSON.parse(text(payload)) as Refusal);
      } else if (kind === EVENT.done) {
        yield* report.finish(outcomeOf({ kind, payload }));
        break;
      }
    }
    counted?.(files + report.folders);
    // A file marked as a folder is reported as one, without its bytes.
    if (files === 0) report.leavesRest = true;
    yield* rest(source, report, events.dataBytes, READ_TOO_FAR[type] ?? 0);
  } finally {
    events.close();
  }
}

/** Counts the work of a derived key, if `line` asks for a password. @returns why no more of it may be done, if so */
function excessOfDerivations(type: string, line: string, budget: Budget): string | undefined {
  if (type !== DERIVES_KEYS || !ASKS_FOR_PASSWORD.test(line)) return undefined;
  budget.countFailedRun(DERIVATION_RUNS);
  return tooManyRuns(budget);
}

/**
 * What 7-Zip did not read. Bytes behind the end of the archive are a file of their own, often another archive. Where it is
 * unknown what was read, or nothing came out (false sizes of 0), the whole input is searched.
 */
function* rest(
  source: ByteSource,
  { archiveBytes = 0, leavesRest }: SevenZipReport,
  dataBytes: number,
  readTooFar: number,
): Generator<Entry> {
  const start = startOfRest(source, archiveBytes, readTooFar);
  const isBehind = start > 0 && start < source.size && !isPadding(source, start, source.size);
  if (isBehind) yield { name: REMAINDER.behind, startsAt: start, open: () => streamOf(source, start) };
  if (leavesRest || dataBytes === 0) yield remainder('all', () => streamOf(source));
}

function startOfRest(source: ByteSource, archiveBytes: number, readTooFar: number): number {
  if (readTooFar === 0) return archiveBytes;
  // The terminating zero is the first of the bytes read too far, or the only one.
  const last = Math.max(0, source.size - 1);
  if (archiveBytes >= source.size && source.read(last, 1)[0] === 0) return source.size;
  const start = Math.max(0, Math.min(archiveBytes, source.size) - readTooFar);
  return source.read(start, 1)[0] === 0 ? start + 1 : start;
}

/** @returns why 7-Zip is not run again for this artifact; undefined when it may be */
function tooManyRuns({ sevenZipRuns }: Budget): string | undefined {
  const why = excessOf(sevenZipRuns);
  if (why === undefined) return undefined;
  return atFixedLimit(
    `7-Zip ${why} in this artifact and was not tried here; the packed bytes are scanned as is`,
    'unpack it before the scan',
  );
}

function excessOf({ failed, stuck, small }: Budget['sevenZipRuns']): string | undefined {
  if (stuck >= MAX_STUCK_RUNS) return `was stuck ${MAX_STUCK_RUNS} times`;
  if (failed >= MAX_FAILED_RUNS) return `failed ${MAX_FAILED_RUNS} times`;
  return small >= MAX_SMALL_RUNS ? `ran ${MAX_SMALL_RUNS} times for small archives` : undefined;
}

/** A run takes 1 ms or more before it reads anything: a zip of a MiB may have 8,700 files, each of them a run. */
const MAX_FAILED_RUNS = 2000;
/**
 * A type of which each encrypted file has a salt of its own: with any password, 7-Zip computes 262,144 rounds of SHA-1 for it, 18 ms, before
 * it knows that the password is wrong.
 */
const DERIVES_KEYS = 'Rar';
const DERIVATION_RUNS = 10;
const ASKS_FOR_PASSWORD = /^(ERROR: .*|Cannot open encrypted archive.*)Wrong password/;
/**
 * Of sound archives: a zip of 4 MiB may have 25,000 RAR files of one short line each. Only those of less than 2 KiB count, or of less than 200 KiB if
 * the thread is spent on them (`seven-zip/extract.ts`).
 */
const MAX_SMALL_RUNS = 10_000;
/** Each takes 10 s, the time without a sign of life. */
const MAX_STUCK_RUNS = 2;

/**
 * Bytes of events that are read before the first entry is handed over: 7-Zip is then free again for archives in small ones. Otherwise each
 * level of archives in archives holds a thread of its own, and one that is not kept takes 40 ms to start.
 */
const READ_AHEAD_BYTES = 256 << 10;
/** An event takes memory of its own; those of a file are three. */
const EVENT_BYTES = 128;

/** The events of one extraction, with look-ahead. */
class Events {
  readonly #events: Generator<RingEvent>;
  readonly #ahead: RingEvent[] = [];
  #failure: unknown;
  #dataBytes = 0;

  constructor(events: Generator<RingEvent>) {
    this.#events = events;
  }

  /** Call once, before anything else. */
  readAhead(): void {
    for (let bytes = 0; bytes < READ_AHEAD_BYTES; ) {
      const event = this.#pull();
      if (event === undefined) break;
      this.#ahead.push(event);
      bytes += event.payload.length + EVENT_BYTES;
      if (event.kind === EVENT.done) {
        this.close();
        break;
      }
    }
  }

  next(): RingEvent {
    const held = this.#ahead.shift() ?? this.#pull();
    if (held !== undefined) return held;
    throw this.#failure;
  }

  /** @returns undefined when there are no more, because of a failure */
  #pull(): RingEvent | undefined {
    if (this.#failure !== undefined) return undefined;
    try {
      const step = this.#events.next();
      if (!step.done) return this.#count(step.value);
      throw new FormatError('7-Zip ended without a word');
    } catch (error) {
      this.#failure = error;
      return undefined;
    }
  }

  /** Bytes of all files so far, including those read ahead. */
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

/** A file that 7-Zip is currently writing. */
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
      // `open` will meet the error again, after the bytes that precede it.
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

  /** Discards what nobody wanted: 7-Zip unpacks it anyway, and it counts against the budget. */
  skip(budget: Budget): void {
    while (!this.#ended) {
      const event = this.#events.next();
      if (event.kind === EVENT.data) budget.takeBytes(event.payload.length, 0);
      else this.#endAt(event);
    }
  }

  /** A file may lack its `end` event, when 7-Zip aborts. */
  #endAt(event: RingEvent): void {
    this.#ended = true;
    if (event.kind !== EVENT.end) this.#events.putBack([event]);
  }
}

function text(payload: Uint8Array): string {
  return new TextDecoder().decode(payload);
}
