/**
 * Disks of virtual machines: blocks of a disk in the order in which they were written, and tables that say where each lies. What is
 * missing in the tables is zeros, of which most of a disk consists: they are passed over at the speed of memory.
 */

import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ZEROS, zeros } from '../../bytes/zeros.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, hasMagic, type Magic, magicReach, markOf } from '../container/magic.ts';
import { isPadding, remainder } from '../container/remainder.ts';

/** So many bytes of a disk that lie in a row in its file; that are zeros; or that are packed, a block at a time. */
export type Stretch =
  | { readonly kind: 'stored'; readonly bytes: number; readonly at: number }
  | { readonly kind: 'hole'; readonly bytes: number }
  | {
      readonly kind: 'packed';
      readonly bytes: number;
      /**
       * Of which `bytes` are wanted.
       * @param take to be told, before it is unpacked, how many bytes of the file are this block's and no other's; throws on
       * @returns undefined when it is damaged
       */
      unpack(take: (fileBytes: number) => void): Promise<Uint8Array | undefined>;
    };

/** One image in the file: the disk, or what a snapshot has kept of it. */
export interface DiskImage {
  readonly name: string;
  readonly bytes: number;
  /** From its first byte on, in order, up to its last one or further. */
  stretches(): Iterable<Stretch>;
}

export interface DiskLayout {
  readonly images: readonly DiskImage[];
  /** What was seen to be wrong, or not here, in the file as a whole. */
  readonly troubles: readonly Trouble[];
}

type Said = Pick<SourceContainer, 'id' | 'title'> &
  Partial<Omit<SourceContainer, 'id' | 'title' | 'reads' | 'entries'>>;

interface DiskFormat extends Said {
  readonly magics: readonly Magic[];
  /** @throws FormatError when it cannot be read at all */
  layoutOf(source: DiskFile, budget: Budget): DiskLayout | undefined;
  /** Asked when all of it was read: what else is wrong, in words. */
  overlooked?(source: DiskFile, budget: Budget): string | undefined;
}

/** The container of a format of disks. Its blocks are scanned as is, too: of some, no table tells any more. */
export function diskContainer({ magics, layoutOf, overlooked, ...more }: DiskFormat): SourceContainer {
  return {
    reads: 'source',
    keepsLeaf: 'as it lies',
    headBytes: magicReach(magics),
    firstBytes: firstBytesOf(magics),
    mark: markOf(magics),
    sniff: (head) => magics.some((one) => hasMagic(head, one)),
    ...more,
    async *entries(source, budget): AsyncGenerator<Entry | Trouble> {
      const file = new DiskFile(source);
      const layout = layoutOf(file, budget);
      if (layout === undefined) return;
      let isTold = layout.troubles.length > 0;
      let isThrough = true;
      for (const image of layout.images) {
        const reader = new ImageReader(image, file, budget);
        yield { name: image.name, open: () => reader.read() };
        isThrough &&= reader.isThrough;
        isTold ||= reader.damage !== undefined;
        if (reader.damage !== undefined) yield damaged(reader.damage, image.name);
      }
      yield* layout.troubles;
      const wrong = isTold ? undefined : overlooked?.(file, budget);
      if (wrong !== undefined) yield damaged(wrong);
      const { end } = file;
      if (isThrough && end < source.size && !isPadding(source, end, source.size))
        yield remainder('behind', () => streamOf(source, end), end);
    },
  };
}

/** The file of a disk, which knows how far it was read: what lies behind that is no part of it. */
export class DiskFile implements ByteSource {
  readonly size: number;
  /** Behind all that was read, or told of. */
  end = 0;
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    this.#source = source;
    this.size = source.size;
  }

  /** The same bytes, of which it is not known yet whether they are of the disk. */
  get asItLies(): ByteSource {
    return this.#source;
  }

  /** Of the disk up to there, which need not be read. */
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

/** Of blocks that lie behind the end of the file, and are not in a row. */
const MOST_LOST = 1 << 18;
/** Of a block: less than any codec makes of one. */
const LEAST_PACKED_BYTES = 4;
/** Of deflate (RFC 1951): 258 bytes in two bits, one for the length and one for the distance. */
const MOST_OF_DEFLATE = 1032;

/** So few bytes at least are those of a block that deflate has packed, where its end is not known. */
export function leastDeflated(bytes: number): number {
  return Math.max(LEAST_PACKED_BYTES, Math.floor(bytes / MOST_OF_DEFLATE));
}

function overlapping(at: number): FormatError {
  return new FormatError(
    `expected blocks that lie beside each other in the file, found some that share their bytes; from byte ${at} of the disk on it was not read`,
  );
}

