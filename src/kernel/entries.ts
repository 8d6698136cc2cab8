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
 * Two bytes beside the window, or in it, that all have at the same distance from it: those which are rarest in text. Bit 5 is set in each.
 * Windows that are not alike have none, and 0 stays there.
 */
function writeNeighbours(tables: Uint8Array, at: number, owners: readonly Owner[], likelihoods: Float64Array): void {
  const shared: { readonly distance: number; readonly byte: number; readonly cost: number }[] = [];
  for (let distance = -NEIGHBOUR_REACH; distance < NEIGHBOUR_REACH; distance++) {
    const byte = sharedByte(owners, distance);
    if (byte === undefined) continue;
    const isInside = distance >= 0 && distance < 4;
    shared.push({ distance, byte, cost: isInside ? 1 : likelihoods[byte]! });
  }
  shared.sort((one, other) => one.cost - other.cost);
  for (const [index, { distance, byte }] of shared.slice(0, 2).entries())
    tables.set([distance + NEIGHBOUR_REACH, byte], at + 2 * index);
}

/** With bit 5 set; undefined where they differ, or one ends before. */
function sharedByte(owners: readonly Owner[], distance: number): number | undefined {
  let shared: number | undefined;
  for (const { anchor, offset } of owners) {
    const byte = anchor.bytes[offset + distance];
    if (byte === undefined || (shared !== undefined && (byte | 0x20) !== shared)) return undefined;
    shared = byte | 0x20;
  }
  return shared;
}

/** By byte with bit 5 set. */
function textLikelihoods(): Float64Array {
  const { one } = backgrounds().kinds[0]!;
  return Float64Array.from({ length: 256 }, (_, byte) => one[byte]! + one[byte & ~0x20]!);
}

/** @param next address of the next one of the same hash, or 0 */
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
