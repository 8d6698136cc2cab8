/**
 * gzip, RFC 1952: any number of members, with all optional header fields. As in every tool, the members are one file:
 * BGZF and rotated logs are cut anywhere. The first FNAME names it. A wrong CRC-32 or ISIZE is reported, the bytes are
 * kept. Behind the members, zero padding is skipped, and anything else is an entry of its own.
 */
import { crc32 } from 'node:zlib';
import { FormatError } from '../../model/errors.ts';
import { deflateHead } from '../codecs/deflate-head.ts';
import { inflateNext } from '../codecs/inflate.ts';
import { skipZeros } from '../codecs/zero-padding.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { HeaderPieces } from '../container/header-pieces.ts';
import { lostHeadAt } from '../container/lost-head.ts';
import { magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { decodeUtf8OrLatin1 } from '../container/text.ts';

export const gzip: StreamContainer = {
  id: 'gzip',
  title: 'gzip (many members)',
  openedBy: 'node:zlib',
  headBytes: 10,
  reads: 'stream',
  embeddedBy: [magic('1f 8b 08')],
  firstBytes: [0x1f],
  sniff: isMember,
  sniffEmbedded: isGzipHead,
  entries,
};

const HEADER_BYTES = 10;
const TRAILER_BYTES = 8;
const FLAG = { headerCrc: 2, extra: 4, name: 8, comment: 16 } as const;
/** No file name and no comment is this long. */
const MAX_TEXT_BYTES = 1 << 20;
/**
 * Limit on the header fields held for all members. BGZF has one of 6 bytes for each 64 KiB of data, so this suffices for
 * 39 GB of it.
 */
const MAX_FIELD_BYTES = 4 << 20;

/*  0  2  ID1 ID2 = 1f 8b
 *  2  1  CM: compression method, 8 = deflate
 *  3  1  FLG: bits 5 to 7 are reserved and passed over, as CPython's gzip does; gzip(1) refuses them
 *  4  4  MTIME
 *  8  1  XFL
 *  9  1  OS                                       */
function isMember(head: Uint8Array): boolean {
  if (head.length < HEADER_BYTES) return false;
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

/**
 * For members in the middle of other bytes, stricter than at the beginning of a file: no reserved flag, and without optional
 * fields, deflate must follow.
 */
export function isGzipHead(bytes: Uint8Array): boolean {
  if (!isMember(bytes) || bytes[3]! > 0x1f) return false;
  return bytes[3] !== 0 || deflateHead(bytes, HEADER_BYTES) !== 'no';
}

async function* entries(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  const members = new Members(reader);
  try {
    const name = await members.readHeader();
    const data = name === '' ? 'data' : name;
    yield { name: data, open: () => members.inflate(), soundUntil: () => members.soundUntil };
    if (members.wrongSums > 0) yield { name: data, trouble: wrongSum(members) };
    yield* members.fields.take();
    if (members.finished) yield* lostHeadAt(reader, 'gzip');
    // Behind damage, the next member is found like any in the middle of other bytes.
    if ((members.finished || members.isDamaged) && (await reader.peek(1)).length > 0)
      yield remainder('behind', () => reader.rest(), reader.position);
  } finally {
    await reader.close();
  }
}

function wrongSum({ count, wrongSums }: Members): Trouble['trouble'] {
  const message = `the CRC-32 or the size of ${wrongSums} of ${count} gzip members does not fit the data, which is scanned as it is`;
  return { code: 'damaged', message };
}

class Members {
  /** Raw optional header fields of all members: they may contain anything. */
  readonly fields = new HeaderPieces();
  count = 0;
  wrongSums = 0;
  /** End of the last member with a matching CRC-32. */
  soundUntil = 0;
  /** All members were read, and the reader is behind them. */
  finished = false;
  /** The data of a member is invalid deflate, and the reader is where that was detected. */
  isDamaged = false;
  readonly #reader: ChunkReader;

  constructor(reader: ChunkReader) {
    this.#reader = reader;
  }

  /** @returns FNAME, or '' */
  async readHeader(): Promise<string> {
    const head = await this.#reader.take(HEADER_BYTES);
    if (!isMember(head)) throw this.#reader.endError('expected a gzip header');
    const flags = head[3]!;
    this.count++;
    let name = '';
    if (flags & FLAG.extra) await this.#readExtra();
    if (flags & FLAG.name) name = decodeUtf8OrLatin1(await this.#readText('file name'));
    if (flags & FLAG.comment) await this.#readText('comment');
    if (flags & FLAG.headerCrc) await this.#reader.take(2);
    return name;
  }

  /** The data of this member and of all that follow. */
  async *inflate(): AsyncGenerator<Uint8Array> {
    // Members are usually of one size, and there may be a million of twenty bytes.
    let expected: number | undefined;
    do {
      let sum = 0;
      let size = 0;
      for await (const chunk of this.#inflateMember(expected)) {
        sum = crc32(chunk, sum);
        size += chunk.length;
        yield chunk;
      }
      await this.#checkTrailer(sum, size);
      expected = size;
    } while (await this.#nextMember());
    this.finished = true;
    this.#reader.throwIfFailed();
  }

  async *#inflateMember(expectedBytes: number | undefined): AsyncGenerator<Uint8Array> {
    try {
      yield* inflateNext(this.#reader, expectedBytes);
    } catch (error) {
      this.isDamaged = !this.#reader.failed;
      throw error;
    }
  }

  /*  0  4  CRC32 of the data
   *  4  4  ISIZE: size of the data modulo 2^32   */
  async #checkTrailer(sum: number, size: number): Promise<void> {
    const trailer = Buffer.from(await this.#reader.take(TRAILER_BYTES));
    if (trailer.length < TRAILER_BYTES) throw this.#reader.endError('the gzip member is cut off in its last 8 bytes');
    if (trailer.readUInt32LE(0) !== sum || trailer.readUInt32LE(4) !== size % 2 ** 32) this.wrongSums++;
    else this.soundUntil = this.#reader.position;
  }

  async #nextMember(): Promise<boolean> {
    await skipZeros(this.#reader);
    if (!isMember(await this.#reader.peek(HEADER_BYTES))) return false;
    await this.readHeader();
    return true;
  }

  /*  0  2  XLEN
   *  2  n  subfields   */
  async #readExtra(): Promise<void> {
    const length = await this.#reader.take(2);
    const extra = await this.#reader.take(length[0]! | (length[1]! << 8));
    this.#keep(extra);
  }

  /** Reads text up to a zero byte, and the zero byte itself. */
  async #readText(what: string): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for (let total = 0; total <= MAX_TEXT_BYTES; ) {
      const piece = await this.#reader.some(4096);
      if (piece === undefined) throw this.#reader.endError(`the gzip header is cut off in its ${what}`);
      const end = piece.indexOf(0);
      parts.push(end < 0 ? piece : piece.subarray(0, end));
      total += piece.length;
      if (end < 0) continue;
      this.#reader.unread(piece.length - end - 1);
      const text = Buffer.concat(parts);
      this.#keep(text);
      return text;
    }
    throw new FormatError(`expected a gzip ${what} of at most ${MAX_TEXT_BYTES} bytes`);
  }

  #keep(field: Uint8Array): void {
    if (this.fields.size + field.length > MAX_FIELD_BYTES)
      throw new FormatError(
        `expected at most ${MAX_FIELD_BYTES} bytes of names, comments and extra fields in the headers`,
      );
    this.fields.add(field);
  }
}
