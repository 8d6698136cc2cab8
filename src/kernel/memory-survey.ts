import type { OpenKernel } from './open-kernel.ts';

/** Places in the kernel's window. */
export interface MemorySurvey {
  /** Pairs: start, and length in bytes. */
  readonly runs: Uint32Array;
  readonly bignums: Uint32Array;
  readonly edwardsKeys: Uint32Array;
  readonly slices: Uint32Array;
}

const BLOCK_BYTES = 32;

export function surveyMemory(
  { window }: OpenKernel,
  start: number,
  end: number,
  limit: number,
  phase: number,
): MemorySurvey {
  const view = new DataView(window.buffer, window.byteOffset, window.length);
  const runs: number[] = [];
  const structures = { bignums: [] as number[], edwardsKeys: [] as number[], slices: [] as number[] };
  for (let at = start + ((((phase - start) % 8) + 8) % 8); at < end; at += 8) {
    if (at + BLOCK_BYTES <= limit && isRandom(window, at)) {
      const last = runs.length - 2;
      if (last >= 0 && runs[last]! + runs[last + 1]! >= at) runs[last + 1] = at + BLOCK_BYTES - runs[last]!;
      else runs.push(at, BLOCK_BYTES);
    }
    if (at + 104 <= limit) note(view, at, structures);
  }
  return {
    runs: Uint32Array.from(runs),
    bignums: Uint32Array.from(structures.bignums),
    edwardsKeys: Uint32Array.from(structures.edwardsKeys),
    slices: Uint32Array.from(structures.slices),
  };
}

function isRandom(window: Uint8Array, at: number): boolean {
  let high = 0;
  let zeros = 0;
  let ones = 0;
  let small = 0;
  for (let index = at; index < at + BLOCK_BYTES; index++) {
    const byte = window[index]!;
    if (byte >= 0x80) high++;
    if (byte === 0) zeros++;
    if (byte === 0xff) ones++;
    if (index % 8 === (at + 7) % 8 && byte === 0 && window[index - 1] === 0) small++;
  }
  return high >= 3 && high <= 29 && zeros <= 3 && ones <= 3 && small <= 1;
}

function note(view: DataView, at: number, into: { bignums: number[]; edwardsKeys: number[]; slices: number[] }): void {
  const top = view.getUint32(at + 8, true);
  const dmax = view.getUint32(at + 12, true);
  if (!isPointer(view, at)) {
    if (view.getUint8(at + 16) !== 1 || !isPointer(view, at + 80)) return;
    const bytes = view.getBigUint64(at + 88, true);
    if ((bytes === 32n || bytes === 56n || bytes === 57n) && view.getUint32(at + 96, true) <= 3)
      into.edwardsKeys.push(at);
    return;
  }
  const isSmall = view.getUint32(at + 16, true) <= 1 && view.getUint32(at + 20, true) <= 0x1f;
  if (top >= 1 && top <= 256 && dmax >= top && dmax <= 512 && isSmall) into.bignums.push(at);
  const capacity = view.getBigUint64(at + 16, true);
  if (dmax === 0 && SLICE_LENGTHS.has(top) && capacity >= BigInt(top) && capacity <= BigInt(top + 16))
    into.slices.push(at);
}
const SLICE_LENGTHS = new Set([4, 6, 9, 16, 24, 32, 48, 57, 64, 66, 96, 128, 192, 256]);

function isPointer(view: DataView, at: number): boolean {
  const low = view.getUint32(at, true);
  const high = view.getUint32(at + 4, true);
  return (low & 7) === 0 && high < 0x8000 && (high > 0 || low >= 0x10000);
}
