/** Consecutive chunks of stored fields of Lucene 9 (Lucene90CompressingStoredFieldsWriter). */
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import { inflateWhole, turnAfterDamage } from '../codecs/inflate.ts';
import { SLACK_BYTES, unpackLz4Block } from '../codecs/lz4-block.ts';
import { varintAt } from '../codecs/small-numbers.ts';
import { bufferOf, hasMagic, magic } from '../container/magic.ts';
import { linesOfFields } from './lucene-fields.ts';

export interface Method {
  readonly codec: 'lz4' | 'deflate';
  /** A chunk ends with the document that reaches this size. One of at least twice this size is packed in slices of it. */
  readonly sliceBytes: number;
}

/** BEST_SPEED and BEST_COMPRESSION of Lucene90StoredFieldsFormat: ten blocks of 8 KiB, and of 48 KiB. */
export const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['Lucene90StoredFieldsFastData', { codec: 'lz4', sliceBytes: 10 * 8 * 1024 }],
  ['Lucene90StoredFieldsHighData', { codec: 'deflate', sliceBytes: 10 * 48 * 1024 }],
]);

/*  footer (CodecUtil.writeFooter), big-endian
 *  0   4  complement of the magic number
 *  4   4  algorithm of the checksum = 0
 *  8   8  CRC-32 of all before it           */
const FOOTER = magic('c0 28 93 e8 00 00 00 00 00 00 00 00');
const SUM_BYTES = 4;
const SUM_AT = FOOTER.bytes.length - SUM_BYTES;
const FOOTER_BYTES = FOOTER.bytes.length + SUM_BYTES;
/** Bytes checksummed at a time. */
const PIECE_BYTES = 64 << 10;
/** NUM_SUB_BLOCKS of LZ4WithPresetDictCompressionMode, and of its deflate counterpart. */
const MAX_BLOCKS = 10;
/** The greater of the two formats' maxDocsPerChunk. */
const MAX_DOCUMENTS = 4096;
const MAX_VARINT_BYTES = 5;
const SLICED = 1;

export class StoredChunks {
  /** End of the chunks read so far, or of the file. */
  end: number;
  isThrough = false;
  isBroken = false;
  /** The checksum in the footer does not match the file. */
  hasWrongSum = false;
  #sum = 0;
  readonly #source: ByteSource;
  readonly #method: Method;
  readonly #budget: Budget;
  #at: number;

  constructor(source: ByteSource, { method, start }: { method: Method; start: number }, budget: Budget) {
    this.#source = new ReadAheadSource(source);
    this.#method = method;
    this.#budget = budget;
    this.end = 0;
    this.#at = start;
    this.#pass(start);
  }

  /** @throws FormatError when neither a chunk nor the footer comes next */
  async *contents(): AsyncGenerator<Uint8Array> {
    try {
      let documents = 0;
      while (!this.#takesFooter()) {
        documents = yield* this.#chunk(documents);
        this.#pass(this.#at);
      }
      this.isThrough = true;
    } catch (error) {
      this.isBroken = error instanceof FormatError;
      await turnAfterDamage();
      throw error;
    }
  }

  #takesFooter(): boolean {
    const { size } = this.#source;
    if (this.#at + FOOTER_BYTES > size || !hasMagic(this.#source.read(this.#at, FOOTER_BYTES), FOOTER)) return false;
    this.#pass(this.#at + SUM_AT);
    this.end = this.#at + FOOTER_BYTES;
    this.hasWrongSum = bufferOf(this.#source.read(this.end - SUM_BYTES, SUM_BYTES)).readUInt32BE() !== this.#sum;
    return true;
  }

  /** Marks everything before `end` as read. */
  #pass(end: number): void {
    for (; this.end < end; this.end = Math.min(end, this.end + PIECE_BYTES))
      this.#sum = crc32(this.#source.read(this.end, Math.min(PIECE_BYTES, end - this.end)), this.#sum);
  }

