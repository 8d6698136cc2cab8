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

/** Addresses in the kernel's memory. */
interface Places {
  readonly neighboursAt: number;
  readonly restsAt: number;
}

/** A window's position in the anchor that it belongs to. */
export interface Owner {
  readonly anchor: Anchor;
  readonly number: number;
  readonly offset: number;
}

/**
 * Fills the tables that are read after the filter has let a window pass. See assembly/layout.ts and assembly/verify.ts.
 * @returns the largest number of windows with the same hash
 */
export function fillEntries(
  tables: Uint8Array,
  anchors: readonly Anchor[],
  windows: readonly AnchorWindow[],
  { neighboursAt, restsAt }: Places,
): number {
  writeNumber(tables, NEIGHBOURS_AT - PAIRS, neighboursAt, 4);
  writeNumber(tables, RESTS_AT - PAIRS, restsAt, 4);
  writeRests(tables, restsAt, anchors, 0);
  const byHash = ownersByHash(anchors, windows, 0);
  const likelihoods = textLikelihoods();
  markHashes(
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

/**
 * Owners grouped by hash, in order of the hashes.
 * @param first number of the first of `anchors`; `windows` count from it
 */
export function ownersByHash(
  anchors: readonly Anchor[],
  windows: readonly AnchorWindow[],
  first: number,
): readonly (readonly [hash: number, owners: readonly Owner[]])[] {
  const byHash = new Map<number, Owner[]>();
  for (const window of windows) {
    const hash = hashOf(window);
    const owner = { anchor: anchors[window.anchor]!, number: first + window.anchor, offset: window.offset };
    const others = byHash.get(hash);
    if (others === undefined) byHash.set(hash, [owner]);
    else others.push(owner);
  }
  return [...byHash].sort(([one], [other]) => one - other);
}

/** Adds hashes to those already marked. */
export function markHashes(tables: Uint8Array, hashes: readonly number[]): void {
  const { bits, ranks } = hashTables(tables);
  for (const hash of hashes) bits[hash >> 5]! |= 1 << (hash & 31);
  for (let word = 0, rank = 0; word < ranks.length; word++) {
    ranks[word] = rank;
    rank += onesIn(bits[2 * word]!) + onesIn(bits[2 * word + 1]!);
  }
}

/** `bits`: one bit for each hash in use. `ranks`: for each 64 hashes, how many smaller ones are in use. */
export function hashTables(tables: Uint8Array): { readonly bits: Uint32Array; readonly ranks: Uint32Array } {
  return {
    bits: new Uint32Array(tables.buffer, WINDOW_BITS - PAIRS, HASHES / 32),
    ranks: new Uint32Array(tables.buffer, RANKS - PAIRS, HASHES / 64),
  };
}

/** Number of bits set in a 32-bit word. */
export function onesIn(word: number): number {
  let ones = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) ones++;
  return ones;
}

/** The hashes of assembly/filter.ts: of all four bytes, or of the three that are known, each with bit 5 set. */
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
 * Writes which bytes the anchors of a hash have near their windows, at the two distances that exclude most. If an
 * anchor has no byte at a distance, any byte may stand there.
 */
export function writeNeighbours(
  tables: Uint8Array,
  at: number,
  owners: readonly Owner[],
  likelihoods: Float64Array,
): void {
  const isWide = owners.some(({ anchor, offset }) =>
    anchor.bytes.subarray(Math.max(0, offset), offset + 4).includes(0),
  );
  let [first, second] = [NOTHING_TOLD, NOTHING_TOLD];
  for (let distance = -NEIGHBOUR_REACH; distance < NEIGHBOUR_REACH; distance++) {
    const bits = bitsAt(owners, distance);
    if (bits === ANY_BYTE) continue;
    const cost = costOf(bits, distance, isWide, likelihoods);
    if (cost < first.cost) [first, second] = [{ distance, bits, cost }, first];
    else if (cost < second.cost) second = { distance, bits, cost };
  }
  for (const [index, { distance, bits }] of [first, second].entries()) {
    tables[at + index] = distance + NEIGHBOUR_REACH;
    writeNumber(tables, at + 4 + 4 * index, bits, 4);
  }
}

const ANY_BYTE = 0xffffffff;
const NOTHING_TOLD = { distance: 0, bits: ANY_BYTE, cost: Number.POSITIVE_INFINITY };

/**
 * Set of the lowest five bits of the bytes at `distance` from a window, one of 32 each; they are the same for both
 * cases of a letter.
 */
export function bitsAt(owners: readonly Owner[], distance: number): number {
  let bits = 0;
  for (const { anchor, offset } of owners) {
    const byte = anchor.bytes[offset + distance];
    if (byte === undefined) return ANY_BYTE;
    bits |= 1 << (byte & 31);
  }
  return bits >>> 0;
}

/**
 * Probability of such a byte. Bytes in the window are known already, and so are the zeros beside a window of UTF-16.
 */
function costOf(bits: number, distance: number, isWide: boolean, likelihoods: Float64Array): number {
  if ((distance >= 0 && distance < 4) || (isWide && bits === 1)) return 1;
  let cost = 0;
  for (let low = 0; low < 32; low++) if ((bits >>> low) & 1) cost += likelihoods[low]!;
  return cost;
}

/** Probability in text of the lowest five bits of a byte. */
export function textLikelihoods(): Float64Array {
  const { one } = backgrounds().kinds[0]!;
  const likelihoods = new Float64Array(32);
  for (const [byte, likelihood] of one.entries()) likelihoods[byte & 31]! += likelihood;
  return likelihoods;
}

/** @param next address of the next entry with the same hash, or 0; from the second one on they lie side by side */
export function writeEntry(tables: Uint8Array, at: number, { anchor, number, offset }: Owner, next: number): void {
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

/** Writes the bytes after the first eight. @param first number of the first of `anchors` */
export function writeRests(tables: Uint8Array, restsAt: number, anchors: readonly Anchor[], first: number): void {
  for (const [index, anchor] of anchors.entries())
    writeRest(tables, restsAt - PAIRS + (first + index) * 2 * REST_BYTES, anchor);
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
