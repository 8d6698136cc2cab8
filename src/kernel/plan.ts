import type { Anchor } from '../model/anchor.ts';
import { UsageError } from '../model/errors.ts';
import {
  ENTRIES,
  ENTRY_BYTES,
  FIRST_THREE,
  FOUR_SHIFT,
  HASHES,
  LAST_THREE,
  PAIRS,
  RANKS,
  REST_BYTES,
  RESTS_AT,
  THREE_SHIFT,
  WINDOW_BITS,
  ZEROS_MATCH,
} from './assembly/layout.ts';
import { backgrounds } from './background.ts';
import { chooseBuckets, fillPairs } from './buckets.ts';
import { type Choices, readChoices, WINDOWS_PER_ANCHOR, writeChoices } from './choices.ts';
import type { Fours } from './fours.ts';
import { kernelWasm } from './generated/kernel-wasm.ts';
import { readTables, type Tables, tablesFor, writeTables } from './prepared-tables.ts';
import { refineChoices } from './refine.ts';
import { type WasmModule, webAssembly } from './web-assembly.ts';
import { ANY, type AnchorWindow, chooseWindows, isLetter } from './windows.ts';

/** What `openKernel` needs to know about the anchors: plain data that can be posted to a worker. */
export interface KernelPlan extends Tables {
  /** Compiled. */
  readonly module: WasmModule;
}

const MIN_ANCHOR_BYTES = 3;
const MAX_ANCHOR_BYTES = 32;
const MAX_ANCHORS = 0xffff;

/**
 * The order of `anchors` gives their numbers in `Hits.anchors`.
 * @param prepared what `preparePlan` gave for these anchors, or for the first of them: saves nearly all of the time that planning
 *   takes, or most of it. Of other anchors it is passed over.
 * @throws UsageError for an anchor shorter than 3 or longer than 32 bytes, or for more than 65,535 anchors
 */
export function planKernel(anchors: readonly Anchor[], prepared = ''): KernelPlan {
  checkAnchors(anchors);
  const [choices = '', tables = ''] = prepared.split(SEPARATOR);
  const planned = tablesFor(tables, anchors) ?? makeTables(anchors, choose(anchors, readChoices(choices, anchors)));
  return { module: newModule(), ...planned };
}

/** @param prepared what `preparePlan` gave for anchors of which the caller knows that they are the same */
export function openPrepared(prepared: string): KernelPlan {
  const tables = readTables(prepared.slice(prepared.indexOf(SEPARATOR) + 1));
  return { module: newModule(), ...tables };
}

/**
 * What planning makes for these anchors, as text of some 25 characters an anchor; made when dist is built.
 * @param fours of text like that which is scanned most
 */
export function preparePlan(anchors: readonly Anchor[], fours: Fours): string {
  checkAnchors(anchors);
  const traffic = { fours, others: backgrounds().modelled };
  const choices = refineChoices(choose(anchors), anchors, traffic, ROUNDS);
  return writeChoices(choices, anchors) + SEPARATOR + writeTables(makeTables(anchors, choices), anchors);
}

function newModule(): WasmModule {
  return new webAssembly.Module(Buffer.from(kernelWasm, 'base64'));
}

const SEPARATOR = '.';
const ROUNDS = 20;

function makeTables(anchors: readonly Anchor[], { windows, buckets }: Choices): Tables {
  const restsAt = ENTRIES + windows.length * ENTRY_BYTES;
  const tables = new Uint8Array(new SharedArrayBuffer(restsAt + anchors.length * 2 * REST_BYTES - PAIRS));
  const pairs = new Uint32Array(tables.buffer, 0, 0x20000);
  fillPairs(windows, buckets, pairs);
  if (windows.some(({ bytes }) => bytes.every((byte) => byte === 0 || byte === ANY))) tables[ZEROS_MATCH - PAIRS] = 1;
  const mostHitsPerCheck = writeEntries(tables, anchors, windows);
  writeNumber(tables, RESTS_AT - PAIRS, restsAt, 4);
  for (let number = 0, at = restsAt - PAIRS; number < anchors.length; number++, at += 2 * REST_BYTES)
    writeRest(tables, at, anchors[number]!);
  return { tables, mostHitsPerCheck };
}

