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

/** What `openKernel` needs to know about the anchors; can be posted to a worker. */
export interface KernelPlan extends Tables {
  /** The kernel, compiled. */
  readonly module: WasmModule;
}

const MIN_ANCHOR_BYTES = 3;
const MAX_ANCHOR_BYTES = 32;
const MAX_ANCHORS = 0xffff;

/**
 * Plans a kernel. An anchor's index in `anchors` is its number in `Hits.anchors`.
 * @throws UsageError for an anchor shorter than 3 or longer than 32 bytes, or for more than 65,535 anchors
 */
export function planKernel(anchors: readonly Anchor[]): KernelPlan {
  checkAnchors(anchors, 0);
  return { module: newModule(), ...makeTables(anchors, choose(anchors)) };
}

/**
 * @param prepared result of `preparePlan`, which saves almost all of the time for planning
 * @param more anchors that are numbered after those
 * @throws UsageError as `planKernel` does
 */
export function openPrepared(prepared: string, more: readonly Anchor[] = []): KernelPlan {
  const known = readTables(prepared);
  return { module: newModule(), ...(more.length > 0 ? withMore(known, more) : known) };
}

/**
 * The plan for these anchors as text, some 20 characters for each anchor.
 * @param fours statistics of text like that scanned most, for a better choice, which takes ten seconds. Absent: chooses
 * as `planKernel` does
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
  const maxHitsPerCheck = fillEntries(tables, anchors, windows, { neighboursAt, restsAt });
  return { tables, maxHitsPerCheck };
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

/** @param before how many anchors come before these */
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
