import type { Hits, Kernel } from './kernel.ts';
import { type KernelMachine, openMachine, rangeOf } from './machine.ts';
import type { KernelPlan } from './plan.ts';

/**
 * A kernel whose window can also be scanned for other things than anchors: see aes-schedules.ts and memory-survey.ts.
 */
export interface OpenKernel extends Kernel {
  readonly machine: KernelMachine;
}

/**
 * Opens a kernel for one thread.
 * @param windowBytes fixed size of `window`, at most 1 GiB
 * @throws UsageError for a size that is not a whole number or too large
 */
export function openKernel(plan: KernelPlan, windowBytes: number): OpenKernel {
  const machine = openMachine(plan, windowBytes);
  return {
    machine,
    window: new Uint8Array(machine.buffer, machine.windowAt, windowBytes),
    scan: (start, end, limit) => scan(machine, start, end, limit),
  };
}

const NO_HITS: Hits = { count: 0, positions: new Uint32Array(0), anchors: new Uint16Array(0) };

function scan(machine: KernelMachine, start: number, end: number, limit: number): Hits {
  const { exports, buffer, hitsAt, hitsEnd, maxHitBytes } = machine;
  const range = rangeOf(machine, start, end, limit);
  if (!range) return NO_HITS;
  exports.begin(...range);
  const parts: Uint32Array[] = [];
  for (;;) {
    const found = new Uint32Array(buffer, hitsAt, (exports.resume(hitsAt, hitsEnd, maxHitBytes) - hitsAt) / 4);
    if (exports.more() === 0) return hitsOf(parts.length > 0 ? concat([...parts, found]) : found);
    parts.push(found.slice());
  }
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

/** @param words two for each hit, little-endian: anchor in the low 16 bits, position above; sorted here, in place */
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
