/**
 * The heaps of HDF5 that contain names: local ones of old groups, fractal ones of new groups (specification, sections III.D and III.G).
 */
import { FormatError } from '../../model/errors.ts';
import type { Fields, Hdf5File } from './hdf5-file.ts';

/*  local heap
 *  0  4  HEAP
 *  4  4  version, zero
 *  8  L  bytes of data; L where the first free ones are, 1: none; A data: 8 zeros, names */
/** Longer names are cut: symbols may share a name, and each one reads it again. */
const MAX_NAME_BYTES = 4096;

const NAMES_AT = 8;

interface LocalHeap {
  /** Keyed by its offset. */
  nameOf(offset: number): string;
  /** The library frees the space of a removed link. */
  readonly hasNames: boolean;
}

export function localHeap(file: Hdf5File, at: number | undefined): LocalHeap {
  const { addressBytes, lengthBytes } = file.superblock;
  const head = file.structure(at, 8 + 2 * lengthBytes + addressBytes, 'HEAP');
  head.skip(4);
  const bytes = head.length();
  const free = head.length();
  const { bytes: data } = file.structure(head.address(), bytes);
  const names = Buffer.from(data.buffer, data.byteOffset, data.length);
  const nameOf = (offset: number): string => {
    const limit = Math.min(names.length, offset + MAX_NAME_BYTES);
    const found = offset < limit ? names.subarray(offset, limit).indexOf(0) : -1;
    const end = found >= 0 || limit === names.length ? offset + found : limit;
    if (end < offset) throw new FormatError('a name of HDF5 is outside of its heap');
    return names.toString('utf8', offset, end);
  };
  return { nameOf, hasNames: free !== NAMES_AT && names.length > NAMES_AT && names[NAMES_AT] !== 0 };
}

/*  header of a fractal heap
 *   0  4  FRHP
 *   4  1  version
 *   5  2  bytes of an id
 *   7  2  bytes of filters, by which all of it is packed
 *   9  1  flags: 2 blocks have sums
 *  10  4  most bytes of an object that lies in a block
 *  14  .  L, A, L, A, eight L
 *   .  2  blocks in a row
 *   .  L  bytes of the first block; L of the largest one that holds objects
 *   .  2  bits of an offset
 *   .  2  of no consequence here; A root; 2 rows of it, or 0 where it is the only block     */
const FRHP_BYTES = 14;
const FRHP_END_BYTES = 8;
const OBJECT_TYPE = 0x30;
const MAX_OFFSET_BITS = 64;

export class FractalHeap {
  readonly #file: Hdf5File;
  readonly #idBytes: number;
  readonly #offsetBytes: number;
  readonly #lengthBytes: number;
  readonly #width: number;
  readonly #firstBytes: number;
  readonly #maxBytes: number;
  readonly #root: number | undefined;
  readonly #rows: number;

  constructor(file: Hdf5File, at: number | undefined) {
    this.#file = file;
    const { addressBytes, lengthBytes } = file.superblock;
    const fixedBytes = FRHP_BYTES + 10 * lengthBytes + 2 * addressBytes;
    const head = file.structure(at, fixedBytes + FRHP_END_BYTES + 2 * lengthBytes + addressBytes, 'FRHP');
    head.skip(1);
    this.#idBytes = head.number(2);
    if (head.number(2) > 0) throw new FormatError('names of this group are packed and cannot be read', 'unsupported');
    head.skip(1);
    const maxObjectBytes = head.number(4);
    head.at = fixedBytes;
    this.#width = head.number(2);
    [this.#firstBytes, this.#maxBytes] = [head.length(), head.length()];
    const offsetBits = head.number(2);
    head.skip(2);
    this.#root = head.address();
    this.#rows = head.number(2);
    file.summed(at, head.at, 'FRHP');
    if (
      this.#width === 0 ||
      this.#firstBytes === 0 ||
      this.#maxBytes < this.#firstBytes ||
      offsetBits > MAX_OFFSET_BITS
    )
      throw new FormatError(`the heap of HDF5 at ${at} has blocks of no size`);
    this.#offsetBytes = Math.ceil(offsetBits / 8);
    const sizeBits = Math.floor(Math.log2(this.#maxBytes));
    const objectBits = Math.floor(Math.log2(Math.max(1, maxObjectBytes)));
    this.#lengthBytes = Math.min((sizeBits + 7) >> 3, (objectBits >> 3) + 1);
  }

  /** @param record positioned before the id */
  object(record: Fields): Fields {
    const id = record.part(this.#idBytes);
    if ((id.number(1) & OBJECT_TYPE) !== 0)
      throw new FormatError('a link of HDF5 is apart from its heap and cannot be read', 'unsupported');
    const [offset, bytes] = [id.number(this.#offsetBytes), id.number(this.#lengthBytes)];
    return this.#file.structure(this.#locate(offset), bytes);
  }

  #locate(offset: number): number {
    let [block, rows, rest] = [this.#root, this.#rows, offset];
    while (rows > 0) {
      const { row, column, bytes, within } = this.#cellOf(rest);
      if (row >= rows) throw new FormatError('an object of HDF5 is outside of its heap');
      block = this.#child(block, row * this.#width + column, row);
      rest = within;
      if (bytes <= this.#maxBytes) break;
      // A child block has as many rows as its size requires.
      rows = Math.floor(Math.log2(bytes / (this.#firstBytes * this.#width))) + 1;
    }
    if (block === undefined) throw new FormatError('an object of HDF5 is in a block that is not there');
    return block + rest;
  }

  /** Two rows have blocks of the first size; each further row doubles it. */
  #cellOf(offset: number): { row: number; column: number; bytes: number; within: number } {
    let [row, start, bytes] = [0, 0, this.#firstBytes];
    while (offset - start >= bytes * this.#width && row < MAX_OFFSET_BITS) {
      start += bytes * this.#width;
      if (row > 0) bytes *= 2;
      row++;
    }
    const column = Math.floor((offset - start) / bytes);
    return { row, column, bytes, within: offset - start - column * bytes };
  }

  /*  block of blocks: 0 FHIB, 4 version, 5 A header, then the offset at which it begins, then addresses of blocks */
  #child(block: number | undefined, index: number, row: number): number | undefined {
    const { addressBytes } = this.#file.superblock;
    const at = 5 + addressBytes + this.#offsetBytes + index * addressBytes;
    const fields = this.#file.structure(block, at + addressBytes, 'FHIB');
    fields.at = at;
    const child = fields.address();
    if (child === undefined) throw new FormatError(`a block of HDF5 in row ${row} is not there`);
    return child;
  }
}
