/** The filters of HDF5 chunks (specification, section IV.A.2.l; registered filters of the HDF Group), and how they are undone. */
import { size64At } from '../../bytes/size64.ts';
import { adler32 } from '../checksums/adler32.ts';
import { fletcher32 } from '../checksums/fletcher32.ts';
import { unpackBlosc } from '../codecs/blosc.ts';
import { inflateWhole, turnAfterDamage } from '../codecs/inflate.ts';
import { SLACK_BYTES, unpackLz4Block } from '../codecs/lz4-block.ts';
import { unpackLzf } from '../codecs/lzf.ts';
import { unpackBlock } from '../codecs/packed-block.ts';
import { unshuffled } from '../codecs/shuffled.ts';
import { littleEndian } from '../codecs/small-numbers.ts';
import type { Fields } from './hdf5-file.ts';

export interface Filter {
  readonly id: number;
  readonly values: readonly number[];
}

const [DEFLATE, SHUFFLE, FLETCHER32, N_BIT] = [1, 2, 3, 5];
const [LZF, BLOSC, LZ4, ZSTD] = [32_000, 32_001, 32_004, 32_015];
const UNDONE: readonly number[] = [DEFLATE, SHUFFLE, FLETCHER32, LZF, BLOSC, LZ4, ZSTD];
const NAMES = new Map([
  ...([
    [4, 'szip'],
    [N_BIT, 'n-bit'],
    [6, 'scale-offset'],
    [305, 'LZO'],
    [307, 'bzip2'],
  ] as const),
  ...([
    [32_003, 'MAFISC'],
    [32_008, 'bitshuffle'],
    [32_013, 'ZFP'],
    [32_017, 'SZ'],
  ] as const),
  ...([
    [32_018, 'FCIDECOMP'],
    [32_022, 'BitGroom'],
    [32_026, 'Blosc2'],
    [32_028, 'SZ3'],
  ] as const),
]);
const MAX_FILTERS = 32;

/*  message, version 1                    version 2
 *  0  1  version                         0  1  version
 *  1  1  filters                         1  1  filters
 *  2  6  zero
 *  a filter:
 *  0  2  id                              0  2  id
 *  2  2  bytes of its name               2  2  bytes of its name, if the id is 256 or more
 *  .  2  flags                           .  2  flags
 *  .  2  numbers                         .  2  numbers
 *  .  .  name, to a multiple of 8        .  .  name
 *  .  4  each number; 4 zero if they are odd                                          */
/** In the order in which they were applied. */
export function readFilters(fields: Fields): readonly Filter[] {
  const isOld = fields.number(1) === 1;
  const count = fields.number(1);
  if (isOld) fields.skip(6);
  const filters: Filter[] = [];
  for (let index = 0; index < Math.min(count, MAX_FILTERS); index++) {
    const id = fields.number(2);
    const nameBytes = isOld || id >= 256 ? fields.number(2) : 0;
    fields.skip(2);
    const numbers = fields.number(2);
    fields.skip(isOld ? 8 * Math.ceil(nameBytes / 8) : nameBytes);
    const values = fields.part(4 * numbers);
    if (isOld && numbers % 2 === 1) fields.skip(4);
    filters.push({ id, values: Array.from({ length: Math.min(numbers, MAX_VALUES) }, () => values.number(4)) });
  }
  return filters;
}
const MAX_VALUES = 8;

/** Names of filters that are not supported; n-bit itself says when it does nothing. */
export function missingFilters(filters: readonly Filter[]): readonly string[] {
  return filters
    .filter(({ id, values }) => !UNDONE.includes(id) && !(id === N_BIT && values[1] === 1))
    .map(({ id }) => NAMES.get(id) ?? `filter ${id}`);
}

export interface PackedChunk {
  readonly bytes: Uint8Array;
  /** Bit n: filter n was skipped. */
  readonly leftOut: number;
}

/** The output of an intermediate filter may be followed by a checksum and a little more. */
const ROOM_BYTES = 1 << 10;

