/**
 * Fixed and extensible arrays of HDF5 (specification, sections VII.C and VII.D), which list the chunks of a dataset individually.
 */
import { FormatError } from '../../model/errors.ts';
import type { Fields, Hdf5File } from './hdf5-file.ts';

/** The present elements of an array; `index` also counts absent ones. */
export interface Element {
  readonly index: number;
  readonly fields: Fields;
}

/** Client ids: chunks without filters, and with filters. */
const [OPEN, FILTERED] = [0, 1];
const SUM_BYTES = 4;
/** Signature, version, client. */
const PREFIX_BYTES = 6;
const MAX_BITS = 32;

/*  header of a fixed array
 *  0  4  FAHD
 *  4  1  version
 *  5  1  client: 1 chunks with filters
 *  6  1  bytes of an element
 *  7  1  bits of the number of elements in a page
 *  8  L  elements; A block; 4 sum
 *  block: FADB, 1 version, 1 client, A header; then elements and their sum, or where they are more than fit into a page:
 *  a bit for each page that says whether it is there, the sum, and pages: elements and their sum */
export function* fixedArray(file: Hdf5File, at: number | undefined, isOpen: boolean): Generator<Element> {
  const { addressBytes, lengthBytes } = file.superblock;
  const head = file.summed(at, 8 + lengthBytes + addressBytes, 'FAHD');
  const elementBytes = clientOf(head, isOpen);
  const pageBits = head.number(1);
  const count = head.length();
  const blockAt = head.address();
  if (blockAt === undefined) return;
  const size = { elementBytes, pageElements: pageSize(pageBits) };
  yield* dataBlock(file, {
    ...size,
    signature: 'FADB',
    at: blockAt,
    headBytes: PREFIX_BYTES + addressBytes,
    count,
    first: 0,
  });
}

function clientOf(head: Fields, isOpen: boolean): number {
  head.skip(1);
  const [client, elementBytes] = [head.number(1), head.number(1)];
  if (client !== (isOpen ? OPEN : FILTERED) || elementBytes === 0)
    throw new FormatError('an array of HDF5 is of other chunks than its dataset');
  return elementBytes;
}

function pageSize(bits: number): number {
  if (bits > MAX_BITS) throw new FormatError(`an array of HDF5 has pages of 2^${bits} elements`);
  return 2 ** bits;
}

interface DataBlock {
  readonly signature: string;
  readonly at: number;
  /** Size of what precedes the elements, or the bitmap of present pages. */
  readonly headBytes: number;
  /** In an extensible array, the bitmap is stored elsewhere for all blocks together; this block's bits begin at `from`. */
  readonly pages?: { readonly bits: Uint8Array; readonly from: number };
  readonly count: number;
  readonly elementBytes: number;
  readonly pageElements: number;
  /** Index of the first element. */
  readonly first: number;
}

function* dataBlock(file: Hdf5File, block: DataBlock): Generator<Element> {
  const { signature, at, headBytes, count, elementBytes, pageElements, first } = block;
  if (count <= pageElements) {
    const fields = file.summed(at, headBytes + count * elementBytes, signature);
    fields.at = headBytes;
    yield* elementsIn(fields, { count, elementBytes, first });
    return;
  }
  const pages = Math.ceil(count / pageElements);
  const bitsBytes = block.pages === undefined ? Math.ceil(pages / 8) : 0;
  const bits = block.pages?.bits ?? file.summed(at, headBytes + bitsBytes, signature).bytes.subarray(headBytes);
  const pagesAt = at + headBytes + bitsBytes + SUM_BYTES;
  for (let page = 0; page < pages; page++) {
    const bit = (block.pages?.from ?? 0) + page;
    if (((bits[Math.floor(bit / 8)] ?? 0) & (0x80 >> (bit % 8))) === 0) continue;
    const start = page * pageElements;
    const pageCount = Math.min(pageElements, count - start);
    const pageAt = pagesAt + page * (pageElements * elementBytes + SUM_BYTES);
    const fields = file.summed(pageAt, pageCount * elementBytes);
    yield* elementsIn(fields, { count: pageCount, elementBytes, first: first + start });
  }
}

function* elementsIn(
  fields: Fields,
  { count, elementBytes, first }: Pick<DataBlock, 'count' | 'elementBytes' | 'first'>,
): Generator<Element> {
  for (let index = 0; index < count; index++) yield { index: first + index, fields: fields.part(elementBytes) };
}

