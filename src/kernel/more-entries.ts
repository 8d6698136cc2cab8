import type { Anchor } from '../model/anchor.ts';
import {
  ENTRIES,
  ENTRY_BYTES,
  NEIGHBOUR_BYTES,
  NEIGHBOUR_REACH,
  NEIGHBOURS_AT,
  PAIRS,
  REST_BYTES,
  RESTS_AT,
} from './assembly/layout.ts';
import {
  bitsAt,
  hashTables,
  markHashes,
  type Owner,
  onesIn,
  ownersByHash,
  textLikelihoods,
  writeEntry,
  writeNeighbours,
  writeRests,
} from './entries.ts';
import type { Tables } from './prepared-tables.ts';
import type { AnchorWindow } from './windows.ts';

const ENTRY_WORDS = ENTRY_BYTES / 4;
const NEIGHBOUR_WORDS = NEIGHBOUR_BYTES / 4;
/** Index in an entry of the word with the address of the next one. */
const NEXT = 28 / 4;

/**
 * Adds anchors to finished tables. Existing entries are moved, but no choice made for them changes. The pair table
 * stays that of `known`.
 * @param windows of `more`; their anchor numbers count from its first one
 */
export function withMoreEntries(known: Tables, more: readonly Anchor[], windows: readonly AnchorWindow[]): Tables {
  const before = wordsOf(known.tables);
  const neighboursAt = before[wordAt(NEIGHBOURS_AT)]! + windows.length * ENTRY_BYTES;
  const restsBefore = before[wordAt(RESTS_AT)]!;
  const restsAt = restsBefore + windows.length * (ENTRY_BYTES + NEIGHBOUR_BYTES);
  const first = anchorsIn(known.tables);
  const restBytes = (first + more.length) * 2 * REST_BYTES;
  const tables = new Uint8Array(new SharedArrayBuffer(restsAt - PAIRS + restBytes));
  tables.set(known.tables.subarray(0, ENTRIES - PAIRS));
  tables.set(known.tables.subarray(restsBefore - PAIRS), restsAt - PAIRS);
  writeRests(tables, restsAt, more, first);
  const words = wordsOf(tables);
  [words[wordAt(NEIGHBOURS_AT)], words[wordAt(RESTS_AT)]] = [neighboursAt, restsAt];
  const added = ownersByHash(more, windows, first);
  markHashes(
    tables,
    added.map(([hash]) => hash),
  );
  const mover = new Mover(known.tables, tables);
  for (const [hash, owners] of added) mover.add(hash, owners);
  return { tables, maxHitsPerCheck: Math.max(known.maxHitsPerCheck, mover.end()) };
}

export function anchorsIn(tables: Uint8Array): number {
  return (tables.length + PAIRS - wordsOf(tables)[wordAt(RESTS_AT)]!) / (2 * REST_BYTES);
}

const wordsOf = ({ buffer }: Uint8Array): Uint32Array => new Uint32Array(buffer);
const wordAt = (address: number): number => (address - PAIRS) / 4;
const addressOf = (word: number): number => PAIRS + word * 4;

/**
 * Moves entries and neighbours from one set of tables to another, in order of their hashes, and inserts further ones.
 */
class Mover {
  readonly #from: Uint32Array;
  readonly #tables: Uint8Array;
  readonly #to: Uint32Array;
  readonly #known: { readonly bits: Uint32Array; readonly ranks: Uint32Array };
  readonly #likelihoods = textLikelihoods();
  /** How many hashes have been moved, and how many the new tables have by now. */
  #moved = 0;
  #made = 0;
  /** Word where the next entry goes that is not the first of its hash. */
  #spare: number;
  #most = 0;

  /** @param to already has all hashes marked */
  constructor(from: Uint8Array, to: Uint8Array) {
    this.#from = wordsOf(from);
    this.#tables = to;
    this.#to = wordsOf(to);
    this.#known = hashTables(from);
    this.#spare = firstEntry(countOf(hashTables(to)));
  }

  /** Adds `owners` to a hash, after the entries that it already has. Hashes must come in ascending order. */
  add(hash: number, owners: readonly Owner[]): void {
    const { bits, ranks } = this.#known;
    const word = hash >> 5;
    const below = onesIn(bits[word]! & ((1 << (hash & 31)) - 1)) + (word & 1 ? onesIn(bits[word - 1]!) : 0);
    this.#moveUntil(ranks[hash >> 6]! + below);
    const neighbours = this.#neighboursOf(this.#made);
    let last: number | undefined;
    let count = owners.length;
    if ((bits[word]! >>> (hash & 31)) & 1) {
      const spareBefore = this.#spare;
      last = this.#moveOne();
      count += 1 + (this.#spare - spareBefore) / ENTRY_WORDS;
      this.#widen(neighbours, owners);
    } else {
      writeNeighbours(this.#tables, 4 * neighbours, owners, this.#likelihoods);
      this.#made++;
    }
    for (const owner of owners) {
      const at = last === undefined ? firstEntry(this.#made - 1) : this.#takeSpare();
      writeEntry(this.#tables, 4 * at, owner, 0);
      if (last !== undefined) this.#to[last + NEXT] = addressOf(at);
      last = at;
    }
    this.#most = Math.max(this.#most, count);
  }

  /** Moves the remaining hashes. @returns the largest number of entries of any hash in which some were added */
  end(): number {
    this.#moveUntil(countOf(this.#known));
    return this.#most;
  }

  #moveUntil(rank: number): void {
    while (this.#moved < rank) this.#moveOne();
  }

  /** Moves the entries and the neighbours of the next hash. @returns where its last entry is now, as a word */
  #moveOne(): number {
    const [from, to] = [this.#from, this.#to];
    const neighbours = this.#neighboursOf(this.#made);
    const neighboursBefore = wordAt(from[wordAt(NEIGHBOURS_AT)]!) + this.#moved * NEIGHBOUR_WORDS;
    for (let word = 0; word < NEIGHBOUR_WORDS; word++) to[neighbours + word] = from[neighboursBefore + word]!;
    let source = firstEntry(this.#moved++);
    let target = firstEntry(this.#made++);
    for (;;) {
      for (let word = 0; word < NEXT; word++) to[target + word] = from[source + word]!;
      const next = from[source + NEXT]!;
      if (next === 0) return target;
      source = wordAt(next);
      const spare = this.#takeSpare();
      to[target + NEXT] = addressOf(spare);
      target = spare;
    }
  }

  #takeSpare(): number {
    const spare = this.#spare;
    this.#spare += ENTRY_WORDS;
    return spare;
  }

  #neighboursOf(rank: number): number {
    return wordAt(this.#to[wordAt(NEIGHBOURS_AT)]!) + rank * NEIGHBOUR_WORDS;
  }

  /** Allows also the bytes that `owners` have at the two distances. @param at a word */
  #widen(at: number, owners: readonly Owner[]): void {
    for (const index of [0, 1]) {
      const distance = this.#tables[4 * at + index]! - NEIGHBOUR_REACH;
      this.#to[at + 1 + index]! |= bitsAt(owners, distance);
    }
  }
}

const firstEntry = (rank: number): number => wordAt(ENTRIES) + rank * ENTRY_WORDS;

function countOf({ bits, ranks }: { readonly bits: Uint32Array; readonly ranks: Uint32Array }): number {
  return ranks.at(-1)! + onesIn(bits.at(-1)!) + onesIn(bits.at(-2)!);
}
