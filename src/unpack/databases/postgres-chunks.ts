/**
 * Values that PostgreSQL moves to a table of their own (pg_toast_…) when their row does not fit on a page, and large objects
 * (pg_largeobject): stored in chunks, each a row with the value's number, the chunk's number and bytes (access/toast_internals.h,
 * storage/large_object.h). Rows are placed from the end of a page, and deletions make room for others, so chunks may be in any order.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { jsonbLines } from './postgres-json.ts';
import { type Row, valueAt } from './postgres-page.ts';
import { isBroken, MAX_HELD_BYTES, type PostgresUnpacker, packedHead } from './postgres-value.ts';

/** Size of every chunk of a value except the last: TOAST_MAX_CHUNK_SIZE and LOBLKSIZE, for pages of 8 KiB. */
const FULL_BYTES = [1996, 2048];
/** A file has at most a gigabyte. */
const MAX_CHUNKS = 1 << 20;
const COLUMNS = 3;
/** Behind both numbers. */
const BYTES_AT = 8;
const PIECE_BYTES = 64 << 10;
const LINE_FEED = Uint8Array.of(0x0a);

interface Chunk {
  readonly value: number;
  readonly number: number;
  /** Offset in the file. */
  readonly start: number;
  /** Size in the file. */
  readonly length: number;
  /** Unpacked size, if it is packed individually, as in large objects. */
  readonly unpacked: number;
  readonly isDeleted: boolean;
}

export class PostgresChunks {
  readonly #chunks: Chunk[] = [];
  readonly #unpacker: PostgresUnpacker;
  /** Chunks beyond MAX_CHUNKS, and values too long to be unpacked. */
  missed = 0;
  /** Values whose first chunk is not in the file, or that are packed but cannot be unpacked. */
  torn = 0;

  constructor(unpacker: PostgresUnpacker) {
    this.#unpacker = unpacker;
  }

  /** Adds a row of such a table, or of another that looks the same. @param pageAt offset of its page in the file */
  add(page: Uint8Array, row: Row, pageAt: number): void {
    const at = row.start + BYTES_AT;
    if (row.columns !== COLUMNS || row.hasNulls || at >= row.end) return;
    const value = valueAt(page, at, row.end);
    if (value === undefined || value.end !== row.end) return;
    const length = value.end - value.start;
    const view = new DataView(page.buffer, page.byteOffset + row.start, BYTES_AT);
    const number = view.getUint32(4, true);
    const head = value.isPacked || number === 0 ? packedHead(page.subarray(value.start, value.end), length) : undefined;
    const isFull = FULL_BYTES.includes(value.isPacked ? (head?.bytes ?? 0) : length);
    // Most tables of three columns are something else: a row that is neither one of several chunks nor packed is scanned as is.
    if (!isFull && number === 0 && head === undefined) return;
    if (this.#chunks.length === MAX_CHUNKS) {
      if (isFull) this.missed++;
      return;
    }
    const unpacked = value.isPacked ? (head?.bytes ?? 0) : 0;
    const place = { start: pageAt + value.start, length, unpacked, isDeleted: row.isDeleted };
    this.#chunks.push({ value: view.getUint32(0, true), number, ...place });
  }

  /** Packed values, unpacked, and values of several chunks, with a line feed after each. */
  *values(source: ByteSource, budget: Budget): Generator<Uint8Array> {
    this.#chunks.sort((a, b) => a.value - b.value || a.number - b.number);
    for (let from = 0, to = 0; from < this.#chunks.length; from = to) {
      budget.checkTime();
      to = from + 1;
      while (to < this.#chunks.length && follows(this.#chunks[to - 1]!, this.#chunks[to]!)) to++;
      yield* this.#valueOf(this.#chunks.slice(from, to), source, budget);
    }
  }

  *#valueOf(chunks: readonly Chunk[], source: ByteSource, budget: Budget): Generator<Uint8Array> {
    const [first] = chunks as [Chunk];
    if (first.number > 0) {
      // A single chunk is the last one of a value, or belongs to another table.
      if (chunks.length === 1 && !isFull(first)) return;
      this.#countTorn(first);
    } else if (first.unpacked === 0 && (yield* this.#unpacked(chunks, source))) return;
    if (chunks.length === 1) return;
    let piece = new Uint8Array(PIECE_BYTES);
    let filled = 0;
    for (const chunk of chunks) {
      budget.checkTime();
      const bytes = this.#bytesOf(chunk, source);
      if (filled + bytes.length > piece.length) {
        yield piece.subarray(0, filled);
        [piece, filled] = [new Uint8Array(PIECE_BYTES), 0];
      }
      piece.set(bytes, filled);
      filled += bytes.length;
    }
    yield* [piece.subarray(0, filled), LINE_FEED];
  }

  /** After a deletion, the server reuses the chunks' space page by page: that is no damage. */
  #countTorn({ isDeleted }: Chunk): void {
    if (!isDeleted) this.torn++;
  }

  /** @returns whether the chunks together are a packed value */
  *#unpacked(chunks: readonly Chunk[], source: ByteSource): Generator<Uint8Array, boolean> {
    const bytes = chunks.reduce((sum, { length }) => sum + length, 0);
    const [first] = chunks as [Chunk];
    const head = packedHead(source.read(first.start, Math.min(8, first.length)), bytes);
    if (head === undefined) return false;
    if (head.bytes + bytes > MAX_HELD_BYTES) {
      // An unpacked value may look like one: a picture of a megabyte.
      if (head.bytes <= 8 * bytes) this.missed++;
      return false;
    }
    const packed = new Uint8Array(bytes);
    let at = 0;
    for (const { start, length } of chunks) {
      source.readInto(packed.subarray(at, at + length), start);
      at += length;
    }
    const content = this.#unpacker.unpack(packed, head);
    if (content === undefined) {
      // A false match breaks off soon.
      if (this.#unpacker.written > bytes || isBroken(packed, head)) this.#countTorn(first);
      return false;
    }
    for (let from = 0; from < content.length; from += PIECE_BYTES) yield content.slice(from, from + PIECE_BYTES);
    yield LINE_FEED;
    yield* jsonbLines(content);
    return true;
  }

  #bytesOf({ start, length, unpacked }: Chunk, source: ByteSource): Uint8Array {
    const bytes = new Uint8Array(length);
    source.readInto(bytes, start);
    const head = unpacked > 0 ? packedHead(bytes, length) : undefined;
    return (head && this.#unpacker.unpack(bytes, head)) ?? bytes;
  }
}

function isFull({ length, unpacked }: Chunk): boolean {
  return FULL_BYTES.includes(unpacked || length);
}

function follows(before: Chunk, chunk: Chunk): boolean {
  return chunk.value === before.value && chunk.number === before.number + 1 && isFull(before);
}
