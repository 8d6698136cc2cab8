import type { BerkeleyLayout } from './berkeley-db-layout.ts';

/** `pairs`: alternating keys and values; `values`: those of one key, or of records with numbers as keys. */
export type BerkeleyPageKind = 'hash pairs' | 'tree pairs' | 'values' | 'long value';
const KINDS: ReadonlyMap<number, BerkeleyPageKind> = new Map([
  [2, 'hash pairs'], // unsorted
  [13, 'hash pairs'],
  [5, 'tree pairs'],
  [6, 'values'],
  [12, 'values'],
  [7, 'long value'],
]);

/** An item on a page; or, if `farPage` is not 0, on pages of its own from that one on. */
export interface Item {
  /** Offset on the page. */
  readonly at: number;
  readonly bytes: number;
  readonly farPage: number;
  /** In a hash: several values of one key, each with its length. */
  readonly isSeveral: boolean;
}

/*  page (PAGE)
 *  8   4  number                                  16  4  the next one
 *  20  2  items                                   22  2  of a long value: bytes of it
 *  25  1  kind                                    26  .  for each item 2 bytes: its place
 *  48  4  of a description of a tree, which is of kind 9: flags, of which 80: keys and values are packed (BTM_COMPRESS)
 *  item of a hash, which ends where the one before begins, or the page    of a tree
 *  0   1  1 here, 2 several, 3 far, 4 values on a page of their own       0  2  bytes
 *  1   .  itself                                                          2  1  1 here, 2 a page of values, 3 far; 80 deleted
 *  4   4  far: page                                                       3  .  itself
 *  8   4  far: bytes                                                      4  4  far: page; 8  4  bytes                       */
const [HERE, SEVERAL, FAR] = [1, 2, 3];
const DELETED = 0x80;
const FAR_BYTES = 12;
const [DESCRIBES_TREE, COMPRESSED] = [9, 0x80];

export class BerkeleyPage {
  /** Undefined where it holds none of those. */
  readonly holds: BerkeleyPageKind | undefined;
  readonly number: number;
  readonly next: number;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #layout: BerkeleyLayout;

  /** @param bytes of the whole page */
  constructor(bytes: Uint8Array, layout: BerkeleyLayout) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#layout = layout;
    this.holds = KINDS.get(bytes[25]!);
    [this.number, this.next] = [this.#word(8), this.#word(16)];
  }

  /** Only zeros: hashes double their pages, and a page is written only when it is first used. */
  get isUnwritten(): boolean {
    return this.number === 0 && this.#bytes.every((byte) => byte === 0);
  }

  /** The meta page of a tree whose keys omit what they share with the previous key. */
  get isOfPackedTree(): boolean {
    return this.#bytes[25] === DESCRIBES_TREE && (this.#word(48) & COMPRESSED) !== 0;
  }

  /** The part of a long value on this page. */
  longPiece(): Uint8Array {
    const { pageHeaderBytes } = this.#layout;
    return this.#bytes.subarray(pageHeaderBytes, pageHeaderBytes + this.#short(22));
  }

  /** In order. Undefined where one of them is invalid. */
  items(): readonly Item[] | undefined {
    const { pageHeaderBytes } = this.#layout;
    const count = this.#short(20);
    const first = pageHeaderBytes + 2 * count;
    if (first > this.#bytes.length) return undefined;
    const items: Item[] = [];
    // Items do not overlap, except that a tree stores a key with several values once, and refers to it for each.
    let left = this.#bytes.length;
    let end = this.#bytes.length;
    const named = [0, 0];
    for (let index = 0; index < count; index++) {
      const at = this.#short(pageHeaderBytes + 2 * index);
      const item = at < first ? undefined : this.holds === 'hash pairs' ? this.#ofHash(at, end) : this.#ofTree(at);
      if (item === undefined) return undefined;
      if (named[index & 1] === at && this.holds === 'tree pairs') items.push({ ...item, bytes: 0, farPage: 0 });
      else {
        left -= item.farPage === 0 ? item.bytes : FAR_BYTES;
        if (left < 0) return undefined;
        items.push(item);
      }
      named[index & 1] = end = at;
    }
    return items;
  }

  #ofHash(at: number, end: number): Item | undefined {
    if (at >= end) return undefined;
    const kind = this.#bytes[at]!;
    if (kind === FAR) return end - at < FAR_BYTES ? undefined : this.#far(at);
    const isHere = kind === HERE || kind === SEVERAL;
    return { at: at + 1, bytes: isHere ? end - at - 1 : 0, farPage: 0, isSeveral: kind === SEVERAL };
  }

  #ofTree(at: number): Item | undefined {
    if (at + 3 > this.#bytes.length) return undefined;
    const kind = this.#bytes[at + 2]! & ~DELETED;
    if (kind === FAR) return at + FAR_BYTES > this.#bytes.length ? undefined : this.#far(at);
    const bytes = kind === HERE ? this.#short(at) : 0;
    return at + 3 + bytes > this.#bytes.length ? undefined : { at: at + 3, bytes, farPage: 0, isSeveral: false };
  }

  #far(at: number): Item {
    return { at, bytes: this.#word(at + 8), farPage: this.#word(at + 4), isSeveral: false };
  }

  #short(at: number): number {
    return this.#view.getUint16(at, this.#layout.isLittleEndian);
  }

  #word(at: number): number {
    return this.#view.getUint32(at, this.#layout.isLittleEndian);
  }
}
