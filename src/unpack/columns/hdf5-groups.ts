/** Groups of HDF5, with their links in old and new form (specification, sections III.B, III.C and IV.A.2.c, .g and .r). */
import { FormatError } from '../../model/errors.ts';
import type { Fields, Hdf5File } from './hdf5-file.ts';
import { MESSAGE, type Message } from './hdf5-header.ts';
import { FractalHeap, localHeap } from './hdf5-heap.ts';
import { newTree, oldTree } from './hdf5-tree.ts';

export interface Link {
  readonly name: string;
  /** Address of the target's header. */
  readonly at: number;
}

/** Types of name trees. */
const [OLD_GROUP, NEW_NAMES] = [0, 5];
const HASH_BYTES = 4;

/** Links that a group's message contains or refers to; those to other paths and files are skipped. */
export function* linksOf(file: Hdf5File, { type, fields }: Message): Generator<Link> {
  if (type === MESSAGE.symbols) yield* symbols(file, fields);
  else if (type === MESSAGE.link) yield* linkIn(fields);
  else if (type === MESSAGE.linkInfo) {
    fields.skip(1);
    if ((fields.number(1) & 1) === 1) fields.skip(8);
    const [heapAt, namesAt] = [fields.address(), fields.address()];
    if (heapAt === undefined) return;
    const heap = new FractalHeap(file, heapAt);
    for (const record of newTree(file, namesAt, NEW_NAMES)) {
      record.skip(HASH_BYTES);
      yield* linkIn(heap.object(record));
    }
  }
}

/*  node of symbols
 *  0  4  SNOD
 *  4  2  version, zero
 *  6  2  symbols
 *  8  .  each: A where its name begins, A header, 24 of no consequence here */
const SYMBOL_REST_BYTES = 24;
const SNOD_BYTES = 8;

function* symbols(file: Hdf5File, fields: Fields): Generator<Link> {
  const { addressBytes, lengthBytes } = file.superblock;
  const [treeAt, heapAt] = [fields.address(), fields.address()];
  const { nameOf, hasNames } = localHeap(file, heapAt);
  const entryBytes = 2 * addressBytes + SYMBOL_REST_BYTES;
  let symbolCount = 0;
  for (const { address } of oldTree(file, treeAt, { type: OLD_GROUP, keyBytes: lengthBytes })) {
    const head = file.structure(address, SNOD_BYTES, 'SNOD');
    head.skip(2);
    const count = head.number(2);
    symbolCount += count;
    const entries = file.structure(address! + SNOD_BYTES, count * entryBytes);
    for (let index = 0; index < count; index++) {
      const name = nameOf(entries.address() ?? 0);
      const at = entries.address();
      entries.skip(SYMBOL_REST_BYTES);
      if (at !== undefined) yield { name, at };
    }
  }
  if (symbolCount === 0 && hasNames)
    throw new FormatError(
      `expected links in the group of HDF5 whose tree is at ${treeAt}, found names and none that uses them`,
    );
}

/*  0  1  version
 *  1  1  flags: bits 0 and 1: bytes of the length of the name; 4 order, 8 type, 10 characters
 *  2  .  1 type, 8 order, 1 characters, each if there is one
 *  .  .  length of the name; the name; A header of what it leads to, if the type is 0 */
const [HAS_ORDER, HAS_TYPE, HAS_CHARACTERS] = [4, 8, 16];
const HARD = 0;

function* linkIn(fields: Fields): Generator<Link> {
  fields.skip(1);
  const flags = fields.number(1);
  const type = (flags & HAS_TYPE) === 0 ? HARD : fields.number(1);
  if ((flags & HAS_ORDER) !== 0) fields.skip(8);
  if ((flags & HAS_CHARACTERS) !== 0) fields.skip(1);
  const name = Buffer.from(fields.take(fields.number(1 << (flags & 3)))).toString('utf8');
  const at = type === HARD ? fields.address() : undefined;
  if (at !== undefined) yield { name, at };
}