/** Gives the bytes of an image, and knows what of it could not be had. */
export class ImageReader {
  readonly #image: DiskImage;
  readonly #source: DiskFile;
  readonly #budget: Budget;
  /** All of it was asked for. */
  isThrough = false;
  #lost = 0;
  #firstLost = 0;
  /** Of the file, by blocks that were asked for. */
  #storedBytes = 0;
  #packedBytes = 0;

  constructor(image: DiskImage, source: DiskFile, budget: Budget) {
    this.#image = image;
    this.#source = source;
    this.#budget = budget;
  }

  /** Blocks that could not be read, in words. */
  get damage(): string | undefined {
    if (this.#lost === 0) return undefined;
    return `expected blocks that lie in the file and can be unpacked, found ${this.#lost} that do not, the first at byte ${this.#firstLost} of the disk; they are zeros there`;
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
    // Not filled up: a size that lies would be zeros for minutes.
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
    // The last block is as long as the others, and of the disk; where the file ends in it, who knows what that end is.
    const blockEnd = stretch.at + stretch.bytes;
    if (blockEnd <= this.#source.size) this.#source.reaches(blockEnd);
    if (there > 0) yield* streamOf(this.#source, stretch.at, end, ZEROS.length);
    if (there === wanted) return;
    this.#lose(at + there);
    yield* zeros(wanted - there);
  }

  #lose(at: number): void {
    if (this.#lost++ === 0) this.#firstLost = at;
    if (this.#lost <= MOST_LOST) return;
    const message = `${this.damage}; from byte ${at} of it on it was not read`;
    // Told here.
    this.#lost = 0;
    throw new FormatError(message);
  }

  /** Tables that lie could give a block of a small file for each of a disk of terabytes. @throws FormatError */
  #takeStored(bytes: number, at: number): void {
    this.#storedBytes += bytes;
    if (this.#storedBytes > this.#source.size) throw overlapping(at);
  }

  /** Those may share a sector, and begin at different bytes: so 262 KB were a disk of 4 GB. @throws FormatError */
  #takePacked(fileBytes: number, at: number): void {
    this.#packedBytes += Math.max(LEAST_PACKED_BYTES, fileBytes);
    if (this.#packedBytes > this.#source.size) throw overlapping(at);
  }
}

/** What cannot be had, since the table that says where it lies is not in the file. */
export function lost(source: ByteSource, bytes: number): Stretch {
  return { kind: 'stored', bytes, at: source.size };
}

/** Holes put together, and stored blocks that lie in a row; no more of them than the first `bytes` are in. */
function* inRows(stretches: Iterable<Stretch>, bytes: number): Generator<Stretch> {
  let last: Stretch | undefined;
  let left = bytes;
  for (const stretch of left > 0 ? stretches : []) {
    const row = last && last.bytes < MOST_ROW_BYTES ? joined(last, stretch) : undefined;
    if (row === undefined && last !== undefined) yield last;
    last = row ?? stretch;
    left -= stretch.bytes;
    if (left <= 0) break;
  }
  if (last !== undefined) yield last;
}
/** So that the budget is asked now and then: one table of holes may stand for terabytes. */
const MOST_ROW_BYTES = 2 ** 30;

function joined(one: Stretch, next: Stretch): Stretch | undefined {
  if (one.kind === 'hole' && next.kind === 'hole') return { kind: 'hole', bytes: one.bytes + next.bytes };
  if (one.kind !== 'stored' || next.kind !== 'stored' || one.at + one.bytes !== next.at) return undefined;
  return { kind: 'stored', at: one.at, bytes: one.bytes + next.bytes };
}

/** A disk that holds only what differs from another one, which is not at hand. */
export function needsParent(what: string): Trouble {
  return {
    trouble: {
      code: 'unsupported',
      message: `the disk holds only what differs from ${what}: the rest is zeros here; merge the two before the scan to have all of it scanned`,
    },
  };
}

/** Where a table of numbers lies. */
export interface Table {
  readonly at: number;
  readonly entries: number;
  readonly entryBytes: number;
}

/** Of a table that is read at once. */
const PART_BYTES = 64 << 10;

/**
 * The numbers of a table, which `read` takes out of a part of it.
 * @throws FormatError where the file ends in it
 */
export function* numbersOf<T>(
  source: ByteSource,
  { at, entries, entryBytes }: Table,
  read: (part: Buffer, offset: number) => T,
): Generator<T> {
  for (let done = 0; done < entries; ) {
    const start = at + entryBytes * done;
    const left = Math.floor((source.size - start) / entryBytes);
    const count = Math.min(Math.floor(PART_BYTES / entryBytes), entries - done, left);
    if (count <= 0)
      throw new FormatError(
        `expected a table of ${entries} entries at byte ${at}, found one that the end of the file cuts off`,
      );
    const part = Buffer.from(source.read(start, entryBytes * count));
    for (let offset = 0; offset < part.length; offset += entryBytes) yield read(part, offset);
    done += count;
  }
}
