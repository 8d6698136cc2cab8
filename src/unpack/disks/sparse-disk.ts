/**
 * Disks of virtual machines: blocks of a disk in the order in which they were written, and tables that locate them. Ranges missing from the
 * tables are zeros, which most of a disk consists of: they are skipped at memory speed.
 */

import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ZEROS, zeros } from '../../bytes/zeros.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, hasMagic, type Magic, magicReach, markOf } from '../container/magic.ts';
import { isPadding, remainder } from '../container/remainder.ts';

/** A range of a disk that is contiguous in its file, or zero, or packed (a single block). */
export type Stretch =
  | { readonly kind: 'stored'; readonly bytes: number; readonly at: number }
  | { readonly kind: 'hole'; readonly bytes: number }
  | {
      readonly kind: 'packed';
      readonly bytes: number;
      /**
       * Unpacks a block, of which `bytes` are wanted.
       * @param take must be called before unpacking, with the bytes of the file that belong to this block alone; its errors are passed on
       * @returns undefined when it is damaged
       */
      unpack(take: (fileBytes: number) => void): Promise<Uint8Array | undefined>;
    };

/** One image in the file: the disk, or the state that a snapshot preserves. */
export interface DiskImage {
  readonly name: string;
  readonly bytes: number;
  /** From the first byte of the disk on, in order, to its last one or beyond. */
  stretches(): Iterable<Stretch>;
}

export interface DiskLayout {
  readonly images: readonly DiskImage[];
  /** Problems found, and parts missing, in the file as a whole. */
  readonly troubles: readonly Trouble[];
}

export type Said = Pick<SourceContainer, 'id' | 'title'> &
  Partial<Omit<SourceContainer, 'id' | 'title' | 'reads' | 'entries'>> & { readonly magics: readonly Magic[] };

interface DiskFormat extends Said {
  /** @throws FormatError when it cannot be read at all */
  layoutOf(source: DiskFile, budget: Budget): DiskLayout | undefined;
  /** Called when all of it was read: a description of anything else that is wrong. */
  overlooked?(source: DiskFile, budget: Budget): string | undefined;
}

/** Makes the container of a disk format. Its blocks are also scanned as is, since some are no longer in any table. */
export function diskContainer({ magics, layoutOf, overlooked, ...more }: DiskFormat): SourceContainer {
  return {
    reads: 'source',
    keepsLeaf: 'as is',
    headBytes: magicReach(magics),
    firstBytes: firstBytesOf(magics),
    mark: markOf(magics),
    sniff: (head) => magics.some((one) => hasMagic(head, one)),
    ...more,
    async *entries(source, budget): AsyncGenerator<Entry | Trouble> {
      const file = new DiskFile(source);
      const layout = layoutOf(file, budget);
      if (layout === undefined) return;
      let isReported = layout.troubles.length > 0;
      let isThrough = true;
      for (const image of layout.images) {
        const reader = new ImageReader(image, file, budget);
        yield { name: image.name, open: () => reader.read() };
        isThrough &&= reader.isThrough;
        isReported ||= reader.damage !== undefined;
        if (reader.damage !== undefined) yield damaged(reader.damage, image.name);
      }
      yield* layout.troubles;
      const wrong = isReported ? undefined : overlooked?.(file, budget);
      if (wrong !== undefined) yield damaged(wrong);
      const { end } = file;
      if (isThrough && end < source.size && !isPadding(source, end, source.size))
        yield remainder('behind', () => streamOf(source, end), end);
    },
  };
}

/** The file of a disk; records how far it was read: what lies beyond that is not part of the disk. */
export class DiskFile implements ByteSource {
  readonly size: number;
  /** End of what was read or claimed. */
  end = 0;
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    this.#source = source;
    this.size = source.size;
  }

  /** The same bytes, without recording reads, for what may not belong to the disk. */
  get unrecorded(): ByteSource {
    return this.#source;
  }

  /** @throws FormatError @param format for a message */
  head(bytes: number, format: string): Buffer {
    if (this.size < bytes) throw new FormatError(`${format}: expected a header of ${bytes} bytes`);
    return Buffer.from(this.read(0, bytes));
  }

  /** Claims everything up to `end` for the disk, without reading it. */
  reaches(end: number): void {
    this.end = Math.max(this.end, Math.min(end, this.size));
  }

  read(offset: number, length: number): Uint8Array {
    this.reaches(offset + length);
    return this.#source.read(offset, length);
  }

  readInto(target: Uint8Array, offset: number): void {
    this.reaches(offset + target.length);
    this.#source.readInto(target, offset);
  }

  pieces(): ReturnType<ByteSource['pieces']> {
    return this.#source.pieces();
  }
}

/** Limit on separate stretches of blocks beyond the end of the file. */
const MAX_LOST = 1 << 18;
/** Minimum size of a packed block, for any codec. */
const MIN_PACKED_BYTES = 4;
/** Largest ratio of deflate (RFC 1951): 258 bytes from two bits, one for the length and one for the distance. */
const MAX_OF_DEFLATE = 1032;

/** Minimum packed size of a deflated block whose end is unknown. */
export function minDeflated(bytes: number): number {
  return Math.max(MIN_PACKED_BYTES, Math.floor(bytes / MAX_OF_DEFLATE));
}

