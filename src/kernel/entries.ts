import type { Anchor } from '../model/anchor.ts';
import {
  ENTRIES,
  ENTRY_BYTES,
  FIRST_THREE,
  FOUR_SHIFT,
  HASHES,
  LAST_THREE,
  NEIGHBOUR_BYTES,
  NEIGHBOUR_REACH,
  NEIGHBOURS_AT,
  PAIRS,
  RANKS,
  REST_BYTES,
  RESTS_AT,
  THREE_SHIFT,
  WINDOW_BITS,
} from './assembly/layout.ts';
import { backgrounds } from './background.ts';
import { ANY, type AnchorWindow, isLetter } from './windows.ts';

/** Addresses. */
interface Places {
  readonly neighboursAt: number;
  readonly restsAt: number;
}

/** A window, of the anchor that it is of. */
interface Owner {
  readonly anchor: Anchor;
  readonly number: number;
  readonly offset: number;
}

/**
 * All that is looked at once the filter has let a window pass. See assembly/layout.ts and assembly/verify.ts.
 * @returns most windows of one hash
 */
export function fillEntries(
  tables: Uint8Array,
  anchors: readonly Anchor[],
  windows: readonly AnchorWindow[],
  { neighboursAt, restsAt }: Places,
): number {
  writeNumber(tables, NEIGHBOURS_AT - PAIRS, neighboursAt, 4);
  writeNumber(tables, RESTS_AT - PAIRS, restsAt, 4);
  for (const [number, anchor] of anchors.entries())
    writeRest(tables, restsAt - PAIRS + number * 2 * REST_BYTES, anchor);
  const byHash = ownersByHash(anchors, windows);
  const likelihoods = textLikelihoods();
  writeRanks(
    tables,
    byHash.map(([hash]) => hash),
  );
  let more = ENTRIES + byHash.length * ENTRY_BYTES;
  for (const [rank, [, owners]] of byHash.entries()) {
    writeNeighbours(tables, neighboursAt - PAIRS + rank * NEIGHBOUR_BYTES, owners, likelihoods);
    for (const [index, owner] of owners.entries()) {
      const at = index === 0 ? ENTRIES + rank * ENTRY_BYTES : more;
      if (index > 0) more += ENTRY_BYTES;
      writeEntry(tables, at - PAIRS, owner, index + 1 < owners.length ? more : 0);
    }
  }
  return byHash.reduce((most, [, owners]) => Math.max(most, owners.length), 0);
}

/** In the order of the hashes. */
function ownersByHash(
  anchors: readonly Anchor[],
  windows: readonly AnchorWindow[],
): readonly (readonly [hash: number, owners: readonly Owner[]])[] {
  const byHash = new Map<number, Owner[]>();
  for (const window of windows) {
    const hash = hashOf(window);
    const owner = { anchor: anchors[window.anchor]!, number: window.anchor, offset: window.offset };
    const others = byHash.get(hash);
    if (others === undefined) byHash.set(hash, [owner]);
    else others.push(owner);
  }
  return [...byHash].sort(([one], [other]) => one - other);
}

/** @param hashes rising */
function writeRanks(tables: Uint8Array, hashes: readonly number[]): void {
  const bits = new Uint32Array(tables.buffer, WINDOW_BITS - PAIRS, HASHES / 32);
  const ranks = new Uint32Array(tables.buffer, RANKS - PAIRS, HASHES / 64);
  for (const hash of hashes) bits[hash >> 5]! |= 1 << (hash & 31);
  for (let word = 0, rank = 0; word < ranks.length; word++) {
    ranks[word] = rank;
    while (rank < hashes.length && hashes[rank]! >> 6 === word) rank++;
  }
}

/** The hashes of assembly/filter.ts: of all four bytes, or of the three that are known, with bit 5 set in each. */
function hashOf({ bytes }: AnchorWindow): number {
  const a = bytes[0];
  const b = bytes[1];
  const c = bytes[2];
  const d = bytes[3];
  const folded = ((a & 0xff) | ((b & 0xff) << 8) | ((c & 0xff) << 16) | ((d & 0xff) << 24) | 0x20202020) >>> 0;
  if (d === ANY) return FIRST_THREE | (Math.imul(folded << 8, 0x85ebca77) >>> THREE_SHIFT);
  if (a === ANY) return LAST_THREE | (Math.imul(folded & 0xffffff00, 0xc2b2ae3d) >>> THREE_SHIFT);
  return Math.imul(folded, 0x9e3779b1) >>> FOUR_SHIFT;
}