/** @param bytes of unpacked data @returns as much as could be unpacked; undefined if nothing */
export async function unpackChunk(
  { bytes: packed, leftOut }: PackedChunk,
  filters: readonly Filter[],
  bytes: number,
): Promise<{ readonly content: Uint8Array; readonly isSound: boolean } | undefined> {
  let content: Uint8Array | undefined = packed;
  let isSound = true;
  const most = (index: number): number => bytes + (index > 0 ? ROOM_BYTES : 0);
  for (let index = filters.length - 1; index >= 0 && content !== undefined; index--) {
    const { id, values } = filters[index]!;
    if (((leftOut >>> index) & 1) === 1) continue;
    if (id === FLETCHER32) {
      isSound &&= content.length >= SUM_BYTES && hasItsSum(content);
      content = content.subarray(0, Math.max(0, content.length - SUM_BYTES));
    } else if (id === SHUFFLE) content = unshuffled(content, values[0] ?? 1);
    else if (id === DEFLATE) {
      const found = inflateWhole(content.subarray(ZLIB_HEADER_BYTES), most(index), bytes);
      if (typeof found === 'string') {
        await turnAfterDamage();
        return undefined;
      }
      isSound &&= adler32(found.output) === bigEndian(content, ZLIB_HEADER_BYTES + found.consumed);
      content = found.output;
    } else if (id !== N_BIT) content = await unpacked(id, content, most(index), bytes);
  }
  return content && { content: content.subarray(0, bytes), isSound: isSound && content.length === bytes };
}
const SUM_BYTES = 4;

/** The checksum as stored, or with the bytes of each half swapped, as before HDF5 1.6.3. */
function hasItsSum(bytes: Uint8Array): boolean {
  const at = bytes.length - SUM_BYTES;
  const sum = fletcher32(bytes.subarray(0, at));
  const swapped = (((sum & 0x00ff_00ff) << 8) | ((sum >>> 8) & 0x00ff_00ff)) >>> 0;
  return [sum, swapped].includes(littleEndian(bytes, at, SUM_BYTES));
}

/** @returns undefined where the bytes are incomplete */
function bigEndian(bytes: Uint8Array, at: number): number | undefined {
  if (at + SUM_BYTES > bytes.length) return undefined;
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(at);
}

/** Largest expansion of a byte of LZF. */
const LZF_RATIO = 100;

async function unpacked(id: number, packed: Uint8Array, most: number, exact: number): Promise<Uint8Array | undefined> {
  if (id === LZF) {
    const target = new Uint8Array(Math.min(most, LZF_RATIO * packed.length));
    const { read, made } = unpackLzf(packed, target);
    return read === packed.length ? target.subarray(0, made) : undefined;
  }
  if (id === BLOSC) return unpackBlosc(packed, most);
  if (id === LZ4) return lz4Blocks(packed, most);
  return unpackBlock('zstd', packed, exact, MAX_WINDOW_BYTES);
}
const ZLIB_HEADER_BYTES = 2;
const MAX_WINDOW_BYTES = 8 << 20;

/*  as the filter of nexusformat/HDF5-External-Filter-Plugins has it; numbers are big-endian
 *   0  8  bytes unpacked
 *   8  4  bytes of a block, unpacked
 *  12  .  4 bytes of a block; the block, as it is where it is as long as unpacked            */
function lz4Blocks(packed: Uint8Array, most: number): Uint8Array | undefined {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  if (packed.length < 12) return undefined;
  const [bytes, blockBytes] = [size64At(view, 0), view.getUint32(8)];
  if (bytes > Math.min(most, LZ4_RATIO * packed.length) || blockBytes === 0) return undefined;
  const target = new Uint8Array(bytes + SLACK_BYTES);
  let at = 12;
  for (let start = 0; start < bytes; start += blockBytes) {
    const limit = Math.min(bytes, start + blockBytes);
    if (at + 4 > packed.length) return undefined;
    const block = packed.subarray(at + 4, at + 4 + view.getUint32(at));
    at += 4 + view.getUint32(at);
    if (at > packed.length) return undefined;
    if (block.length === limit - start) target.set(block, start);
    else if (unpackLz4Block(block, target, { start, limit, base: start }) !== limit) return undefined;
  }
  return target.subarray(0, bytes);
}
const LZ4_RATIO = 255;