/** Of each hash one, by rank; the others of the same hash behind all of these, each linked to by the one before. @returns most of a hash */
function writeEntries(tables: Uint8Array, anchors: readonly Anchor[], windows: readonly AnchorWindow[]): number {
  const hashes = Uint32Array.from(windows, hashOf);
  const rankOf = rankHashes(tables, hashes);
  const lasts = new Map<number, { readonly at: number; readonly count: number }>();
  let next = ENTRIES - PAIRS + new Set(hashes).size * ENTRY_BYTES;
  let most = 0;
  for (const [index, { anchor, offset }] of windows.entries()) {
    const hash = hashes[index]!;
    const last = lasts.get(hash);
    const at = last === undefined ? ENTRIES - PAIRS + rankOf(hash) * ENTRY_BYTES : next;
    if (last !== undefined) {
      writeNumber(tables, last.at + 28, PAIRS + at, 4);
      next += ENTRY_BYTES;
    }
    const count = (last?.count ?? 0) + 1;
    most = Math.max(most, count);
    lasts.set(hash, { at, count });
    writeEntry(tables, at, anchors[anchor]!, offset);
    writeNumber(tables, at + 24, anchor, 2);
  }
  return most;
}

/** Marks them, and writes how many are below each 64. @returns how many are below one */
function rankHashes(tables: Uint8Array, hashes: Uint32Array): (hash: number) => number {
  const bits = new Uint32Array(tables.buffer, WINDOW_BITS - PAIRS, HASHES / 32);
  for (const hash of hashes) bits[hash >> 5]! |= 1 << (hash & 31);
  const ranks = new Uint32Array(tables.buffer, RANKS - PAIRS, HASHES / 64);
  const ranksOfHalves = new Uint32Array(HASHES / 32 + 1);
  for (let half = 0; half < bits.length; half++) ranksOfHalves[half + 1] = ranksOfHalves[half]! + onesOf(bits[half]!);
  for (let word = 0; word < ranks.length; word++) ranks[word] = ranksOfHalves[2 * word]!;
  return (hash) => ranksOfHalves[hash >> 5]! + onesOf(bits[hash >> 5]! & ((1 << (hash & 31)) - 1));
}

function onesOf(word: number): number {
  let ones = 0;
  for (let left = word; left !== 0; left &= left - 1) ones++;
  return ones;
}

/** @param chosen for the first of them; stays as it is */
function choose(anchors: readonly Anchor[], chosen: Choices = NO_CHOICES): Choices {
  if (chosen.windows.length === WINDOWS_PER_ANCHOR * anchors.length) return chosen;
  const { kinds, busy } = backgrounds();
  const windows = [...chosen.windows, ...chooseWindows(anchors, kinds, chosen.windows.length / WINDOWS_PER_ANCHOR)];
  return { windows, buckets: chooseBuckets(windows, busy, chosen.buckets) };
}

const NO_CHOICES: Choices = { windows: [], buckets: new Uint8Array() };

function checkAnchors(anchors: readonly Anchor[]): void {
  if (anchors.length > MAX_ANCHORS)
    throw new UsageError(`scan kernel: at most ${MAX_ANCHORS} anchors expected, found ${anchors.length}; give fewer`);
  const wrong = anchors.findIndex(({ bytes }) => bytes.length < MIN_ANCHOR_BYTES || bytes.length > MAX_ANCHOR_BYTES);
  if (wrong >= 0)
    throw new UsageError(
      `anchor ${wrong}: ${MIN_ANCHOR_BYTES} to ${MAX_ANCHOR_BYTES} bytes expected, found ${anchors[wrong]!.bytes.length}; choose another part of the literal`,
    );
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

/** See assembly/verify.ts for the fields. */
function writeEntry(tables: Uint8Array, at: number, { bytes, ignoreCase }: Anchor, offset: number): void {
  for (let index = 0; index < 8 && index < bytes.length; index++) {
    const letterBit = letterBitOf(bytes[index]!, ignoreCase);
    tables[at + index] = bytes[index]! | letterBit;
    tables[at + 8 + index] = letterBit;
    tables[at + 16 + index] = 0xff;
  }
  tables[at + 26] = bytes.length;
  tables[at + 27] = offset + 1;
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
