import type { MemorySurvey } from '../../src/kernel/memory-survey.ts';

/** The survey of memory, place by place, without the kernel's code. */
export function surveyByPlaces(
  window: Uint8Array,
  start: number,
  end: number,
  limit: number,
  phase: number,
): Record<keyof MemorySurvey, number[]> {
  const dataEnd = Math.min(limit, window.length);
  const view = new DataView(window.buffer, window.byteOffset, dataEnd);
  const runs: number[] = [];
  const bignums: number[] = [];
  const edwardsKeys: number[] = [];
  const slices: number[] = [];
  const smallIntegers: number[] = [];
  const phpArrays: number[] = [];
  const scheduleWords: number[] = [];
  let at = start;
  while (at % 8 !== phase) at++;
  for (; at < Math.min(end, dataEnd); at += 8) {
    if (at + 32 <= dataEnd && looksRandom(window.subarray(at, at + 32))) {
      const runEnd = runs.length === 0 ? -1 : runs.at(-2)! + runs.at(-1)!;
      if (at <= runEnd) runs[runs.length - 1] = at + 32 - runs.at(-2)!;
      else runs.push(at, 32);
    }
    if (at + 24 <= dataEnd && isBignum(view, at)) bignums.push(at);
    if (at + 24 <= dataEnd && isSlice(view, at)) slices.push(at);
    if (at + 24 <= dataEnd && areSmallIntegers(view, at)) smallIntegers.push(at);
    if (at + 24 <= dataEnd && isPhpArray(view, at)) phpArrays.push(at);
    if (at + 144 <= dataEnd && areScheduleWords(view, at)) scheduleWords.push(at);
    if (at + 104 <= dataEnd && isEdwardsKey(view, at)) edwardsKeys.push(at);
  }
  return { runs, bignums, edwardsKeys, slices, smallIntegers, phpArrays, scheduleWords };
}

/** @param block 32 bytes */
export function looksRandom(block: Uint8Array): boolean {
  const high = block.filter((byte) => byte >= 0x80).length;
  const extreme = block.filter((byte) => byte === 0 || byte === 0xff).length;
  let repeated = 0;
  for (let at = 0; at < 24; at++)
    for (let distance = 1; distance <= 8; distance++) if (block[at] === block[at + distance]) repeated++;
  return high >= 5 && high <= 27 && extreme <= 4 && repeated <= 7;
}

function isPointer(view: DataView, at: number, tag = 0n): boolean {
  const value = view.getBigUint64(at, true);
  return value % 8n === tag && value >= 0x10000n && value < 1n << 47n;
}

function isBignum(view: DataView, at: number): boolean {
  const [top, dmax, negative, flags] = [8, 12, 16, 20].map((place) => view.getUint32(at + place, true));
  const sizesFit = top! >= 1 && top! <= 256 && dmax! >= top! && dmax! <= 512;
  return sizesFit && negative! <= 1 && flags! <= 31 && isPointer(view, at);
}

function isEdwardsKey(view: DataView, at: number): boolean {
  const length = [32, 56, 32, 57][view.getUint32(at + 96, true)];
  if (length === undefined || view.getUint8(at + 16) !== 1 || !isPointer(view, at + 80)) return false;
  return view.getBigUint64(at + 88, true) === BigInt(length);
}

function areSmallIntegers(view: DataView, at: number): boolean {
  const map = view.getBigUint64(at, true);
  const [low, length, lowOfFirst, first] = [8, 12, 16, 20].map((place) => view.getUint32(at + place, true));
  if (map % 8n !== 1n || map < 0x10000n || map >= 1n << 47n || low !== 0 || lowOfFirst !== 0) return false;
  return length! >= 10 && length! <= 512 && first! >= 1 << 16 && first! < 1 << 28;
}

function areScheduleWords(view: DataView, at: number): boolean {
  const map = view.getBigUint64(at, true);
  const [low, length, lowOfFirst] = [8, 12, 16].map((place) => view.getUint32(at + place, true));
  if (map % 8n !== 1n || map < 0x10000n || map >= 1n << 47n || low !== 0 || lowOfFirst !== 0) return false;
  if (length! < 44 || length! > 512) return false;
  const words = Array.from({ length: 16 }, (_, index) => view.getUint32(at + 20 + 8 * index, true));
  const turned = [0, 3, 2, 1, 4, 7, 6, 5, 8, 11, 10, 9, 12, 15, 14, 13].map((place) => words[place]!);
  const isSum = (of: readonly number[], sum: number, first: number) =>
    of[sum] !== 0 && of[sum] === (of[first]! ^ of[first + 1]!) >>> 0;
  const isExpanded = [4, 6, 8].some((behind) => [1, 2, 3].every((place) => isSum(words, place, behind + place - 1)));
  const sumsOfRounds = [
    [9, 10, 11],
    [15, 8, 9],
    [13, 14, 15],
  ];
  return isExpanded || sumsOfRounds.some((sums) => sums.every((sum, place) => isSum(turned, sum, 4 + place)));
}

function isPhpArray(view: DataView, at: number): boolean {
  const [used, elements, room, position] = [8, 12, 16, 20].map((place) => view.getUint32(at + place, true));
  const roomFits = [16, 32, 64, 128, 256].includes(room!) && room! >= used!;
  return roomFits && used === elements && used! >= 8 && used! <= 133 && position === 0 && isPointer(view, at);
}

const SLICE_LENGTHS = [4, 6, 8, 9, 12, 16, 24, 31, 32, 47, 48, 56, 57, 64, 65, 66].map(BigInt);

function isSlice(view: DataView, at: number): boolean {
  const length = view.getBigUint64(at + 8, true);
  const capacity = view.getBigUint64(at + 16, true);
  // Behind the zero that math/big cut off, a slice begins at the second byte of its block.
  if ((view.getUint8(at) & 7) === 1)
    return isPointer(view, at, 1n) && [31n, 47n].includes(length) && [length, length + 1n].includes(capacity);
  if (!SLICE_LENGTHS.includes(length) || capacity < length || !isPointer(view, at)) return false;
  return capacity <= length + 16n || capacity === 32n;
}