function overlapping(at: number): FormatError {
  return new FormatError(
    `expected blocks that do not overlap in the file, found some that do; from byte ${at} of the disk on it was not read`,
  );
}

/** Yields the bytes of an image, and records what could not be read. */
export class ImageReader {
  readonly #image: DiskImage;
  readonly #source: DiskFile;
  readonly #budget: Budget;
  /** Everything was read. */
  isThrough = false;
  #lost = 0;
  #firstLost = 0;
  /** Bytes of the file, summed over the blocks read. */
  #storedBytes = 0;
  #packedBytes = 0;

  constructor(image: DiskImage, source: DiskFile, budget: Budget) {
    this.#image = image;
    this.#source = source;
    this.#budget = budget;
  }

  /** A description of the blocks that could not be read. */
  get damage(): string | undefined {
    if (this.#lost === 0) return undefined;
    return `expected blocks that are in the file and can be unpacked, found ${this.#lost} that do not, the first at byte ${this.#firstLost} of the disk; they are zeros there`;
  }

  async *read(): AsyncGenerator<Uint8Array> {
    const { bytes, stretches } = this.#image;
    let done = 0;
    for (const stretch of inRows(stretches(), bytes)) {
      this.#budget.checkTime();
      const wanted = Math.min(stretch.bytes, bytes - done);
      yield* this.#stretch(stretch, wanted, done);
      done += wanted;
    }
    this.isThrough = true;
    // Not zero-filled: a false size would mean zeros for minutes.
    if (done < bytes)
      throw new FormatError(
        `expected tables that tell of ${bytes} bytes of the disk, found those of ${done}; these were read`,
      );
  }

  async *#stretch(stretch: Stretch, wanted: number, at: number): AsyncGenerator<Uint8Array> {
    if (stretch.kind === 'hole') return yield* zeros(wanted);
    if (stretch.kind === 'packed') {
      const content = await stretch.unpack((fileBytes) => this.#takePacked(fileBytes, at));
      if (content === undefined) this.#lose(at);
      return yield* content === undefined ? zeros(wanted) : [content.subarray(0, wanted)];
    }
    const end = Math.min(stretch.at + wanted, this.#source.size);
    const there = Math.max(0, end - stretch.at);
    this.#takeStored(there, at);
    // The last block is as long as the others, and part of the disk; where the file ends within it, those trailing bytes may be anything.
    const blockEnd = stretch.at + stretch.bytes;
    if (blockEnd <= this.#source.size) this.#source.reaches(blockEnd);
    if (there > 0) yield* streamOf(this.#source, stretch.at, end, ZEROS.length);
    if (there === wanted) return;
    this.#lose(at + there);
    yield* zeros(wanted - there);
  }

  #lose(at: number): void {
    if (this.#lost++ === 0) this.#firstLost = at;
    if (this.#lost <= MAX_LOST) return;
    const message = `${this.damage}; from byte ${at} of it on it was not read`;
    // Reported here, so not again.
    this.#lost = 0;
    throw new FormatError(message);
  }

  /** Forged tables could refer to a block of a small file for every block of a disk of terabytes. @throws FormatError */
  #takeStored(bytes: number, at: number): void {
    this.#storedBytes += bytes;
    if (this.#storedBytes > this.#source.size) throw overlapping(at);
  }

  /** Packed blocks may share a sector and begin at different bytes, so 262 KB could become a disk of 4 GB. @throws FormatError */
  #takePacked(fileBytes: number, at: number): void {
    this.#packedBytes += Math.max(MIN_PACKED_BYTES, fileBytes);
    if (this.#packedBytes > this.#source.size) throw overlapping(at);
  }
}

/** A stretch that cannot be read, since the table that locates it is beyond the end of the file. */
export function lost(source: ByteSource, bytes: number): Stretch {
  return { kind: 'stored', bytes, at: source.size };
}

/** Merges holes, and stored blocks that are contiguous; stops after the first `bytes`. */
function* inRows(stretches: Iterable<Stretch>, bytes: number): Generator<Stretch> {
  let last: Stretch | undefined;
  let left = bytes;
  for (const stretch of left > 0 ? stretches : []) {
    const row = last && last.bytes < MAX_ROW_BYTES ? joined(last, stretch) : undefined;
    if (row === undefined && last !== undefined) yield last;
    last = row ?? stretch;
    left -= stretch.bytes;
    if (left <= 0) break;
  }
  if (last !== undefined) yield last;
}
/** Ensures that the budget is checked regularly: a single table of holes may stand for terabytes. */
const MAX_ROW_BYTES = 2 ** 30;

function joined(one: Stretch, next: Stretch): Stretch | undefined {
  if (one.kind === 'hole' && next.kind === 'hole') return { kind: 'hole', bytes: one.bytes + next.bytes };
  if (one.kind !== 'stored' || next.kind !== 'stored' || one.at + one.bytes !== next.at) return undefined;
  return { kind: 'stored', at: one.at, bytes: one.bytes + next.bytes };
}

/** A disk that holds only the differences from another one, which is not available. */
export function needsParent(what: string): Trouble {
  return {
    trouble: {
      code: 'unsupported',
      message: `the disk holds only what differs from ${what}: the rest is zeros here; merge the two before the scan to have all of it scanned`,
    },
  };
}
