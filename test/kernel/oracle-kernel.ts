import type { Hits, Kernel } from '../../src/kernel/kernel.ts';
import type { Anchor } from '../../src/model/anchor.ts';

/** The kernel as its contract says it, place by place: the oracle for the fast one. */
export function oracleKernel(anchors: readonly Anchor[], windowBytes: number): Kernel {
  const window = new Uint8Array(windowBytes);
  const byFirstTwo = new Map<number, number[]>();
  for (const [number, anchor] of anchors.entries()) {
    for (const first of bytesAt(anchor, 0)) {
      for (const second of bytesAt(anchor, 1)) {
        const pair = first | (second << 8);
        byFirstTwo.set(pair, [...(byFirstTwo.get(pair) ?? []), number]);
      }
    }
  }
  const scan = (start: number, end: number, limit: number): Hits => {
    const positions: number[] = [];
    const numbers: number[] = [];
    for (let at = start; at < Math.min(end, limit - 1); at++) {
      for (const number of byFirstTwo.get(window[at]! | (window[at + 1]! << 8)) ?? []) {
        if (!standsAt(anchors[number]!, window, at, limit)) continue;
        positions.push(at);
        numbers.push(number);
      }
    }
    return { count: positions.length, positions: Uint32Array.from(positions), anchors: Uint16Array.from(numbers) };
  };
  return { window, scan };
}

function standsAt(anchor: Anchor, window: Uint8Array, at: number, limit: number): boolean {
  if (at + anchor.bytes.length > limit) return false;
  for (let index = 0; index < anchor.bytes.length; index++) {
    if (!matches(anchor, index, window[at + index]!)) return false;
  }
  return true;
}

function bytesAt(anchor: Anchor, index: number): readonly number[] {
  return Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => matches(anchor, index, byte));
}

function matches({ bytes, ignoreCase }: Anchor, index: number, found: number): boolean {
  const wanted = bytes[index]!;
  return ignoreCase ? lower(found) === lower(wanted) : found === wanted;
}

function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}
