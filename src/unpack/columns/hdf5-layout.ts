/** Locates the chunks of a dataset (specification, sections IV.A.2.i and Appendix C), through any kind of index. */
import { FormatError } from '../../model/errors.ts';
import { extensibleArray, fixedArray } from './hdf5-arrays.ts';
import type { Fields, Hdf5File } from './hdf5-file.ts';
import { newTree, oldTree } from './hdf5-tree.ts';

/** A stored chunk. */
export interface Chunk {
  readonly address: number;
  readonly packedBytes: number;
  /** Bit n: filter n was skipped. */
  readonly leftOut: number;
  /** Equal for chunks that are side by side in the last dimension; absent: unknown. */
  readonly row?: string;
}

export interface Layout {
  /** Dimensions of a chunk, followed by the element size. */
  readonly dimensions: readonly number[];
  readonly index: 'old tree' | 'one chunk' | 'fixed array' | 'extensible array' | 'new tree';
  readonly at: number | undefined;
  readonly oneChunk?: { readonly packedBytes: number; readonly leftOut: number };
  /** Partial chunks at the edge may be stored without filters. */
  readonly isEdgeOpen: boolean;
}

/** A contiguous dataset. */
export interface Stretch {
  readonly address: number;
  readonly bytes: number;
}

const [IN_A_ROW, CHUNKED] = [1, 2];
const MAX_DIMENSIONS = 33;
const [EDGE_IS_OPEN, IS_FILTERED] = [1, 2];
/** Keyed by index number; 2 means consecutive chunks, which have no filters. */
const INDEXES = { 1: 'one chunk', 3: 'fixed array', 4: 'extensible array', 5: 'new tree' } as const;
/** Size of parameters that matter only to a writer. */
const INDEX_BYTES = { 'one chunk': 0, 'fixed array': 1, 'extensible array': 5, 'new tree': 6 } as const;

/*  versions 1 and 2            3                           4
 *  0  1  version               0  1  version               0  1  version
 *  1  1  dimensions            1  1  class: 2 chunks       1  1  class
 *  2  1  class                 2  1  dimensions            2  1  flags: 1 edge is open, 2 one chunk has filters
 *  3  5  zero                  3  A  tree                  3  1  dimensions
 *  8  A  tree                  .  4  each dimension        4  1  bytes of a dimension
 *  .  4  each dimension                                    5  .  dimensions; 1 index; of one chunk L bytes, 4 left out; A where it is */
/**
 * For a contiguous layout from version 3 on: A where it begins, L bytes. @returns undefined for one without filters whose bytes are
 * elsewhere
 */
export function readLayout(fields: Fields): Layout | Stretch | undefined {
  const version = fields.number(1);
  if (version < 1 || version > 4)
    throw new FormatError(`version ${version} of a layout of HDF5 is not known`, 'unsupported');
  const old = version < 3 ? fields.number(1) : 0;
  const kind = fields.number(1);
  if (kind === IN_A_ROW && version >= 3) {
    const [address, bytes] = [fields.address(), fields.length()];
    return address === undefined ? undefined : { address, bytes };
  }
  if (kind !== CHUNKED) return undefined;
  if (version === 4) return newLayout(fields);
  if (version < 3) fields.skip(5);
  const count = version < 3 ? old : fields.number(1);
  const at = fields.address();
  return { dimensions: dimensionsIn(fields, count, 4), index: 'old tree', at, isEdgeOpen: false };
}

function newLayout(fields: Fields): Layout | undefined {
  const [flags, count, bytes] = [fields.number(1), fields.number(1), fields.number(1)];
  const dimensions = dimensionsIn(fields, count, bytes);
  const number = fields.number(1);
  if (number === 2) return undefined;
  const index = INDEXES[number as keyof typeof INDEXES];
  if (index === undefined) throw new FormatError(`index ${number} of chunks of HDF5 is not known`, 'unsupported');
  fields.skip(INDEX_BYTES[index]);
  const isOne = index === 'one chunk' && (flags & IS_FILTERED) !== 0;
  const oneChunk = isOne ? { packedBytes: fields.length(), leftOut: fields.number(4) } : undefined;
  const isEdgeOpen = (flags & EDGE_IS_OPEN) !== 0;
  return { dimensions, index, at: fields.address(), isEdgeOpen, ...(oneChunk && { oneChunk }) };
}

