import type { Anchor } from '../model/anchor.ts';

/** Bits of the hash of an anchor's first three bytes. */
const HASH_BITS = 16;

/**
 * Where the anchors of `owners` stand in bytes that a detector made out of others, by decoding or by inflating: what the
 * kernel does for the bytes of files. Some 3 ns a byte.
 */
export class AnchorIndex<Owner> {
  /** By hash: whether an anchor begins with such bytes. */
  readonly #known = new Uint8Array(1 << HASH_BITS);
  /** By the first three bytes, without regard to case. */
  readonly #anchors = new Map<number, { readonly anchor: Anchor; readonly owner: Owner }[]>();

  constructor(owners: readonly Owner[], anchorsOf: (owner: Owner) => readonly Anchor[]) {
    for (const owner of owners) {
      for (const anchor of anchorsOf(owner)) {
        const key = keyAt(anchor.bytes, 0);
        this.#known[hashOf(key)] = 1;
        this.#anchors.set(key, [...(this.#anchors.get(key) ?? []), { anchor, owner }]);
      }
    }
  }

  /** Calls `visit` for each owner of an anchor at each position, in the order of positions, each owner once. */
  search(bytes: Uint8Array, visit: (owner: Owner, at: number) => void): void {
    for (let at = 0; at + 3 <= bytes.length; at++) {
      const key = keyAt(bytes, at);
      if (this.#known[hashOf(key)] === 0) continue;
      let last: Owner | undefined;
      for (const { anchor, owner } of this.#anchors.get(key) ?? []) {
        if (owner === last || !standsAt(bytes, at, anchor)) continue;
        last = owner;
        visit(owner, at);
      }
    }
  }
}

function keyAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | 0x202020;
}

function hashOf(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> (32 - HASH_BITS);
}

function standsAt(bytes: Uint8Array, at: number, anchor: Anchor): boolean {
  for (let index = 0; index < anchor.bytes.length; index++) {
    const [wanted, found] = [anchor.bytes[index]!, bytes[at + index] ?? -1];
    if (wanted !== found && !(anchor.ignoreCase && isLetter(wanted) && wanted === (found | 0x20))) return false;
  }
  return true;
}

/** Anchors without regard to case are in lower case. */
function isLetter(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}
