/**
 * Flight recordings of Java (JDK 9 and later; `ChunkHeader`, `ChunkParser` of jdk.jfr.internal.consumer). A recording contains the
 * environment and the properties of the process: strings are plain, but not which value belongs to which name. Those pairs come as
 * settings, `name=value`, and so do the strings of program-defined events, of which long ones are stored separately, in a pool.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64BE } from '../../bytes/size64.ts';
import { BudgetError, FormatError } from '../../model/errors.ts';
import { atFixedLimit } from '../../model/gap.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { gathered } from '../container/gathered.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { settingOf } from '../records/pair-lines.ts';
import { JfrCursor, type Text } from './jfr-cursor.ts';
import { type JfrField, type JfrType, type JfrTypes, jfrTypes } from './jfr-types.ts';
import { JfrValues } from './jfr-values.ts';

/*  a chunk, of which a recording has one or more; all numbers of its header are big-endian
 *  0   4  "FLR\0"                          24  8  where the metadata begin in the chunk
 *  4   2  version, 1 or 2                  67  1  bit 0: numbers have seven bits a byte
 *  8   8  bytes of the chunk               68  .  events: their bytes, their type, their fields
 *  64  1  0 when it is finished; else what is behind its bytes was not told of yet              */
const MAGICS = [magic('46 4c 52 00 00 01 00'), magic('46 4c 52 00 00 02 00')];
const HEAD_BYTES = 68;
const [STATE_AT, FLAGS_AT] = [64, 67];
const [FINISHED, SEVEN_BITS] = [0, 1];
const [METADATA, CHECKPOINT] = [0, 1];
/** Limit for an event to read; checkpoints of large programs have some MiB. */
const MAX_EVENT_BYTES = 32 << 20;
/** Metadata of JDK 17 has 97 KB, that of JDK 25 111 KB; each string, element and attribute becomes an object. */
const MAX_METADATA_BYTES = 4 << 20;
/** Limit for strings in the pool of a chunk. */
const MAX_POOL_BYTES = 32 << 20;
/** Limit on settings, as a multiple of the recording's size, and for a small one: one pool string may be the value of a million fields. */
const [MAX_RATIO, MIN_SETTINGS_BYTES] = [8, 16 << 20];
/** Limit on remembered pairs of field and pool value that were given already. */
const MAX_GIVEN = 1 << 16;
/** The size and the type of an event. */
const EVENT_HEAD_BYTES = 18;
const WINDOW_BYTES = 1 << 18;
const NAME = 'settings';

export const jfr: SourceContainer = {
  id: 'jfr',
  title: 'Java flight recording (.jfr; environment, properties and custom events as `name=value`)',
  limits: 'recordings of JDK 8 before update 262: only raw bytes',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: MAGICS[0]!.bytes.length,
  firstBytes: firstBytesOf(MAGICS),
  sniff: (head) => MAGICS.some((one) => hasMagic(head, one)),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const problems = new Problems();
  yield { name: NAME, open: () => settingsOf(source, budget, problems) };
  const { first, count } = problems;
  if (first === undefined) return;
  const others = count > 1 ? ` (and ${count - 1} more chunks)` : '';
  const message = `${first.message}${others}; the bytes are scanned as is`;
  yield { name: NAME, trouble: { code: first.code, message } };
}

/** What is wrong with chunks, of which there may be millions. */
class Problems {
  first: FormatError | undefined;
  count = 0;

  add(problem: FormatError): void {
    this.first ??= problem;
    this.count++;
  }
}

