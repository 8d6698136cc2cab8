/**
 * The building blocks of Android's compiled resources (ResourceTypes.h of its frameworks/base): chunks, each with its kind and its
 * size, and string pools, to which everything else refers by index.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { bufferOf } from '../container/magic.ts';
import { settingOf } from '../records/pair-lines.ts';

/*  0  2  kind       2  2  bytes of the header       4  4  bytes of the chunk; all numbers are little-endian */
export const CHUNK_BYTES = 8;
export const KIND = {
  pool: 0x0001,
  table: 0x0002,
  xml: 0x0003,
  element: 0x0102,
  end: 0x0103,
  text: 0x0104,
  package: 0x0200,
  type: 0x0201,
};
/** Limit on what is held in memory; apps of 100 MB have some 5 MiB. */
const MAX_BYTES = 64 << 20;

export interface Chunk {
  readonly kind: number;
  readonly at: number;
  /** Where the content behind its header begins. */
  readonly contentAt: number;
  readonly end: number;
}

/** @throws FormatError when it exceeds what is held in memory, or is cut off */
export function wholeOf(source: ByteSource, what: string): Buffer {
  const bytes = source.read(0, Math.min(source.size, CHUNK_BYTES));
  const size = bufferOf(bytes).readUInt32LE(4);
  const scannedAsIs = 'its bytes are scanned as is';
  if (size > source.size)
    throw new FormatError(`${what}: expected ${size} bytes, found ${source.size}; ${scannedAsIs}`);
  if (size > MAX_BYTES) throw new FormatError(`${what} of more than 64 MiB; ${scannedAsIs}`, 'unsupported');
  return bufferOf(source.read(0, size));
}

/** The consecutive chunks in [start, end). @throws FormatError after the last sound one */
export function* chunksIn(bytes: Buffer, start: number, end: number): Generator<Chunk> {
  for (let at = start; at < end; ) {
    const chunk = at + CHUNK_BYTES <= end ? chunkAt(bytes, at) : undefined;
    if (chunk === undefined || chunk.end > end)
      throw new FormatError(`expected a chunk of Android's resources at byte ${at}, found none`);
    yield chunk;
    at = chunk.end;
  }
}

function chunkAt(bytes: Buffer, at: number): Chunk | undefined {
  const [headerBytes, size] = [bytes.readUInt16LE(at + 2), bytes.readUInt32LE(at + 4)];
  if (headerBytes < CHUNK_BYTES || size < headerBytes) return undefined;
  return { kind: bytes.readUInt16LE(at), at, contentAt: at + headerBytes, end: at + size };
}

/*  8  4  count of strings      16  4  bit 8: UTF-8, else UTF-16      20  4  where strings begin, from the chunk's begin on
 *  behind the header  4 bytes a string: where it begins, from there on                                                 */
const POOL_HEADER_BYTES = 28;
const UTF_8 = 1 << 8;
/** Anything longer is no word, and need not be narrowed. */
const MAX_CHARACTERS = 1024;
const BEYOND_BYTE = /[^\0-\xff]/;

export class StringPool {
  readonly #bytes: Buffer;
  readonly #chunk: Chunk;
  readonly #count: number;
  readonly #isWide: boolean;
  readonly #stringsAt: number;

  /** @throws FormatError where the chunk is no pool, or extends beyond itself */
  constructor(bytes: Buffer, chunk: Chunk | undefined) {
    if (chunk?.kind !== KIND.pool || chunk.contentAt < chunk.at + POOL_HEADER_BYTES || chunk.contentAt > chunk.end)
      throw new FormatError('expected the strings of resources of Android, found none');
    [this.#bytes, this.#chunk] = [bytes, chunk];
    this.#count = bytes.readUInt32LE(chunk.at + 8);
    this.#isWide = (bytes.readUInt32LE(chunk.at + 16) & UTF_8) === 0;
    this.#stringsAt = chunk.at + bytes.readUInt32LE(chunk.at + 20);
    if (chunk.contentAt + 4 * this.#count > chunk.end)
      throw new FormatError(`expected ${this.#count} strings in resources of Android, found fewer`);
  }

  /** As bytes; from UTF-16 only if each character fits in one byte, as in every name or word. Undefined where there is none. */
  get(index: number): Buffer | undefined {
    if (index >= this.#count) return undefined;
    const at = this.#stringsAt + this.#bytes.readUInt32LE(this.#chunk.contentAt + 4 * index);
    return this.#isWide ? this.#wide(at) : this.#narrow(at);
  }

  /** Preceded by its counts of characters and of bytes, each in one byte, or in two (big-endian) with the high bit set. */
  #narrow(at: number): Buffer | undefined {
    const lengthAt = at + (this.#byte(at) < 0x80 ? 1 : 2);
    const first = this.#byte(lengthAt);
    const length = first < 0x80 ? first : ((first & 0x7f) << 8) | this.#byte(lengthAt + 1);
    return this.#slice(lengthAt + (first < 0x80 ? 1 : 2), length);
  }

  /** Preceded by its length in characters, in two bytes, or in four with the high bit set (32,768 and more). */
  #wide(at: number): Buffer | undefined {
    const high = this.#byte(at + 1);
    const length = (high << 8) | this.#byte(at);
    const wide = length <= MAX_CHARACTERS ? this.#slice(at + 2, 2 * length) : undefined;
    const text = wide?.toString('utf16le');
    return text === undefined || BEYOND_BYTE.test(text) ? undefined : Buffer.from(text, 'latin1');
  }

  #byte(at: number): number {
    return at < this.#chunk.end ? this.#bytes[at]! : 0;
  }

  #slice(at: number, length: number): Buffer | undefined {
    return at + length <= this.#chunk.end ? this.#bytes.subarray(at, at + length) : undefined;
  }
}

/*  Res_value  0  2  bytes, 8       3  1  kind       4  4  what it is; of text, its number in the pool */
export const VALUE_BYTES = 8;
export const TEXT = 0x03;

export function textAt(bytes: Buffer, at: number, pool: StringPool): Buffer | undefined {
  return bytes[at + 3] === TEXT ? pool.get(bytes.readUInt32LE(at + 4)) : undefined;
}

/** The line of a name and a text, if both are there and form a setting. */
export function* setting(name: Uint8Array | undefined, text: Uint8Array | undefined): Generator<Uint8Array> {
  const line = name === undefined || text === undefined ? undefined : settingOf(name, text);
  if (line !== undefined) yield line;
}