  /*  1 to 5  number of its first document
   *  1 to 5  number of documents * 4, bit 0: it is in slices, bit 1: it was flushed before it was full
   *  .       of each document, how many fields it has
   *  .       of each document, how many bytes
   *  .       the fields, packed                                                                           */
  *#chunk(documents: number): Generator<Uint8Array, number> {
    this.#budget.checkTime();
    const first = this.#varint();
    const word = this.#varint();
    const count = Math.floor(word / 4);
    if (first !== documents || count === 0 || count > MAX_DOCUMENTS) throw this.#damaged('a chunk');
    this.#sumOfNumbers(count);
    let missingBytes = this.#sumOfNumbers(count);
    const isSliced = (word & SLICED) !== 0;
    const { sliceBytes } = this.#method;
    if (isSliced !== missingBytes >= 2 * sliceBytes) throw this.#damaged('the sizes of documents');
    if (!isSliced) yield linesOfFields(this.#slice(missingBytes));
    for (; isSliced && missingBytes > 0; missingBytes -= sliceBytes) {
      this.#budget.checkTime();
      yield this.#slice(Math.min(sliceBytes, missingBytes));
    }
    return first + count;
  }

  /*
   * A single number is stored plainly; several (StoredFieldsInts) are preceded by their bit width, or by 0 if all equal the one that
   * follows. Blocks of 128 have a different order, which does not affect their sum.
   */
  #sumOfNumbers(count: number): number {
    if (count === 1) return this.#varint();
    const bits = this.#take(1)[0]!;
    if (bits === 0) return count * this.#varint();
    if (![8, 16, 32].includes(bits)) throw this.#damaged('numbers of 8, 16 or 32 bits');
    const bytes = bufferOf(this.#take((count * bits) / 8));
    let sum = 0;
    for (let at = 0; at < bytes.length; at += bits / 8) sum += bytes.readUIntLE(at, bits / 8);
    return sum;
  }

  /*  sizes of a beginning, which all blocks refer to, and of a block but the last; then, of the beginning and of each block,
   *  LZ4: all sizes when packed, and all of them packed; deflate: size when packed, and it packed                             */
  #slice(bytes: number): Uint8Array {
    const begin = this.#varint();
    const block = this.#varint();
    if (begin > bytes || begin + block * MAX_BLOCKS < bytes) throw this.#damaged('the sizes of blocks');
    const sizes = [begin];
    for (let end = begin; end < bytes; end += block) sizes.push(Math.min(block, bytes - end));
    const isLz4 = this.#method.codec === 'lz4';
    const packedSizes = isLz4 ? sizes.map(() => this.#varint()) : [];
    const content = new Uint8Array(bytes);
    const window = new Uint8Array(begin + Math.min(block, bytes) + SLACK_BYTES);
    let end = 0;
    for (const [index, size] of sizes.entries()) {
      const packed = this.#take(packedSizes[index] ?? this.#varint());
      const unpacked = isLz4
        ? unpackBlock(packed, window, index === 0 ? 0 : begin, size)
        : inflateBlock(packed, content.subarray(0, index === 0 ? 0 : begin), size);
      if (unpacked === undefined) throw this.#damaged('a block');
      content.set(unpacked, end);
      end += size;
    }
    return content;
  }

  #take(bytes: number): Uint8Array {
    if (bytes > this.#source.size - this.#at) throw this.#damaged('more bytes');
    const taken = this.#source.read(this.#at, bytes);
    this.#at += bytes;
    return taken;
  }

  #varint(): number {
    const seen = this.#source.read(this.#at, Math.min(MAX_VARINT_BYTES, this.#source.size - this.#at));
    const found = varintAt(seen, 0);
    if (found === undefined) throw this.#damaged('a number');
    this.#at += found.next;
    return found.value;
  }

  #damaged(what: string): FormatError {
    return new FormatError(
      `expected ${what} of stored fields at byte ${this.#at}, found something else; what is left is scanned as is`,
    );
  }
}

function unpackBlock(packed: Uint8Array, window: Uint8Array, start: number, size: number): Uint8Array | undefined {
  const limit = start + size;
  return unpackLz4Block(packed, window, { start, limit, base: 0 }) === limit
    ? window.subarray(start, limit)
    : undefined;
}

function inflateBlock(packed: Uint8Array, begin: Uint8Array, size: number): Uint8Array | undefined {
  if (size === 0) return packed.length === 0 ? packed : undefined;
  const found = inflateWhole(packed, size, size, begin.length === 0 ? undefined : begin);
  return typeof found !== 'string' && found.output.length === size ? found.output : undefined;
}