/** Records what is wrong with a chunk in `problems`; the next one is read all the same. */
async function* settingsOf(source: ByteSource, budget: Budget, problems: Problems): AsyncGenerator<Uint8Array> {
  let bytesLeft = Math.max(MIN_SETTINGS_BYTES, MAX_RATIO * source.size);
  let isFinished = true;
  for (let at = 0; at < source.size; ) {
    const chunk = chunkAt(source, at);
    if (typeof chunk === 'string') {
      // The JVM was killed, or is still writing: events that the header does not count yet follow the last chunk.
      if (isFinished) problems.add(new FormatError(chunk));
      return;
    }
    try {
      for (const settings of gathered(new Events(source, chunk, budget).settings())) {
        bytesLeft -= settings.length;
        if (bytesLeft < 0) throw tooManySettings();
        yield settings;
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      problems.add(error);
    }
    ({ end: at, isFinished } = chunk);
  }
}

function tooManySettings(): BudgetError {
  const message = `settings of a flight recording come to more than ${MAX_RATIO} times its bytes; from there on they were not put together`;
  return new BudgetError(atFixedLimit(message, 'record shorter ones'));
}

/** For a chunk that is otherwise fine. */
function tooLarge(what: string): FormatError {
  return new FormatError(
    `${what}, which keysieve does not put together; scan what "jfr print" tells of it`,
    'unsupported',
  );
}

interface Chunk {
  readonly start: number;
  readonly end: number;
  readonly metadataAt: number;
  readonly isFinished: boolean;
}

/** @returns a description of the problem where no chunk begins */
function chunkAt(source: ByteSource, start: number): Chunk | string {
  const head = bufferOf(source.read(start, Math.min(HEAD_BYTES, source.size - start)));
  if (head.length < HEAD_BYTES || !jfr.sniff(head))
    return `expected a chunk of a flight recording at byte ${start}, found none`;
  if ((head[FLAGS_AT]! & SEVEN_BITS) === 0)
    return 'the numbers of the flight recording are not packed, as keysieve expects';
  const [bytes, metadataAt] = [size64BE(head, 8), size64BE(head, 24)];
  const end = start + bytes;
  if (bytes < HEAD_BYTES || end > source.size)
    return `expected ${bytes} bytes of a flight recording at byte ${start}, found ${source.size - start}`;
  if (metadataAt < HEAD_BYTES || metadataAt >= bytes)
    return 'the flight recording was not finished: it has no metadata';
  return { start, end, metadataAt: start + metadataAt, isFinished: head[STATE_AT] === FINISHED };
}

/** Fields of an event that make a setting: the name's field, or the name itself, and the value's field. */
interface Pair {
  readonly name: JfrField | Uint8Array;
  readonly value: JfrField;
}

/** The events of a chunk. */
class Events {
  readonly #source: ByteSource;
  readonly #chunk: Chunk;
  readonly #budget: Budget;
  readonly #pool = new Map<number, Uint8Array>();
  #poolBytesLeft = MAX_POOL_BYTES;
  /** Keyed by the value's field. */
  readonly #given = new Map<JfrField, Set<number>>();
  #givenLeft = MAX_GIVEN;
  #window: Uint8Array = new Uint8Array(0);
  #windowAt = 0;

  constructor(source: ByteSource, chunk: Chunk, budget: Budget) {
    [this.#source, this.#chunk, this.#budget] = [source, chunk, budget];
  }

  *settings(): Generator<Uint8Array> {
    const metadata = this.#eventAt(this.#chunk.metadataAt);
    if (metadata.type !== METADATA)
      throw new FormatError(`expected metadata of a flight recording at byte ${this.#chunk.metadataAt}`);
    if (metadata.end - metadata.contentAt > MAX_METADATA_BYTES)
      throw tooLarge('metadata of a flight recording have more than 4 MiB');
    const types = jfrTypes(this.#content(metadata));
    const values = new JfrValues(types, this.#chunk.end - this.#chunk.start);
    for (const event of this.#events())
      if (event.type === CHECKPOINT) this.#addToPool(new JfrCursor(this.#content(event)), types, values);
    const pairs = new Map([...types].map(([number, type]) => [number, pairsOf(type, types)]));
    for (const event of this.#events()) {
      const own = pairs.get(event.type) ?? [];
      if (own.length === 0) continue;
      const texts = values.record(new JfrCursor(this.#content(event)), types.get(event.type)!);
      for (const { name, value } of own) {
        if (this.#isGiven(name, value, texts.get(value))) continue;
        const key = name instanceof Uint8Array ? name : this.#bytesOf(texts.get(name));
        const word = this.#bytesOf(texts.get(value));
        const setting = key && word && settingOf(key, word);
        if (setting !== undefined) yield setting;
      }
    }
  }

  /*  a checkpoint, behind the bytes of the event and its type
   *  number  begin, duration, bytes back to the one before; 1 byte of what kind it is
   *  number  count of pools, of each: number  its type, count of values, of each its number and itself */
  #addToPool(cursor: JfrCursor, types: JfrTypes, values: JfrValues): void {
    for (let index = 0; index < 3; index++) cursor.number();
    cursor.take(1);
    for (let pools = cursor.number(); pools > 0; pools--) {
      const number = cursor.number();
      const type = types.get(number);
      if (type === undefined) throw new FormatError(`expected type ${number} in the metadata of a flight recording`);
      for (let left = cursor.number(); left > 0; left--) this.#keep(cursor.number(), values.value(cursor, type));
    }
  }

  #keep(number: number, text: Text): void {
    if (text === undefined || !('bytes' in text)) return;
    this.#poolBytesLeft -= text.bytes.length + POOL_ENTRY_BYTES;
    if (this.#poolBytesLeft < 0)
      throw tooLarge('the pool of a chunk of a flight recording has more than 32 MiB of strings');
    this.#pool.set(number, text.bytes.slice());
  }

  /** Whether an earlier event had the same value under the same name: programs repeat themselves. */
  #isGiven(name: Pair['name'], field: JfrField, text: Text): boolean {
    if (!(name instanceof Uint8Array) || text === undefined || !('inPool' in text)) return false;
    const given = this.#given.get(field) ?? new Set();
    if (given.has(text.inPool)) return true;
    if (this.#givenLeft-- > 0) this.#given.set(field, given.add(text.inPool));
    return false;
  }

  #bytesOf(text: Text): Uint8Array | undefined {
    return text !== undefined && 'inPool' in text ? this.#pool.get(text.inPool) : text?.bytes;
  }

  *#events(): Generator<Event> {
    for (let at = this.#chunk.start + HEAD_BYTES; at < this.#chunk.end; ) {
      const event = this.#eventAt(at);
      yield event;
      at = event.end;
    }
  }

  #eventAt(at: number): Event {
    const head = this.#read(at, Math.min(EVENT_HEAD_BYTES, this.#chunk.end - at));
    const cursor = new JfrCursor(head);
    const end = at + cursor.number();
    const type = cursor.number();
    const contentAt = at + head.length - cursor.left;
    if (end < contentAt || end > this.#chunk.end)
      throw new FormatError(`expected an event of a flight recording at byte ${at}, found none`);
    return { type, contentAt, end };
  }

  #content({ contentAt, end }: Event): Uint8Array {
    if (end - contentAt > MAX_EVENT_BYTES) throw tooLarge('an event of a flight recording has more than 32 MiB');
    return this.#read(contentAt, end - contentAt);
  }

  #read(at: number, bytes: number): Uint8Array {
    const isInWindow = at >= this.#windowAt && at + bytes <= this.#windowAt + this.#window.length;
    if (!isInWindow) {
      this.#budget.checkTime();
      [this.#window, this.#windowAt] = [
        this.#source.read(at, Math.min(Math.max(bytes, WINDOW_BYTES), this.#chunk.end - at)),
        at,
      ];
    }
    return this.#window.subarray(at - this.#windowAt, at - this.#windowAt + bytes);
  }
}
/** Overhead of a string in the pool. */
const POOL_ENTRY_BYTES = 64;

interface Event {
  readonly type: number;
  readonly contentAt: number;
  readonly end: number;
}

const TEXT = 'java.lang.String';
/** Events of the JVM and its library, which contain names of classes and files except in those about settings. */
const OF_JDK = 'jdk.';

function pairsOf({ name, fields }: JfrType, types: JfrTypes): Pair[] {
  const texts = fields.filter((field) => types.get(field.type)?.name === TEXT && !field.isArray);
  const value = texts.find((field) => field.name === 'value');
  const key = texts.find((field) => field.name === 'key' || field.name === 'name');
  if (key !== undefined && value !== undefined) return [{ name: key, value }];
  return name.startsWith(OF_JDK) ? [] : texts.map((field) => ({ name: Buffer.from(field.name), value: field }));
}
