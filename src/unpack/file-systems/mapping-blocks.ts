import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { READ_AHEAD_BYTES } from '../container/file-tree.ts';
import { bufferOf } from '../container/magic.ts';
import type { Report } from './stretches.ts';

/**
 * Limit on reads of mapping blocks, as a multiple of the image's blocks. Each belongs to one file, which is read once, and checked once
 * more beforehand if deleted; but three of ext that refer to one another could stand for 2³⁰.
 */
const MAX_EFFORT = 16;

/** Reads the blocks that say where the blocks of a file are, each about as often as a sound image needs. */
export class MappingBlocks {
  readonly #source: ByteSource;
  readonly #blockBytes: number;
  #effort: number;

  constructor(source: ByteSource, blockBytes: number) {
    this.#source = new ReadAheadSource(source, READ_AHEAD_BYTES);
    this.#blockBytes = blockBytes;
    this.#effort = (MAX_EFFORT * source.size) / blockBytes;
  }

  /**
   * @param what is read, for messages
   * @param stated number of the block as the file system counts
   * @param block the same counted in the image; undefined when it has no such block
   * @returns undefined, and reported, when it cannot be read
   */
  read(what: string, stated: number, block: number | undefined, report: Report): Buffer | undefined {
    if (block === undefined || (block + 1) * this.#blockBytes > this.#source.size) {
      report(`${what} of the file should be at block ${stated}, where there is none`);
      return undefined;
    }
    if (--this.#effort < 0) {
      report(`${what} of the file is at block ${block}, and such blocks are named over and over again`);
      return undefined;
    }
    return bufferOf(this.#source.read(block * this.#blockBytes, this.#blockBytes));
  }
}
