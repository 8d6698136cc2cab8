import type { Anchor } from '../model/anchor.ts';
import { UsageError } from '../model/errors.ts';
import { ENTRIES, ENTRY_BYTES, NEIGHBOUR_BYTES, PAIRS, REST_BYTES, ZEROS_MATCH } from './assembly/layout.ts';
import { backgrounds } from './background.ts';
import { chooseBuckets, fillPairs } from './buckets.ts';
import { type Choices, readChoices, WINDOWS_PER_ANCHOR, writeChoices } from './choices.ts';
import { fillEntries } from './entries.ts';
import type { Fours } from './fours.ts';
import { kernelWasm } from './generated/kernel-wasm.ts';
import { readTables, type Tables, tablesFor, writeTables } from './prepared-tables.ts';
import { refineChoices } from './refine.ts';
import { type WasmModule, webAssembly } from './web-assembly.ts';
import { ANY, chooseWindows } from './windows.ts';

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
  const neighboursAt = ENTRIES + windows.length * ENTRY_BYTES;
  const restsAt = neighboursAt + windows.length * NEIGHBOUR_BYTES;
  const tables = new Uint8Array(new SharedArrayBuffer(restsAt + anchors.length * 2 * REST_BYTES - PAIRS));
  const pairs = new Uint32Array(tables.buffer, 0, 0x20000);
  fillPairs(windows, buckets, pairs);
  if (windows.some(({ bytes }) => bytes.every((byte) => byte === 0 || byte === ANY))) tables[ZEROS_MATCH - PAIRS] = 1;
  const mostHitsPerCheck = fillEntries(tables, anchors, windows, { neighboursAt, restsAt });
  return { tables, mostHitsPerCheck };
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
