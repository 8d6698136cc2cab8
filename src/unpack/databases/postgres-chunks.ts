/**
 * Values that PostgreSQL keeps in a table of their own (pg_toast_…), since their row would not fit on a page: in chunks of some 2,000 bytes,
 * each a row with the number of the value, its own number and its bytes (access/toast_internals.h). Rows grow down from the end of a page,
 * and what was deleted leaves room for others, so that chunks stand in any order.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { type Row, valueAt } from './postgres-page.ts';
import { MOST_VALUE_BYTES, packedHead, unpackValue } from './postgres-value.ts';

/** A file has a gigabyte at most, and chunks of 1,996 bytes but for the last of a value. */
const MOST_CHUNKS = 1 << 20;
const COLUMNS = 3;
/** Behind both numbers. */
const BYTES_AT = 8;
const LINE_FEED = Uint8Array.of(0x0a);

interface Chunk {
  readonly value: number;
  readonly number: number;
  /** In the file. */
  readonly start: number;
  readonly bytes: number;
}

export class PostgresChunks {
  readonly #chunks: Chunk[] = [];
  /** Chunks behind the first MOST_CHUNKS, and values that are too long to be unpacked. */
  missed = 0;

  /** A row of such a table, and of others that look the same. @param pageAt of its page in the file */
  add(page: Uint8Array, row: Row, pageAt: number): void {
    const at = row.start + BYTES_AT;
    if (row.columns !== COLUMNS || row.hasNulls || at >= row.end) return;
    const value = valueAt(page, at, row.end);
    if (value === undefined || value.isPacked || value.end !== row.end) return;
    if (this.#chunks.length === MOST_CHUNKS) {
      this.missed++;
      return;
    }
    const view = new DataView(page.buffer, page.byteOffset + row.start, BYTES_AT);
    this.#chunks.push({
      ...{ value: view.getUint32(0, true), number: view.getUint32(4, true) },
      ...{ start: pageAt + value.start, bytes: value.end - value.start },
    });
  }

  /** Values that were packed, unpacked, and those of several chunks; a line feed behind each. */
  *values(source: ByteSource): Generator<Uint8Array> {
    this.#chunks.sort((a, b) => a.value - b.value || a.number - b.number);
    for (let from = 0, to = 0; from < this.#chunks.length; from = to) {
      to = from + 1;
      while (to < this.#chunks.length && follows(this.#chunks[to - 1]!, this.#chunks[to]!)) to++;
      yield* this.#valueOf(this.#chunks.slice(from, to), source);
    }
  }

  *#valueOf(chunks: readonly Chunk[], source: ByteSource): Generator<Uint8Array> {
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0);
    const [first] = chunks as [Chunk];
    const head = first.number === 0 ? packedHead(source.read(first.start, Math.min(8, first.bytes)), bytes) : undefined;
    if (head !== undefined && bytes <= MOST_VALUE_BYTES) {
      const content = unpackValue(Buffer.concat(chunks.map((chunk) => source.read(chunk.start, chunk.bytes))), head);
      if (content !== undefined) {
        yield* [content, LINE_FEED];
        return;
      }
      if (head.bytes > MOST_VALUE_BYTES) this.missed++;
    }
    // What is one chunk is seen as it lies.
    if (chunks.length === 1) return;
    for (const chunk of chunks) yield source.read(chunk.start, chunk.bytes);
    yield LINE_FEED;
  }
}

function follows(before: Chunk, chunk: Chunk): boolean {
  return chunk.value === before.value && chunk.number === before.number + 1;
}
