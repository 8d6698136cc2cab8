import { UsageError } from '../model/errors.ts';
import { PAIRS } from './assembly/layout.ts';
import type { Hits, Kernel } from './kernel.ts';
import type { KernelPlan } from './plan.ts';
import { webAssembly } from './web-assembly.ts';

const HIT_BYTES = 8;
const MIN_HIT_BUFFER_BYTES = 1 << 17;
const PAGE_BYTES = 1 << 16;
/** Vectors are read a little before and behind the data. */
const MARGIN_BYTES = 256;
const MAX_WINDOW_BYTES = 1 << 30;

/** What assembly/kernel.ts exports. All numbers are addresses. */
interface Exports {
  begin(start: number, stop: number, dataEnd: number, windowAt: number): void;
  resume(hits: number, hitsEnd: number, mostHitBytes: number): number;
  more(): number;
}

/**
 * One kernel for one thread. @param windowBytes size of `window`, fixed from here on, at most 1 GiB
 * @throws UsageError for a size that is no whole number or too large
 */
export function openKernel(plan: KernelPlan, windowBytes: number): Kernel {
  if (!Number.isInteger(windowBytes) || windowBytes < 0 || windowBytes > MAX_WINDOW_BYTES)
    throw new UsageError(`kernel window: 0 to ${MAX_WINDOW_BYTES} bytes expected, found ${windowBytes}; ask for fewer`);
  const mostHitBytes = plan.mostHitsPerCheck * HIT_BYTES;
  const hitsAt = alignUp(PAIRS + plan.tables.length, 64);
  const hitsEnd = hitsAt + Math.max(MIN_HIT_BUFFER_BYTES, alignUp(mostHitBytes, 64));
  const windowAt = alignUp(hitsEnd + MARGIN_BYTES, PAGE_BYTES);
  const memory = new webAssembly.Memory({ initial: Math.ceil((windowAt + windowBytes + MARGIN_BYTES) / PAGE_BYTES) });
  const { exports } = new webAssembly.Instance(plan.module, { env: { memory } });
  const wasm = exports as unknown as Exports;
  new Uint8Array(memory.buffer).set(plan.tables, PAIRS);

  const scan = (start: number, end: number, limit: number): Hits => {
    const dataEnd = Math.min(limit, windowBytes);
    if (start < 0 || start >= Math.min(end, dataEnd)) return NO_HITS;
    wasm.begin(windowAt + start, windowAt + Math.min(end, dataEnd), windowAt + dataEnd, windowAt);
    let parts: Uint32Array[] | undefined;
    for (;;) {
      const found = new Uint32Array(memory.buffer, hitsAt, (wasm.resume(hitsAt, hitsEnd, mostHitBytes) - hitsAt) / 4);
      if (wasm.more() === 0) return parts ? hitsOf(concat([...parts, found])) : hitsOf(found);
      parts ??= [];
      parts.push(found.slice());
    }
  };
  return { window: new Uint8Array(memory.buffer, windowAt, windowBytes), scan };
}

const NO_HITS: Hits = { count: 0, positions: new Uint32Array(0), anchors: new Uint16Array(0) };

function alignUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}

function concat(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** @param words two a hit, little-endian: anchor in the low 16 bits, position above; sorted here, in place */
function hitsOf(words: Uint32Array): Hits {
  const count = words.length / 2;
  if (count === 0) return NO_HITS;
  if (!isSorted(words)) new BigUint64Array(words.buffer, words.byteOffset, count).sort();
  const positions = new Uint32Array(count);
  const anchors = new Uint16Array(count);
  for (let hit = 0; hit < count; hit++) {
    const low = words[2 * hit]!;
    positions[hit] = (words[2 * hit + 1]! << 16) | (low >>> 16);
    anchors[hit] = low & 0xffff;
  }
  return { count, positions, anchors };
}

function isSorted(words: Uint32Array): boolean {
  for (let at = 2; at < words.length; at += 2) {
    const rise = words[at + 1]! - words[at - 1]! || words[at]! - words[at - 2]!;
    if (rise < 0) return false;
  }
  return true;
}
