/**
 * Tables of WiredTiger (.wt; src/include/block.h, btmem.h), the data of MongoDB: individually packed pages, by default with Snappy, which
 * has no magic number. Blocks are found by their headers, at multiples of the smallest allocation size, and not through the tree, so
 * deleted data is read too until it is overwritten. Unpacked data is plain.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { encryptedTrouble, hasItsSum, looksPacked, Unpacker } from './wiredtiger-block.ts';
import { WiredTigerExtents } from './wiredtiger-extents.ts';

/*  block of the description, the first one
 *  0   4  magic number, little-endian = 120897
 *  4   2  version = 1
 *  6   2  minor version = 0                     */
const MAGIC = magic('41 d8 01 00 01 00 00 00');
const MIN_BLOCK_BYTES = 512;
/** A document of MongoDB has at most 16 MiB. */
const MAX_BLOCK_BYTES = 64 << 20;
const NAME = 'pages';

export const wiredTiger: SourceContainer = {
  id: 'wiredtiger',
  title: 'WiredTiger table, of MongoDB (.wt)',
  limits: 'pages packed with LZ4 or encrypted',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: MAGIC.bytes.length,
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => hasMagic(head, MAGIC),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const table = new Table(source, budget);
  yield { name: NAME, open: () => table.pages() };
  const { damagedBlocks, wrongSums, encryptedBlocks } = table;
  if (encryptedBlocks > 0) yield encryptedTrouble(NAME, encryptedBlocks);
  if (damagedBlocks + wrongSums > 0)
    yield damaged(
      `pages that cannot be unpacked: ${damagedBlocks}, which are scanned as is; with a wrong checksum: ${wrongSums}`,
      NAME,
    );
  const { erased, wrong } = table.extents;
  // Blocks read as pages are reported already.
  if (damagedBlocks + wrongSums === 0 && wrong.size > 0)
    yield damaged(
      `blocks that a list of the table tells of, and whose heads have a wrong checksum: ${wrong.size}`,
      NAME,
    );
  if (erased > 0) yield damaged(`blocks that a list of the table tells of, and that are zeros: ${erased}`, NAME);
  // Files grow by blocks.
  if (source.size % MIN_BLOCK_BYTES !== 0)
    yield damaged(`expected blocks of ${MIN_BLOCK_BYTES} bytes, found a file of ${source.size}, which was cut`, NAME);
}

/*  header of a page, then that of its block
 *  0   8  number of the first record
 *  8   8  generation
 *  16  4  bytes of the page, with this header, when it is unpacked
 *  20  4  entries
 *  24  1  type, 1 to 7
 *  25  1  flags: 1 packed, 8 encrypted
 *  26  1  unused = 0
 *  27  1  version, 0 or 1
 *  28  4  bytes of the block
 *  32  4  CRC-32C of the block with zeros here, or of its first 64 bytes
 *  36  1  flags: 1 the checksum is of the whole block
 *  37  3  unused = 0
 *  40  .  content: the first 24 bytes as they are, the others packed            */
const HEADER_BYTES = 40;
const PLAIN_BYTES = 64;
const [PACKED, ENCRYPTED] = [1, 8];
const SUM_AT = 32;
const SUM_OF_ALL = 1;
const LAST_TYPE = 7;

interface Block {
  readonly bytes: number;
  readonly unpackedBytes: number;
  readonly isEncrypted: boolean;
}

class Table {
  damagedBlocks = 0;
  encryptedBlocks = 0;
  wrongSums = 0;
  /**
   * End of the latest block that could not be unpacked. If another page begins before that, it has overwritten the block,
   * which is then no longer valid.
   */
  #failedEnd = 0;
  readonly #unpacker = new Unpacker();
  readonly extents: WiredTigerExtents;
  readonly #source: ByteSource;
  readonly #budget: Budget;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = new ReadAheadSource(source);
    this.#budget = budget;
    this.extents = new WiredTigerExtents(this.#source, budget);
  }

  /** The packed pages, separated by line feeds. */
  async *pages(): AsyncGenerator<Uint8Array> {
    let at = MIN_BLOCK_BYTES;
    while (at + HEADER_BYTES < this.#source.size) {
      if (at % CHECK_BYTES === 0) this.#budget.checkTime();
      const block = this.#blockAt(at);
      if (block === undefined) {
        at += MIN_BLOCK_BYTES;
        continue;
      }
      this.#budget.checkTime();
      if (at >= this.#failedEnd) this.#countFailed();
      const content = await this.#unpack(at, block);
      yield* content;
      at += content.length > 0 || block.isEncrypted ? block.bytes : MIN_BLOCK_BYTES;
    }
    this.#countFailed();
  }

  #countFailed(): void {
    if (this.#failedEnd > 0) this.damagedBlocks++;
    this.#failedEnd = 0;
  }

  #blockAt(at: number): Block | undefined {
    const header = this.#source.read(at, HEADER_BYTES);
    const flags = header[25]!;
    this.extents.look(at, header);
    if ((flags & (PACKED | ENCRYPTED)) === 0 || header[24] === 0 || header[24]! > LAST_TYPE) return undefined;
    if (header[26] !== 0 || header[27]! > 1 || header[36]! > SUM_OF_ALL) return undefined;
    if ((header[37]! | header[38]! | header[39]!) !== 0) return undefined;
    const fields = new DataView(header.buffer, header.byteOffset, header.length);
    const [unpackedBytes, bytes] = [fields.getUint32(16, true), fields.getUint32(28, true)];
    if (bytes === 0 || bytes % MIN_BLOCK_BYTES !== 0) return undefined;
    // Blocks no larger than this contain nothing packed.
    if (unpackedBytes <= PLAIN_BYTES && !this.#isPacked(at, bytes)) return undefined;
    return { bytes, unpackedBytes, isEncrypted: (flags & ENCRYPTED) !== 0 };
  }

  /** Judged by content, whatever size the header states. */
  #isPacked(at: number, bytes: number): boolean {
    const isIn = bytes > PLAIN_BYTES && bytes <= MAX_BLOCK_BYTES && at + bytes <= this.#source.size;
    return isIn && looksPacked(this.#source.read(at + PLAIN_BYTES, bytes - PLAIN_BYTES));
  }

  /** Empty where it cannot be unpacked. */
  async #unpack(at: number, { bytes, unpackedBytes, isEncrypted }: Block): Promise<readonly Uint8Array[]> {
    if (isEncrypted) {
      this.encryptedBlocks++;
      return [];
    }
    // False where the file was cut off, and for a false match of a header.
    const isWhole = bytes <= MAX_BLOCK_BYTES && at + bytes <= this.#source.size;
    const block = isWhole && !this.#unpacker.hasGivenUp ? this.#source.read(at, bytes) : NOTHING;
    const content = await this.#unpacker.unpack(block.subarray(PLAIN_BYTES), unpackedBytes - PLAIN_BYTES);
    if (content === undefined) {
      this.#failedEnd = Math.max(this.#failedEnd, at + bytes);
      return [];
    }
    this.#failedEnd = 0;
    const summed = block[36] === SUM_OF_ALL ? block : block.subarray(0, PLAIN_BYTES);
    if (!hasItsSum(summed, SUM_AT)) this.wrongSums++;
    return [block.slice(HEADER_BYTES, PLAIN_BYTES), content, LINE_FEED];
  }
}
/** A multiple of the smallest block. */
const CHECK_BYTES = 1 << 20;
const LINE_FEED = Uint8Array.of(0x0a);
const NOTHING = new Uint8Array();
