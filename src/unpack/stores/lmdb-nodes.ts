import { type LmdbLayout, wordAt } from './lmdb-layout.ts';

export type LmdbPageKind = 'branch' | 'leaf' | 'fixed keys' | 'long value';
const KINDS: ReadonlyMap<number, LmdbPageKind> = new Map([
  [0x01, 'branch'],
  [0x02, 'leaf'],
  [0x04, 'long value'],
  [0x22, 'fixed keys'],
]);
const KIND_BITS = 0x2f;
/** Ignored flags: dirty, subpage, counted; written with long values, loose, keep. */
const OTHER_BITS = 0x10 | 0x40 | 0x80 | 0x2000 | 0x4000 | 0x8000;
const PART_OF_LEAF = 0x40;

export class LmdbPage {
  /** Undefined for any other page. */
  readonly kind: LmdbPageKind | undefined;
  readonly number: number;
  readonly isPart: boolean;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly #layout: LmdbLayout;

  /** @param bytes from its header on, including all of that */
  constructor(bytes: Uint8Array, layout: LmdbLayout) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#layout = layout;
    const flags = this.#short(layout.pageHeaderBytes - 6);
    this.kind = (flags & ~(KIND_BITS | OTHER_BITS)) === 0 ? KINDS.get(flags & KIND_BITS) : undefined;
    this.isPart = (flags & PART_OF_LEAF) !== 0;
    this.number = wordAt(this.view, 0, layout);
  }

  /** How many pages a long value takes. */
  get longPages(): number {
    return this.view.getUint32(this.#layout.pageHeaderBytes - 4, this.#layout.isLittleEndian);
  }

  /** Count of nodes or keys; -1 where it is impossible. */
  get count(): number {
    const { pageHeaderBytes, nodeBase } = this.#layout;
    const twice = this.#short(pageHeaderBytes - 4) - (pageHeaderBytes - nodeBase);
    return twice >= 0 && twice % 2 === 0 ? twice / 2 : -1;
  }

  /** Offset of a node on the page. */
  nodeAt(index: number): number {
    return this.#short(this.#layout.pageHeaderBytes + 2 * index) + this.#layout.nodeBase;
  }

  /** Key size on a page of fixed-size keys. */
  get keyBytes(): number {
    return this.#short(this.#layout.pageHeaderBytes - 8);
  }

  #short(at: number): number {
    return this.view.getUint16(at, this.#layout.isLittleEndian);
  }
}

/** Ranges on the page. */
export interface LmdbNode {
  readonly keyAt: number;
  /** Where the key ends. */
  readonly valueAt: number;
  readonly end: number;
  readonly holds: 'value' | 'long value' | 'tree' | 'page' | 'child';
  /** Size of a long value, which is on other pages. */
  readonly valueBytes: number;
  /** Number of the first page of that value, or of a branch node's child. */
  readonly page: number;
}

/*  node (MDB_node)
 *  0  4  bytes of the value; of a branch, the lower bits of the number of a page
 *  4  2  flags: 1 the value is long, 2 a tree, 4 several values; of a branch, the higher bits
 *  6  2  bytes of the key
 *  8  .  key, value; of a long one, the number of its first page                            */
const NODE_BYTES = 8;
const [LONG, TREE, SEVERAL] = [1, 2, 4];

/**
 * All nodes of a branch or a leaf, or keys of fixed size.
 * @returns whether all is well; a problem ends it
 */
export function* nodesOf(page: LmdbPage, layout: LmdbLayout): Generator<LmdbNode, boolean> {
  const { pageHeaderBytes } = layout;
  const { count } = page;
  if (page.kind === 'fixed keys') return yield* fixedKeys(page, pageHeaderBytes);
  const first = pageHeaderBytes + 2 * count;
  if (count < 0 || first > page.bytes.length) return false;
  // Nodes do not overlap.
  let left = page.bytes.length;
  for (let index = 0; index < count; index++) {
    const at = page.nodeAt(index);
    if (at < first || at + NODE_BYTES > page.bytes.length) return false;
    const node = nodeIn(page, at, layout);
    left -= node.end - at;
    if (node.end > page.bytes.length || left < 0) return false;
    yield node;
  }
  return true;
}

function nodeIn(page: LmdbPage, at: number, layout: LmdbLayout): LmdbNode {
  const { view } = page;
  const valueBytes = view.getUint32(at, layout.isLittleEndian);
  const flags = view.getUint16(at + 4, layout.isLittleEndian);
  const keyAt = at + NODE_BYTES;
  const valueAt = keyAt + view.getUint16(at + 6, layout.isLittleEndian);
  if (page.kind === 'branch') {
    const number = valueBytes + (layout.wordBytes === 8 ? flags * 2 ** 32 : 0);
    return { keyAt, valueAt, end: valueAt, holds: 'child', valueBytes: 0, page: number };
  }
  if ((flags & LONG) !== 0) {
    const end = valueAt + layout.wordBytes;
    const number = end <= page.bytes.length ? wordAt(view, valueAt, layout) : 0;
    return { keyAt, valueAt, end, holds: 'long value', valueBytes, page: number };
  }
  const holds = (flags & TREE) !== 0 ? 'tree' : (flags & SEVERAL) !== 0 ? 'page' : 'value';
  return { keyAt, valueAt, end: valueAt + valueBytes, holds, valueBytes, page: 0 };
}

/** They are contiguous. */
function* fixedKeys(page: LmdbPage, start: number): Generator<LmdbNode, boolean> {
  const { count, keyBytes } = page;
  if (count < 0 || (count > 0 && keyBytes === 0) || start + count * keyBytes > page.bytes.length) return false;
  for (let index = 0; index < count; index++) {
    const keyAt = start + index * keyBytes;
    const end = keyAt + keyBytes;
    yield { keyAt, valueAt: end, end, holds: 'value', valueBytes: 0, page: 0 };
  }
  return true;
}
