import { UsageError } from '../model/errors.ts';
import { PAIRS } from './assembly/layout.ts';
import type { KernelPlan } from './plan.ts';
import { type WasmMemory, webAssembly } from './web-assembly.ts';

const PAGE_BYTES = 1 << 16;
const HIT_BYTES = 8;
const MIN_HIT_BUFFER_BYTES = 1 << 17;
/** Vector loads reach a little before and after the data. */
const MARGIN_BYTES = 512;
export const SIGN_BLOCK_BYTES = 256;
const SIGN_PLANES = 9;
const MAX_WINDOW_BYTES = 1 << 30;

/** What assembly/kernel.ts exports. All numbers are addresses unless stated otherwise. */
interface Exports {
  begin(start: number, stop: number, dataEnd: number, windowAt: number): void;
  resume(hits: number, hitsEnd: number, maxHitBytes: number): number;
  /** 1 while `resume` must be called again. */
  more(): number;
  beginSchedules(start: number, stop: number, dataEnd: number, windowAt: number): void;
  resumeSchedules(hits: number, hitsEnd: number): number;
  moreSchedules(): number;
  /** `phase` is an offset modulo 8. */
  beginSurvey(start: number, stop: number, dataEnd: number, windowAt: number, phase: number): void;
  resumeSurvey(hits: number, hitsEnd: number): number;
  moreSurvey(): number;
  countFeeds(start: number, end: number): number;
}

/**
 * One instance of the module with memory of its own, in this order: scratch, tables, hits, margin, window, margin,
 * signs.
 */
export interface KernelMachine {
  readonly exports: Exports;
  readonly memory: WasmMemory;
  readonly buffer: ArrayBuffer;
  readonly hitsAt: number;
  readonly hitsEnd: number;
  readonly windowAt: number;
  readonly windowBytes: number;
  readonly maxHitBytes: number;
  /**
   * Where signs of codings are written: for each sign a plane of `signPlaneBytes`, with a 32-bit word for every 256
   * bytes of the window.
   */
  readonly signsAt: number;
  readonly signPlaneBytes: number;
}

/** @throws UsageError for a window size that is not a whole number or above 1 GiB */
export function openMachine(plan: KernelPlan, windowBytes: number): KernelMachine {
  if (!Number.isInteger(windowBytes) || windowBytes < 0 || windowBytes > MAX_WINDOW_BYTES)
    throw new UsageError(`kernel window: 0 to ${MAX_WINDOW_BYTES} bytes expected, found ${windowBytes}; ask for fewer`);
  const maxHitBytes = plan.maxHitsPerCheck * HIT_BYTES;
  const hitsAt = alignUp(PAIRS + plan.tables.length, 64);
  const hitsEnd = hitsAt + Math.max(MIN_HIT_BUFFER_BYTES, alignUp(maxHitBytes, 64));
  const windowAt = alignUp(hitsEnd + MARGIN_BYTES, PAGE_BYTES);
  const signsAt = alignUp(windowAt + windowBytes + MARGIN_BYTES, 64);
  const signPlaneBytes = 4 * Math.ceil((windowBytes + MARGIN_BYTES) / SIGN_BLOCK_BYTES);
  const pages = Math.ceil((signsAt + SIGN_PLANES * signPlaneBytes) / PAGE_BYTES);
  const memory = new webAssembly.Memory({ initial: pages });
  new Uint8Array(memory.buffer).set(plan.tables, PAIRS);
  const { exports } = new webAssembly.Instance(plan.module, { env: { memory } });
  const places = { hitsAt, hitsEnd, windowAt, windowBytes, maxHitBytes, signsAt, signPlaneBytes };
  return { exports: exports as Exports, memory, buffer: memory.buffer, ...places };
}

function alignUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}

/**
 * The addresses of the part of the window that is to be scanned.
 * @returns undefined when that is empty
 */
export function rangeOf(
  { windowAt, windowBytes }: KernelMachine,
  start: number,
  end: number,
  limit: number,
): readonly [start: number, end: number, dataEnd: number, windowAt: number] | undefined {
  const dataEnd = Math.min(limit, windowBytes);
  const stop = Math.min(end, dataEnd);
  if (!(start >= 0 && start < stop)) return undefined;
  return [windowAt + start, windowAt + stop, windowAt + dataEnd, windowAt];
}