/*  header of an extensible array
 *   0  4  EAHD
 *   4  1  version
 *   5  1  client
 *   6  1  bytes of an element
 *   7  1  bits of the most elements there may be
 *   8  1  elements in the index block
 *   9  1  elements of the smallest block
 *  10  1  fewest blocks of a block of blocks
 *  11  1  bits of the number of elements in a page
 *  12  .  six L; A index block; 4 sum
 *  index block: EAIB, 1 version, 1 client, A header; elements; A of blocks; A of blocks of blocks; 4 sum
 *  block of blocks: EASB, 1 version, 1 client, A header, offset; bits of pages, as many bytes for each block; A of blocks; 4 sum
 *  block: EADB, 1 version, 1 client, A header, offset; elements; 4 sum, or the sum and pages                          */
export function* extensibleArray(file: Hdf5File, at: number | undefined, isOpen: boolean): Generator<Element> {
  const array = readGrowing(file, at, isOpen);
  if (array === undefined) return;
  const { index, elementBytes, inIndex } = array;
  for (let place = 0; place < inIndex; place++) yield { index: place, fields: index.part(elementBytes) };
  let first = inIndex;
  for (let level = 0; level < array.levels; level++) {
    const blocks = 2 ** (level >> 1);
    const count = 2 ** ((level + 1) >> 1) * array.minElements;
    const tables = level < array.direct ? { addresses: index } : superBlock(file, array, { blocks, count });
    if (tables !== undefined) yield* blocksOf(file, array, { ...tables, blocks, count, first });
    first += blocks * count;
  }
}

interface GrowingArray {
  readonly elementBytes: number;
  readonly pageElements: number;
  /** Number of elements in the index block. */
  readonly inIndex: number;
  readonly minElements: number;
  /** Every second level doubles the number of blocks, and every other second one their size. */
  readonly levels: number;
  /** Levels whose blocks are listed in the index block. */
  readonly direct: number;
  /** The index block, from its first element on. */
  readonly index: Fields;
  /** Size of a block's header. */
  readonly headBytes: number;
}

function readGrowing(file: Hdf5File, at: number | undefined, isOpen: boolean): GrowingArray | undefined {
  const { addressBytes, lengthBytes } = file.superblock;
  const head = file.summed(at, 12 + 6 * lengthBytes + addressBytes, 'EAHD');
  const elementBytes = clientOf(head, isOpen);
  const [maxBits, inIndex] = [head.number(1), head.number(1)];
  const [minElements, minBlocks] = [head.number(1), head.number(1)];
  const pageElements = pageSize(head.number(1));
  head.skip(6 * lengthBytes);
  const indexAt = head.address();
  if (indexAt === undefined) return undefined;
  const isSound = [minElements, minBlocks].every((one) => one > 0 && (one & (one - 1)) === 0);
  if (!isSound || maxBits > 8 * lengthBytes) throw new FormatError(`the array of HDF5 at ${at} has blocks of no size`);
  const direct = 2 * Math.log2(minBlocks);
  const levels = Math.max(direct, 1 + maxBits - Math.log2(minElements));
  const frameBytes = PREFIX_BYTES + addressBytes;
  const addresses = 2 * (minBlocks - 1) + levels - direct;
  const index = file.summed(indexAt, frameBytes + inIndex * elementBytes + addresses * addressBytes, 'EAIB');
  index.at = frameBytes;
  const headBytes = frameBytes + Math.ceil(maxBits / 8);
  return { elementBytes, pageElements, inIndex, minElements, levels, direct, index, headBytes };
}

interface BlockTable {
  readonly addresses: Fields;
  /** Page bitmap of all blocks together. */
  readonly bits?: Uint8Array;
}

interface Blocks {
  readonly blocks: number;
  /** Elements in each. */
  readonly count: number;
}

function superBlock(file: Hdf5File, array: GrowingArray, { blocks, count }: Blocks): BlockTable | undefined {
  const at = array.index.address();
  if (at === undefined) return undefined;
  const bitsBytes = count > array.pageElements ? blocks * Math.ceil(Math.ceil(count / array.pageElements) / 8) : 0;
  const bytes = array.headBytes + bitsBytes + blocks * file.superblock.addressBytes;
  const addresses = file.summed(at, bytes, 'EASB');
  addresses.at = array.headBytes;
  return { bits: addresses.take(bitsBytes), addresses };
}

function* blocksOf(
  file: Hdf5File,
  array: GrowingArray,
  { addresses, bits, blocks, count, first }: BlockTable & Blocks & { readonly first: number },
): Generator<Element> {
  for (let block = 0; block < blocks; block++) {
    const at = addresses.address();
    if (at === undefined) continue;
    const pages = bits && { bits, from: block * Math.ceil(count / array.pageElements) };
    const start = first + block * count;
    yield* dataBlock(file, { ...array, signature: 'EADB', count, at, first: start, ...(pages && { pages }) });
  }
}
