import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { Coverage } from '../container/coverage.ts';
import { MAX_BLOCK_BYTES, unpackTableBlock } from './block-table-codec.ts';
import { type Handle, type TableFooter, TRAILER_BYTES } from './block-table-footer.ts';
import { blockSum } from './block-table-sums.ts';

/*  block: its bytes, then 1 byte: how they are packed; 4 bytes: checksum of both   */
/** Reads blocks by their handles, and counts problems. */
export class BlockTableReader {
  damagedBlocks = 0;
  unsupportedBlocks = 0;
  wrongSums = 0;
  /** The blocks that could be unpacked. */
  readonly coverage = new Coverage();
  readonly #source: ByteSource;
  readonly #footer: TableFooter;
  readonly #budget: Budget;
  /** Blocks do not overlap: with forged handles, a small file could be unpacked endlessly. */
  #leftBytes: number;

  constructor(source: ByteSource, footer: TableFooter, budget: Budget) {
    this.#source = new ReadAheadSource(source);
    this.#footer = footer;
    this.#budget = budget;
    this.#leftBytes = source.size;
    this.coverage.add(footer.start, source.size);
  }

  /**
   * @param dictionary that packed data may refer to
   * @param amend restores an unpacked block to the state that its checksum was computed for
   * @returns undefined when it cannot be read
   */
  async read(
    { start, end }: Handle,
    { dictionary = NONE, amend }: { dictionary?: Uint8Array | undefined; amend?: (block: Uint8Array) => void } = {},
  ): Promise<Uint8Array | undefined> {
    this.#budget.checkTime();
    const size = end - start + TRAILER_BYTES;
    const isInside = end + TRAILER_BYTES <= this.#source.size && size <= Math.min(MAX_BLOCK_BYTES, this.#leftBytes);
    const block = isInside ? await this.#unpack(this.#source.read(start, size), start, dictionary, amend) : 'damaged';
    if (isInside) this.#leftBytes -= size;
    if (block === 'damaged') this.damagedBlocks++;
    else if (block === 'unsupported') this.unsupportedBlocks++;
    else {
      this.coverage.add(start, end + TRAILER_BYTES);
      return block;
    }
    return undefined;
  }

  async #unpack(bytes: Uint8Array, at: number, dictionary: Uint8Array, amend?: (block: Uint8Array) => void) {
    const summed = bytes.subarray(0, -4);
    const packed = summed.subarray(0, -1);
    const sum = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(summed.length, true);
    if (!this.#fits(summed, at, sum)) {
      const amended = Uint8Array.from(summed);
      amend?.(amended.subarray(0, -1));
      if (amend === undefined || !this.#fits(amended, at, sum)) this.wrongSums++;
    }
    const block = { kind: summed.at(-1)!, packed, version: this.#footer.version, dictionary };
    return await unpackTableBlock(block, this.#budget);
  }

  #fits(bytes: Uint8Array, at: number, sum: number): boolean {
    return (blockSum(this.#footer, bytes, at) ?? sum) === sum;
  }
}
const NONE = new Uint8Array(0);
