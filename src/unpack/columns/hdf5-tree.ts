/** B-trees of HDF5 (specification, sections III.A), in both versions, whatever they hold. */
import { FormatError } from '../../model/errors.ts';
import type { Fields, Hdf5File } from './hdf5-file.ts';

/*  node of a tree of version 1
 *   0  4  TREE
 *   4  1  type: 0 of a group, 1 of chunks
 *   5  1  level: 0 is the last one
 *   6  2  children
 *   8  A  node to the left; A to the right
 *   .  .  key and address of each child; one more key */
const NODE_BYTES = 8;
const MAX_LEVELS = 32;

/** Children of the lowest level, in order. @param keyBytes size of a key */
export function* oldTree(
  file: Hdf5File,
  at: number | undefined,
  { type, keyBytes }: { readonly type: number; readonly keyBytes: number },
  above = MAX_LEVELS,
): Generator<{ readonly key: Fields; readonly address: number | undefined }> {
  const { addressBytes } = file.superblock;
  const headBytes = NODE_BYTES + 2 * addressBytes;
  const head = file.structure(at, headBytes, 'TREE');
  const [foundType, level, count] = [head.number(1), head.number(1), head.number(2)];
  if (foundType !== type || level >= above) throw new FormatError(`a node of HDF5 at ${at} is of another tree`);
  const node = file.structure(at! + headBytes, count * (keyBytes + addressBytes));
  for (let index = 0; index < count; index++) {
    const key = node.part(keyBytes);
    const address = node.address();
    if (level === 0) yield { key, address };
    else yield* oldTree(file, address, { type, keyBytes }, level);
  }
}

/*  header of a tree of version 2
 *   0  4  BTHD
 *   4  1  version: 0
 *   5  1  type: 5 names of links, 10 chunks, 11 chunks with filters
 *   6  4  bytes of a node
 *  10  2  bytes of a record
 *  12  2  levels below the root
 *  14  2  of no consequence here
 *  16  A  root; 2 its records; L records of all; 4 sum
 *  node: BTIN or BTLF, 1 version, 1 type, records; of BTIN also, for one child more than there are records:
 *   0  A  address
 *   .  .  its records, in as many bytes as the most that it can have need
 *   .  .  records of all below it, likewise, if it has children itself                                   */
const NODE_HEAD_BYTES = 6;
const NODE_FRAME_BYTES = 10;

interface NewTree {
  readonly type: number;
  readonly recordBytes: number;
  readonly countBytes: number;
  /** Indexed by level: size of the record counts below a node of that level. */
  readonly sumBytes: readonly number[];
}

/** Records in order. */
export function* newTree(file: Hdf5File, at: number | undefined, type: number): Generator<Fields> {
  const head = file.summed(at, 18 + file.superblock.addressBytes + file.superblock.lengthBytes, 'BTHD');
  head.skip(1);
  if (head.number(1) !== type) throw new FormatError(`the tree of HDF5 at ${at} is of another type`);
  const [nodeBytes, recordBytes, levels] = [head.number(4), head.number(2), head.number(2)];
  head.skip(2);
  const root = head.address();
  const count = head.number(2);
  if (root === undefined || count === 0) return;
  const maxRecords = Math.floor((nodeBytes - NODE_FRAME_BYTES) / recordBytes);
  if (!(maxRecords >= 1) || maxRecords > 1 << 24 || levels > MAX_LEVELS)
    throw new FormatError(`the tree of HDF5 at ${at} has nodes of ${nodeBytes} bytes`);
  const countBytes = bytesFor(maxRecords);
  const sumBytes = [0];
  for (let level = 1, sum = maxRecords; level <= levels; level++) {
    const pointerBytes = file.superblock.addressBytes + countBytes + sumBytes[level - 1]!;
    const records = Math.floor((nodeBytes - NODE_FRAME_BYTES - pointerBytes) / (recordBytes + pointerBytes));
    sum = (records + 1) * sum + records;
    sumBytes.push(bytesFor(Math.max(1, sum)));
  }
  yield* recordsOf(file, { at: root, count, level: levels }, { type, recordBytes, countBytes, sumBytes });
}

/** H5VM_limit_enc_size. */
function bytesFor(most: number): number {
  return (Math.floor(Math.log2(most)) >> 3) + 1;
}

function* recordsOf(
  file: Hdf5File,
  { at, count, level }: { readonly at: number | undefined; readonly count: number; readonly level: number },
  tree: NewTree,
): Generator<Fields> {
  const sumBytes = tree.sumBytes[level - 1] ?? 0;
  const pointerBytes = level === 0 ? 0 : file.superblock.addressBytes + tree.countBytes + sumBytes;
  const bytes = NODE_HEAD_BYTES + count * tree.recordBytes + (level === 0 ? 0 : (count + 1) * pointerBytes);
  const node = file.summed(at, bytes, level === 0 ? 'BTLF' : 'BTIN');
  node.skip(1);
  if (node.number(1) !== tree.type) throw new FormatError(`a node of HDF5 at ${at} is of another tree`);
  const records = node.part(count * tree.recordBytes);
  for (let index = 0; index <= count; index++) {
    if (level > 0) {
      const child = { at: node.address(), count: node.number(tree.countBytes), level: level - 1 };
      node.skip(sumBytes);
      yield* recordsOf(file, child, tree);
    }
    if (index < count) yield records.part(tree.recordBytes);
  }
}
