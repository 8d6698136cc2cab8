import type { Anchor } from '../model/anchor.ts';
import { UsageError } from '../model/errors.ts';
import { ENTRIES, ENTRY_BYTES, NEIGHBOUR_BYTES, PAIRS, REST_BYTES, ZEROS_MATCH } from './assembly/layout.ts';
import { backgrounds } from './background.ts';
import { chooseBuckets, fillPairs } from './buckets.ts';
import { fillEntries } from './entries.ts';
import type { Fours } from './fours.ts';
import { kernelWasm } from './generated/kernel-wasm.ts';
import { anchorsIn, withMoreEntries } from './more-entries.ts';
import { readTables, type Tables, writeTables } from './prepared-tables.ts';
import { type Choices, refineChoices } from './refine.ts';
import { type WasmModule, webAssembly } from './web-assembly.ts';
import { ANY, type AnchorWindow, chooseWindows } from './windows.ts';

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
 * @throws UsageError for an anchor shorter than 3 or longer than 32 bytes, or for more than 65,535 anchors
 */
export function planKernel(anchors: readonly Anchor[]): KernelPlan {
  checkAnchors(anchors, 0);
  return { module: newModule(), ...makeTables(anchors, choose(anchors)) };
}

/**
 * @param prepared what `preparePlan` gave: saves nearly all of the time that planning takes
 * @param more anchors that come behind those
 * @throws UsageError as `planKernel` does
 */
export function openPrepared(prepared: string, more: readonly Anchor[] = []): KernelPlan {
  const known = readTables(prepared);
  return { module: newModule(), ...(more.length > 0 ? withMore(known, more) : known) };
}

/**
 * What planning makes for these anchors, as text of some 20 characters an anchor.
 * @param fours of text like that which is scanned most, to choose better, which takes ten seconds. Absent: as `planKernel` chooses
 */
export function preparePlan(anchors: readonly Anchor[], fours?: Fours): string {
  checkAnchors(anchors, 0);
  const choices = choose(anchors);
  if (fours === undefined) return writeTables(makeTables(anchors, choices), true);
  const traffic = { fours, others: backgrounds().modelled };
  return writeTables(makeTables(anchors, refineChoices(choices, anchors, traffic, ROUNDS)), false);
}

function newModule(): WasmModule {
  return new webAssembly.Module(Buffer.from(kernelWasm, 'base64'));
}

const ROUNDS = 20;

function makeTables(anchors: readonly Anchor[], { windows, buckets }: Choices): Tables {
  const neighboursAt = ENTRIES + windows.length * ENTRY_BYTES;
  const restsAt = neighboursAt + windows.length * NEIGHBOUR_BYTES;
  const tables = new Uint8Array(new SharedArrayBuffer(restsAt + anchors.length * 2 * REST_BYTES - PAIRS));
  fillPairs(windows, buckets, pairsOf(tables));
  tellOfZeros(tables, windows);
  const mostHitsPerCheck = fillEntries(tables, anchors, windows, { neighboursAt, restsAt });
  return { tables, mostHitsPerCheck };
}

function withMore(known: Tables, more: readonly Anchor[]): Tables {
  checkAnchors(more, anchorsIn(known.tables));
  const { kinds, busy } = backgrounds();
  const windows = chooseWindows(more, kinds);
  const made = withMoreEntries(known, more, windows);
  chooseBuckets(windows, busy, pairsOf(made.tables));
  tellOfZeros(made.tables, windows);
  return made;
}

const pairsOf = ({ buffer }: Uint8Array): Uint32Array => new Uint32Array(buffer, 0, 0x20000);

function tellOfZeros(tables: Uint8Array, windows: readonly AnchorWindow[]): void {
  if (windows.some(({ bytes }) => bytes.every((byte) => byte === 0 || byte === ANY))) tables[ZEROS_MATCH - PAIRS] = 1;
}

function choose(anchors: readonly Anchor[]): Choices {
  const { kinds, busy } = backgrounds();
  const windows = chooseWindows(anchors, kinds);
  return { windows, buckets: chooseBuckets(windows, busy) };
}

/** @param before so many come before them */
function checkAnchors(anchors: readonly Anchor[], before: number): void {
  const count = before + anchors.length;
  if (count > MAX_ANCHORS)
    throw new UsageError(`scan kernel: at most ${MAX_ANCHORS} anchors expected, found ${count}; give fewer`);
  const wrong = anchors.findIndex(({ bytes }) => bytes.length < MIN_ANCHOR_BYTES || bytes.length > MAX_ANCHOR_BYTES);
  if (wrong >= 0)
    throw new UsageError(
      `anchor ${wrong}: ${MIN_ANCHOR_BYTES} to ${MAX_ANCHOR_BYTES} bytes expected, found ${anchors[wrong]!.bytes.length}; choose another part of the literal`,
    );
}
