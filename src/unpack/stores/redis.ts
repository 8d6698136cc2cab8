/**
 * A dump of Redis or Valkey (rdb.c; dump.rdb, and the base of an append-only file): plain keys and values, and those that LZF shortens,
 * which are found wherever their lengths agree with what they unpack to. So neither versions nor types of values need to be understood;
 * fields of small hashes still come with their values, `name=value`.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { Crc64, JONES } from '../checksums/crc64.ts';
import { unpackLzf } from '../codecs/lzf.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { linesOfList, RedisLists } from './redis-lists.ts';

const MAGICS = ['REDIS00', 'VALKEY0'];
const HEAD_BYTES = 9;
/** Versions whose dumps end without a checksum. */
const UNSUMMED = /^REDIS000[1-4]$/;
const END = 0xff;
const SUM_BYTES = 8;
const NAME = 'strings';
const PAIRS_NAME = 'pairs';
const LINE_FEED = Uint8Array.of(0x0a);

/*  packed string
 *  0  1  c3
 *  1  .  packed length, unpacked length: two bits 00 and 6 bits; 01 and 14 bits; 80 and 4 bytes, big-endian
 *  .  n  LZF                                                                                            */
const PACKED = 0xc3;
const MAX_HEAD_BYTES = 11;
/** Larger values would have to be held whole. */
const MAX_BYTES = 64 << 20;
/** How much of a candidate is unpacked to check it. */
const TRIED_BYTES = 1 << 10;
/** Largest expansion of a step of LZF, which takes three bytes. */
const MAX_RATIO = 264 / 3;
/** The longest step of LZF. */
const MAX_STEP_BYTES = 33;
const WINDOW_BYTES = 256 << 10;
/** Limit on unpacking false matches, as a multiple of the dump's size. */
const MAX_EFFORT = 16;

export const redis: SourceContainer = {
  id: 'redis',
  title: 'Redis and Valkey dump (.rdb)',
  limits: 'packed values above 64 MiB',
  reads: 'source',
  headBytes: HEAD_BYTES,
  keepsLeaf: 'searched',
  firstBytes: [...Buffer.from('RV')],
  sniff: isDump,
  entries,
};

function isDump(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, HEAD_BYTES)).toString('latin1');
  return MAGICS.some((name) => text.startsWith(name)) && /^\D+\d{2,4}$/.test(text);
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const dump = new Dump(new ReadAheadSource(source), budget);
  if (dump.next() !== undefined) yield { name: NAME, open: () => dump.strings() };
  const lists = new RedisLists(new ReadAheadSource(source), budget);
  yield* pairs(lists);
  if (dump.tooLarge > 0) {
    const message = `packed values of more than ${MAX_BYTES} bytes, which are scanned as is: ${dump.tooLarge}`;
    yield { trouble: { code: 'unsupported', message } };
  }
  if (dump.isGivenUp) yield damaged('too much begins like a packed value and is none; what follows is scanned as is');
  if (lists.isGivenUp)
    yield damaged('too much begins like a hash and is none; what follows is scanned as is', PAIRS_NAME);
  if (!(await endsWell(source, budget))) yield damaged('expected an end whose checksum fits the dump, found none');
}

/** Yields an entry only if there are any. */
function* pairs(lists: RedisLists): Generator<Entry> {
  const lines = lists.lines();
  const first = lines.next();
  if (first.done) return;
  yield {
    name: PAIRS_NAME,
    async *open() {
      yield first.value;
      yield* lines;
    },
  };
}

