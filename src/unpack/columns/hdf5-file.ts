/**
 * Shared access to structures of HDF5 (HDF5 File Format Specification, version 3.0): the superblock, which defines the size of
 * addresses, and sequential fields. All numbers are little-endian; addresses are relative to the superblock.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import { lookup3 } from '../checksums/lookup3.ts';
import { littleEndian } from '../codecs/small-numbers.ts';
import { hasMagic, magic } from '../container/magic.ts';

export const SIGNATURE = magic('89 48 44 46 0d 0a 1a 0a');
/** The longest superblock: version 1 with its root, addresses of 8 bytes. */
export const HEAD_BYTES = 100;
const SUM_BYTES = 4;
const WIDTHS = [2, 4, 8];

/** Section II.A. */
export interface Superblock {
  readonly version: number;
  /** Sizes of an address, and of a length. */
  readonly addressBytes: number;
  readonly lengthBytes: number;
  /** Distance from the superblock to the end of the file at the time it was closed. */
  readonly end: number;
  /** Address of the root group's header. */
  readonly root: number;
  /** Parts of it are in other files. */
  readonly isOneOfMany: boolean;
  readonly isSumRight: boolean;
}

/*  superblock, versions 0 and 1         2 and 3
 *   8  1  version                        8  1  version
 *  13  1  bytes of an address            9  1  bytes of an address
 *  14  1  bytes of a length             10  1  bytes of a length
 *  24  4  only in version 1             12  A  where the file begins in what it lies in
 *   .  A  where the file begins          .  A  extension
 *   .  A  free space                     .  A  end of the file, from where 0 of what it lies in is
 *   .  A  end of the file                .  A  header of the root group
 *   .  A  driver information             .  4  sum
 *   .  A  name of the root; A its header                                              */
/** @returns undefined when `head` is no supported one */
export function readSuperblock(head: Uint8Array): Superblock | undefined {
  const version = head[8] ?? 0xff;
  if (!hasMagic(head, SIGNATURE) || version > 3) return undefined;
  const [widthsAt, at] = version < 2 ? [13, version === 0 ? 24 : 28] : [9, 12];
  const [addressBytes = 0, lengthBytes = 0] = head.subarray(widthsAt, widthsAt + 2);
  const words = version < 2 ? 6 : 4;
  const sumAt = at + words * addressBytes;
  if (!WIDTHS.includes(addressBytes) || !WIDTHS.includes(lengthBytes)) return undefined;
  if (head.length < sumAt + (version < 2 ? 0 : SUM_BYTES)) return undefined;
  const fields = new Fields(head, { addressBytes, lengthBytes }, at);
  const base = fields.address() ?? 0;
  const other = fields.address();
  const end = fields.address() ?? 0;
  const isOneOfMany = version < 2 && fields.address() !== undefined;
  if (version < 2) fields.address();
  const root = fields.address();
  const isSumRight = version < 2 || lookup3(head.subarray(0, sumAt)) === littleEndian(head, sumAt, SUM_BYTES);
  if (root === undefined || (version < 2 && other === 0)) return undefined;
  return { version, addressBytes, lengthBytes, end: end - base, root, isOneOfMany, isSumRight };
}

interface Widths {
  readonly addressBytes: number;
  readonly lengthBytes: number;
}

/** Reads consecutive fields. A field beyond the end is damage. */
export class Fields {
  at: number;
  readonly bytes: Uint8Array;
  readonly #widths: Widths;

  constructor(bytes: Uint8Array, widths: Widths, at = 0) {
    [this.bytes, this.#widths, this.at] = [bytes, widths, at];
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** @param count bytes; up to 6 are exact, and of up to 8 all values possible in a file */
  number(count: number): number {
    if (count > MAX_NUMBER_BYTES) throw new FormatError(`a structure of HDF5 has a number of ${count} bytes`);
    return littleEndian(this.#advance(count), 0, count);
  }

  /** @returns undefined when there is none: all bits are set */
  address(): number | undefined {
    const bytes = this.#advance(this.#widths.addressBytes);
    return bytes.every((byte) => byte === 0xff) ? undefined : littleEndian(bytes, 0, bytes.length);
  }

  length(): number {
    return this.number(this.#widths.lengthBytes);
  }

  take(count: number): Uint8Array {
    return this.#advance(count);
  }

  skip(count: number): void {
    this.#advance(count);
  }

  /** A part of it, with the same sizes of addresses and lengths. */
  part(count: number): Fields {
    return new Fields(this.#advance(count), this.#widths);
  }

  #advance(count: number): Uint8Array {
    if (count > this.left) throw new FormatError('a structure of HDF5 ends before its fields do');
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
}

/** A longer number may exceed any valid size. */
const MAX_NUMBER_BYTES = 8;

/** Limit on reads: forged structures may refer to one another again and again. */
const READS_PER_BYTE = 4;
const MIN_READ_BYTES = 1 << 20;
/** No structure is this long. */
const MAX_STRUCTURE_BYTES = 64 << 20;

export class Hdf5File {
  /** Structures with a wrong checksum; they are read anyway. */
  wrongSums = 0;
  readonly superblock: Superblock;
  readonly budget: Budget;
  readonly source: ByteSource;
  readonly #ahead: ByteSource;
  #bytesLeft: number;

  /** @param source begins with the superblock */
  constructor(source: ByteSource, superblock: Superblock, budget: Budget) {
    [this.source, this.superblock, this.budget] = [source, superblock, budget];
    this.#ahead = new ReadAheadSource(source, READ_AHEAD_BYTES);
    this.#bytesLeft = READS_PER_BYTE * source.size + MIN_READ_BYTES;
  }

  /** @param bytes of it, without its checksum @throws FormatError when it is not there */
  structure(at: number | undefined, bytes: number, signature = ''): Fields {
    this.budget.checkTime();
    if (at === undefined || bytes > MAX_STRUCTURE_BYTES || at + bytes > this.source.size)
      throw new FormatError(`a structure of HDF5 is outside of the file${at === undefined ? '' : `, at ${at}`}`);
    this.#bytesLeft -= Math.max(bytes, MIN_COST_BYTES);
    if (this.#bytesLeft < 0) throw new FormatError('structures of HDF5 name one another again and again');
    const fields = new Fields(this.#ahead.read(at, bytes), this.superblock);
    const found = Buffer.from(fields.take(signature.length)).toString('latin1');
    if (found !== signature) throw new FormatError(`expected ${signature} at ${at}, found something else`);
    return fields;
  }

  /** A structure followed by its checksum. */
  summed(at: number | undefined, bytes: number, signature = ''): Fields {
    const all = this.structure(at, bytes + SUM_BYTES, signature);
    const fields = new Fields(all.bytes.subarray(0, bytes), this.superblock, all.at);
    if (lookup3(fields.bytes) !== littleEndian(all.bytes, bytes, SUM_BYTES)) this.wrongSums++;
    return fields;
  }
}
/** Structures are close to one another, and far from other data. */
const READ_AHEAD_BYTES = 64 << 10;
const MIN_COST_BYTES = 16;