function dimensionsIn(fields: Fields, count: number, bytes: number): readonly number[] {
  if (count < 2 || count > MAX_DIMENSIONS) throw new FormatError(`a chunk of HDF5 has ${count - 1} dimensions`);
  return Array.from({ length: count }, () => fields.number(bytes));
}

/** A chunk has fewer than 4 GiB, and usually up to 16 MiB. */
export const MAX_CHUNK_BYTES = 128 << 20;
/** @throws FormatError where the size is impossible */
export function chunkBytesOf({ dimensions }: Layout): number {
  const bytes = dimensions.reduce((product, one) => product * one, 1);
  if (bytes === 0) throw new FormatError('a chunk of HDF5 has no bytes');
  if (bytes > MAX_CHUNK_BYTES)
    throw new FormatError(`chunks of ${bytes} bytes, which are more than keysieve can unpack`, 'unsupported');
  return bytes;
}

/** Tree types: of an old dataset, and of a new one without and with filters. */
const [OLD_CHUNKS, OPEN_CHUNKS, NEW_CHUNKS] = [1, 10, 11];

export interface ChunkOptions {
  /** How many chunks of an array are side by side, if known. */
  readonly rowChunks?: number | undefined;
  /** Size of each chunk, where there are no filters and nothing else states it. */
  readonly openBytes?: number;
}

/** The chunks that exist. */
export function* chunksOf(file: Hdf5File, layout: Layout, options: ChunkOptions = {}): Generator<Chunk> {
  const { index, at, dimensions, oneChunk } = layout;
  const { rowChunks, openBytes } = options;
  if (at === undefined) return;
  if (index === 'one chunk') {
    if (oneChunk !== undefined) yield { address: at, ...oneChunk };
    else if (openBytes !== undefined) yield { address: at, packedBytes: openBytes, leftOut: 0 };
  } else if (index === 'old tree') yield* oldChunks(file, at, dimensions.length);
  else if (index === 'new tree') {
    const placeBytes = 8 * (dimensions.length - 1);
    for (const record of newTree(file, at, openBytes === undefined ? NEW_CHUNKS : OPEN_CHUNKS)) {
      const chunk = chunkIn(file, record, record.bytes.length - placeBytes, openBytes);
      const row = Buffer.from(record.take(placeBytes - 8)).toString('latin1');
      if (chunk !== undefined) yield { ...chunk, row };
    }
  } else {
    const isOpen = openBytes !== undefined;
    const elements = index === 'fixed array' ? fixedArray(file, at, isOpen) : extensibleArray(file, at, isOpen);
    for (const { index: place, fields } of elements) {
      const chunk = chunkIn(file, fields, fields.bytes.length, openBytes);
      const row = rowChunks && String(Math.floor(place / rowChunks));
      if (chunk !== undefined) yield { ...chunk, ...(row && { row }) };
    }
  }
}

/*  0  4  bytes
 *  4  4  left out
 *  8  8  where the chunk begins in each dimension, and 0 */
function* oldChunks(file: Hdf5File, at: number, dimensions: number): Generator<Chunk> {
  for (const { key, address } of oldTree(file, at, { type: OLD_CHUNKS, keyBytes: 8 + 8 * dimensions })) {
    const [packedBytes, leftOut] = [key.number(4), key.number(4)];
    const row = Buffer.from(key.take(8 * (dimensions - 2))).toString('latin1');
    if (address !== undefined) yield { address, packedBytes, leftOut, row };
  }
}

/*  0  A  address
 *  .  .  bytes
 *  .  4  left out   the last two only where there are filters */
function chunkIn(
  { superblock }: Hdf5File,
  fields: Fields,
  bytes: number,
  openBytes: number | undefined,
): Omit<Chunk, 'row'> | undefined {
  const address = fields.address();
  const isOpen = openBytes !== undefined;
  const packedBytes = isOpen ? openBytes : fields.number(Math.max(0, bytes - superblock.addressBytes - 4));
  const leftOut = isOpen ? 0 : fields.number(4);
  return address === undefined ? undefined : { address, packedBytes, leftOut };
}