class Dump {
  tooLarge = 0;
  readonly #source: ByteSource;
  readonly #budget: Budget;
  #at = HEAD_BYTES;
  #found: Uint8Array | undefined;
  readonly #tried = new Uint8Array(TRIED_BYTES * MAX_RATIO);
  #effort: number;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = source;
    this.#effort = MAX_EFFORT * source.size;
    this.#budget = budget;
  }

  /** Too many false matches. */
  get isGivenUp(): boolean {
    return this.#effort < 0;
  }

  /** All remaining ones, with a line feed before each. */
  async *strings(): AsyncGenerator<Uint8Array> {
    for (let string = this.#found ?? this.next(); string !== undefined; string = this.next()) {
      yield LINE_FEED;
      yield string;
      const lines = linesOfList(string);
      if (lines !== undefined) yield* [LINE_FEED, lines];
    }
  }

  /** The next packed string. */
  next(): Uint8Array | undefined {
    this.#found = undefined;
    while (this.#at < this.#source.size && !this.isGivenUp) {
      const start = this.#at;
      this.#budget.checkTime();
      const bytes = this.#source.read(start, Math.min(WINDOW_BYTES, this.#source.size - start));
      for (let mark = bytes.indexOf(PACKED); mark !== -1 && !this.isGivenUp; mark = bytes.indexOf(PACKED, mark + 1)) {
        const string = this.#unpack(start + mark);
        if (string === undefined) continue;
        this.#at = string.end;
        this.#found = string.bytes;
        return string.bytes;
      }
      this.#at = start + bytes.length;
    }
    return undefined;
  }

  #unpack(at: number): { readonly bytes: Uint8Array; readonly end: number } | undefined {
    const { size } = this.#source;
    const head = this.#source.read(at, Math.min(MAX_HEAD_BYTES, size - at));
    const packed = lengthAt(head, 1);
    const unpacked = packed && lengthAt(head, packed.end);
    if (packed === undefined || unpacked === undefined) return undefined;
    const start = at + unpacked.end;
    const isPlausible = packed.length < unpacked.length && unpacked.length <= packed.length * MAX_RATIO;
    if (!isPlausible || start + packed.length > size || !this.#begins(start, packed.length)) return undefined;
    if (unpacked.length > MAX_BYTES) {
      this.tooLarge++;
      return undefined;
    }
    const bytes = new Uint8Array(unpacked.length);
    const { read, made } = unpackLzf(this.#source.read(start, packed.length), bytes);
    if (read === packed.length && made === unpacked.length) return { bytes, end: start + packed.length };
    this.#effort -= packed.length;
    return undefined;
  }

  /** A cheap check of the first steps: a false match copies from before its beginning. */
  #begins(start: number, length: number): boolean {
    if (length <= TRIED_BYTES) return true;
    const { read, made } = unpackLzf(this.#source.read(start, TRIED_BYTES), this.#tried);
    // A few bytes may expand to 88 times as many.
    this.#effort -= read > 0 ? made >>> 3 : 0;
    return read > TRIED_BYTES - MAX_STEP_BYTES;
  }
}

function lengthAt(bytes: Uint8Array, at: number): { readonly length: number; readonly end: number } | undefined {
  const first = bytes[at] ?? PACKED;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (first >>> 6 === 0) return { length: first, end: at + 1 };
  if (first >>> 6 === 1 && at + 2 <= bytes.length) return { length: view.readUInt16BE(at) & 0x3fff, end: at + 2 };
  if (first === 0x80 && at + 5 <= bytes.length) return { length: view.readUInt32BE(at + 1), end: at + 5 };
  return undefined;
}

/**
 * The end is a byte and the checksum of all before it, or zeros if there is none; commands may follow. Before version 5 it is only the
 * byte.
 */
async function endsWell(source: ByteSource, budget: Budget): Promise<boolean> {
  if (UNSUMMED.test(Buffer.from(source.read(0, HEAD_BYTES)).toString('latin1')))
    return source.read(source.size - 1, 1)[0] === END;
  const sum = new Crc64(JONES);
  const ahead = new ReadAheadSource(source);
  let at = 0;
  for await (const chunk of streamOf(source)) {
    budget.checkTime();
    for (const byte of chunk) {
      sum.add(byte);
      at++;
      if (byte !== END || at + SUM_BYTES > source.size) continue;
      const end = Buffer.from(ahead.read(at, SUM_BYTES));
      if (end.readUInt32LE(0) === sum.low && end.readUInt32LE(4) === sum.high) return true;
      if (at + SUM_BYTES === source.size && end.readBigUInt64LE(0) === 0n) return true;
    }
  }
  return false;
}
