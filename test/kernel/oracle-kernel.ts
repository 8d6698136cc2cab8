import type { Hits, Kernel } from '../../src/kernel/kernel.ts';
import type { Anchor } from '../../src/model/anchor.ts';

/** The kernel as its contract says it, place by place: the oracle for the fast one. */
export function oracleKernel(anchors: readonly Anchor[], windowBytes: number): Kernel {
  const window = new Uint8Array(windowBytes);
  const byFirstByte = Array.from({ length: 256 }, (_, byte) =>
    Array.from(anchors.keys()).filter((number) => matches(anchors[number]!, 0, byte)),
  );
  const scan = (start: number, end: number, limit: number): Hits => {
    const positions: number[] = [];
    const numbers: number[] = [];
    for (let at = start; at < Math.min(end, limit); at++) {
      for (const number of byFirstByte[window[at]!]!) {
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

function matches({ bytes, ignoreCase }: Anchor, index: number, found: number): boolean {
  const wanted = bytes[index]!;
  return ignoreCase ? lower(found) === lower(wanted) : found === wanted;
}

function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}
