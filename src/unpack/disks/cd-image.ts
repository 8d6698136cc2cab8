/**
 * Raw images of a CD (the .bin of a .cue, .img, .mdf): sectors with everything that a drive reads. The data of the sectors is
 * joined, which gives the file system; audio tracks, subchannels and bytes outside of its blocks are handed on as is.
 */
import type { Budget } from '../../bytes/budget.ts';
import { drain } from '../../bytes/chunks.ts';
import { isZero, zeros } from '../../bytes/zeros.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { SpooledPieces } from '../container/spooled-pieces.ts';
import { beginsSync, hasSync, isSectorHead, SECTOR_BYTES, SYNC, sectorParts } from './cd-sector.ts';

/** In some images, follows each sector: eight subchannels of 12 bytes. */
const SUBCHANNEL_BYTES = 96;
const HEAD_BYTES = SECTOR_BYTES + SUBCHANNEL_BYTES + SYNC.length;
const SECTORS_PER_CHECK = 1 << 10;
const NAME = 'image';

export const cdImage: StreamContainer = {
  id: 'cd-image',
  title: 'raw CD images (.bin, .img, .mdf)',
  limits: 'sectors of 2336 bytes, and images that begin with audio',
  reads: 'stream',
  headBytes: HEAD_BYTES,
  firstBytes: [SYNC[0]!],
  // Anything smaller than a sector may be a two-colour picture, whose rows can begin so too.
  sniff: (head) => head.length >= SECTOR_BYTES && isSectorHead(head) && strideIn(head) !== undefined,
  entries,
};

/** Distance between sectors; not checked if `head` is too short. @returns undefined when the next sector is missing */
function strideIn(head: Uint8Array): number | undefined {
  const strides = [SECTOR_BYTES, SECTOR_BYTES + SUBCHANNEL_BYTES];
  return strides.find((stride) => hasSync(head, stride) || head.length < stride + SYNC.length);
}

async function* entries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  const others = new SpooledPieces('between');
  try {
    const stride = strideIn(await reader.peek(HEAD_BYTES));
    if (stride === undefined) throw reader.endError('expected a raw image of a CD');
    const sectors = new Sectors(reader, budget, { stride, others });
    yield { name: NAME, open: () => sectors.data() };
    // Reads what the consumer left.
    await drain(sectors.data());
    yield* sectors.troubles();
    yield* others.entries();
    reader.throwIfFailed();
  } finally {
    others.close();
    await reader.close();
  }
}

class Sectors {
  /** Bytes that are no block of the image. */
  readonly #others: SpooledPieces;
  /** Distance between sectors. */
  readonly #stride: number;
  readonly #reader: ChunkReader;
  readonly #budget: Budget;
  /** Data size of the first sector, which is the block size of the file system. */
  #blockBytes = 0;
  /** Sectors without a block since the last block; at the end, those do not belong to the file system. */
  #missingBlocks = 0;
  #damagedSectors = 0;
  #missingBytes = 0;
  /** What was skipped last, if more of it follows. */
  #passing: 'track' | 'data' | undefined;
  #count = 0;

  constructor(reader: ChunkReader, budget: Budget, { stride, others }: { stride: number; others: SpooledPieces }) {
    this.#reader = reader;
    this.#budget = budget;
    this.#stride = stride;
    this.#others = others;
  }

  /** Continues where the last call ended. Never throws on invalid data. */
  async *data(): AsyncGenerator<Uint8Array> {
    for (;;) {
      if (this.#count++ % SECTORS_PER_CHECK === 0) this.#budget.checkTime();
      const ahead = await this.#reader.peek(this.#stride + SYNC.length);
      if (ahead.length === 0) return;
      // A single sector without the pattern is damaged; an audio track has 300 or more.
      const isAlone = this.#passing !== 'track' && hasSync(ahead, this.#stride);
      if (beginsSync(ahead) || isAlone) yield* this.#readSector(await this.#reader.take(this.#stride));
      else await this.#passSector();
    }
  }

  *troubles(): Generator<Trouble> {
    if (this.#reader.failed) return;
    if (this.#damagedSectors > 0)
      yield damaged(
        `sectors with a wrong checksum, of no known mode or out of their place: ${this.#damagedSectors}; what they hold is scanned`,
        NAME,
      );
    if (this.#missingBytes > 0)
      yield damaged(`the last sector is cut off ${this.#missingBytes} bytes before its end`, NAME);
  }

  *#readSector(bytes: Uint8Array): Generator<Uint8Array> {
    const { data, others, isDamaged } = sectorParts(bytes.subarray(0, SECTOR_BYTES));
    this.#missingBytes = this.#stride - bytes.length;
    if (isDamaged) this.#damagedSectors++;
    this.#blockBytes ||= data.length;
    if (data.length === this.#blockBytes || this.#missingBytes > 0) {
      yield* zeros(this.#missingBlocks * this.#blockBytes);
      this.#missingBlocks = 0;
      this.#passing = undefined;
      yield data;
    } else {
      this.#missingBlocks++;
      this.#pass(data, 'data');
    }
    for (const piece of [...others, bytes.subarray(SECTOR_BYTES)]) this.#pass(piece);
  }

  /** Skips what is in place of a data sector, up to the next candidate. */
  async #passSector(): Promise<void> {
    const window = await this.#reader.peek(2 * this.#stride + SYNC.length);
    const next = Buffer.from(window.buffer, window.byteOffset, window.length).indexOf(SYNC);
    // The pattern may occur in audio, but not twice at this distance.
    const isFound = next > 0 && next < this.#stride && hasSync(window, next + this.#stride);
    if (isFound) this.#damagedSectors++;
    this.#missingBlocks++;
    this.#pass(await this.#reader.take(isFound ? next : this.#stride), 'track');
  }

  #pass(bytes: Uint8Array, kind?: 'track' | 'data'): void {
    const goesOn = kind !== undefined && kind === this.#passing;
    if (!goesOn && isZero(bytes)) return;
    if (!goesOn) this.#others.begin();
    this.#others.add(bytes);
    this.#passing = kind;
  }
}
