import type { Anchor } from '../model/anchor.ts';

/** Bits of the hash of three bytes of an anchor. */
const HASH_BITS = 16;

interface Entry<Owner> {
  readonly anchor: Anchor;
  readonly owner: Owner;
  /** Offset in the anchor of the three bytes by which it is found. */
  readonly offset: number;
}

/**
 * Finds the anchors of `owners` in bytes that a detector made from others, by decoding or inflating. The kernel does this for the
 * bytes of files. Costs some 3 ns per byte.
 */
export class AnchorIndex<Owner> {
  /** Indexed by hash: whether an anchor has these bytes. */
  readonly #known = new Uint8Array(1 << HASH_BITS);
  /** Keyed by three bytes, without regard to case. */
  readonly #anchors = new Map<number, Entry<Owner>[]>();

  constructor(owners: readonly Owner[], anchorsOf: (owner: Owner) => readonly Anchor[]) {
    for (const owner of owners) {
      for (const anchor of anchorsOf(owner)) {
        const offset = richestBytes(anchor.bytes);
        const key = keyAt(anchor.bytes, offset);
        this.#known[hashOf(key)] = 1;
        const entry = { anchor, owner, offset };
        const others = this.#anchors.get(key);
        if (others === undefined) this.#anchors.set(key, [entry]);
        else others.push(entry);
      }
    }
  }

  /** Calls `visit` for each owner of an anchor at each position of that anchor. */
  search(bytes: Uint8Array, visit: (owner: Owner, at: number) => void): void {
    for (let position = 0; position + 3 <= bytes.length; position++) {
      const key = keyAt(bytes, position);
      if (this.#known[hashOf(key)] === 0) continue;
      for (const { anchor, owner, offset } of this.#anchors.get(key) ?? []) {
        const at = position - offset;
        if (at >= 0 && standsAt(bytes, at, anchor)) visit(owner, at);
      }
    }
  }
}

/** Offset of the three bytes that differ most: runs of one byte, which fill files, would cause too many false hits. */
function richestBytes(bytes: Uint8Array): number {
  let [richest, most] = [0, 0];
  for (let offset = 0; offset + 3 <= bytes.length; offset++) {
    const [a, b, c] = [bytes[offset]!, bytes[offset + 1]!, bytes[offset + 2]!];
    const different = 1 + Number(b !== a) + Number(c !== a && c !== b);
    if (different > most) [richest, most] = [offset, different];
  }
  return richest;
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

/** Only lower case matters: anchors without regard to case are stored that way. */
function isLetter(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}
