import type { Anchor } from '../model/anchor.ts';
import type { Hits, Kernel } from './kernel.ts';
import type { KernelPlan } from './plan.ts';

/** One kernel for one thread. @param windowBytes size of `window`, fixed from here on */
export function openKernel(plan: KernelPlan, windowBytes: number): Kernel {
  const window = new Uint8Array(windowBytes);
  const byPair = anchorsByPair(plan.anchors);
  return { window, scan: (start, end, limit) => scan(plan.anchors, byPair, window, start, end, limit) };
}

/** For each pair of first bytes (little-endian), the numbers of the anchors that may begin with it. */
function anchorsByPair(anchors: readonly Anchor[]): readonly (readonly number[] | undefined)[] {
  const table = new Array<number[] | undefined>(0x10000);
  for (const [number, { bytes, ignoreCase }] of anchors.entries()) {
    for (const first of casesOf(bytes[0]!, ignoreCase)) {
      for (const second of casesOf(bytes[1]!, ignoreCase)) {
        const pair = first | (second << 8);
        const list = table[pair];
        if (list) list.push(number);
        else table[pair] = [number];
      }
    }
  }
  return table;
}

function casesOf(byte: number, ignoreCase: boolean): readonly number[] {
  return ignoreCase && isLetter(byte) ? [byte | 0x20, byte & ~0x20] : [byte];
}

function isLetter(byte: number): boolean {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}

function scan(
  anchors: readonly Anchor[],
  byPair: readonly (readonly number[] | undefined)[],
  window: Uint8Array,
  start: number,
  end: number,
  limit: number,
): Hits {
  const positions: number[] = [];
  const numbers: number[] = [];
  for (let at = start; at < Math.min(end, limit - 2); at++) {
    const list = byPair[window[at]! | (window[at + 1]! << 8)];
    if (list === undefined) continue;
    for (const number of list) {
      if (!standsAt(anchors[number]!, window, at, limit)) continue;
      positions.push(at);
      numbers.push(number);
    }
  }
  return { count: positions.length, positions: Uint32Array.from(positions), anchors: Uint16Array.from(numbers) };
}

function standsAt({ bytes, ignoreCase }: Anchor, window: Uint8Array, at: number, limit: number): boolean {
  if (at + bytes.length > limit) return false;
  for (let index = 0; index < bytes.length; index++) {
    const wanted = bytes[index]!;
    const found = window[at + index]!;
    if (found === wanted) continue;
    if (!ignoreCase || !isLetter(wanted) || (found | 0x20) !== (wanted | 0x20)) return false;
  }
  return true;
}