/**
 * What the anchors of a hash have beside their windows, or in them, at two distances: those which tell most. Where one of them has no
 * byte at a distance, any byte may stand there.
 */
function writeNeighbours(tables: Uint8Array, at: number, owners: readonly Owner[], likelihoods: Float64Array): void {
  const isWide = owners.some(({ anchor, offset }) =>
    anchor.bytes.subarray(Math.max(0, offset), offset + 4).includes(0),
  );
  const told: { readonly distance: number; readonly bits: number; readonly cost: number }[] = [];
  for (let distance = -NEIGHBOUR_REACH; distance < NEIGHBOUR_REACH; distance++) {
    const bits = bitsAt(owners, distance);
    if (bits !== ANY_BYTE) told.push({ distance, bits, cost: costOf(bits, distance, isWide, likelihoods) });
  }
  told.sort((one, other) => one.cost - other.cost);
  for (const index of [0, 1]) {
    const { distance, bits } = told[index] ?? { distance: 0, bits: ANY_BYTE };
    tables[at + index] = distance + NEIGHBOUR_REACH;
    writeNumber(tables, at + 4 + 4 * index, bits, 4);
  }
}

const ANY_BYTE = 0xffffffff;

/** The lowest five bits of what stands at `distance` from a window, in either case of a letter: one of 32 each. */
function bitsAt(owners: readonly Owner[], distance: number): number {
  let bits = 0;
  for (const { anchor, offset } of owners) {
    const byte = anchor.bytes[offset + distance];
    if (byte === undefined) return ANY_BYTE;
    bits |= 1 << (byte & 31);
  }
  return bits >>> 0;
}

/** How likely such a byte is. What is in the window is known, and so are the zeros beside a window of UTF-16. */
function costOf(bits: number, distance: number, isWide: boolean, likelihoods: Float64Array): number {
  if ((distance >= 0 && distance < 4) || (isWide && bits === 1)) return 1;
  let cost = 0;
  for (let low = 0; low < 32; low++) if ((bits >>> low) & 1) cost += likelihoods[low]!;
  return cost;
}

/** In text, by the lowest five bits of a byte. */
function textLikelihoods(): Float64Array {
  const { one } = backgrounds().kinds[0]!;
  const likelihoods = new Float64Array(32);
  for (const [byte, likelihood] of one.entries()) likelihoods[byte & 31]! += likelihood;
  return likelihoods;
}

/** @param next address of the next one of the same hash, or 0. Behind the second one they stand side by side. */
function writeEntry(tables: Uint8Array, at: number, { anchor, number, offset }: Owner, next: number): void {
  const { bytes, ignoreCase } = anchor;
  for (let index = 0; index < 8 && index < bytes.length; index++) {
    const letterBit = letterBitOf(bytes[index]!, ignoreCase);
    tables[at + index] = bytes[index]! | letterBit;
    tables[at + 8 + index] = letterBit;
    tables[at + 16 + index] = 0xff;
  }
  writeNumber(tables, at + 24, number, 2);
  tables[at + 26] = bytes.length;
  tables[at + 27] = offset + 1;
  writeNumber(tables, at + 28, next, 4);
}

function writeNumber(tables: Uint8Array, at: number, value: number, bytes: 2 | 4): void {
  for (let byte = 0; byte < bytes; byte++) tables[at + byte] = value >> (8 * byte);
}

function writeRest(tables: Uint8Array, at: number, { bytes, ignoreCase }: Anchor): void {
  for (let index = 8; index < bytes.length; index++) {
    const letterBit = letterBitOf(bytes[index]!, ignoreCase);
    tables[at + index - 8] = bytes[index]! | letterBit;
    tables[at + REST_BYTES + index - 8] = letterBit;
  }
}

function letterBitOf(byte: number, ignoreCase: boolean): number {
  return ignoreCase && isLetter(byte) ? 0x20 : 0;
}
