import { firstIndex } from '../bytes/first-index.ts';
import type { Region, Trouble } from './view.ts';

/**
 * Most regions, notes, modules and names of one view. Linux allows a process 65,530 mappings and distributions up to 1,048,576,
 * but a view keeps each as an object of about 100 bytes, and each thread that scans the dump keeps a view.
 */
export const MAX_REGIONS = 1 << 18;

export interface AddressRange {
  readonly start: bigint;
  /** First address after it. */
  readonly end: bigint;
}

/** Addresses that have a name, wherever they are in the file. */
export interface NamedRange extends AddressRange {
  readonly name: string;
  readonly moduleBase?: bigint;
}

/** Clips the claims to the file: sorted by offset, not overlapping (a byte claimed twice belongs to the claim that begins first). */
export function layOut(claims: readonly Region[], size: number): Region[] {
  const sorted = [...claims].sort((a, b) => a.offset - b.offset);
  const regions: Region[] = [];
  let end = 0;
  for (const claim of sorted) {
    const start = Math.max(claim.offset, end);
    const stop = Math.min(claim.offset + claim.length, size);
    if (start >= stop) continue;
    regions.push(partOf(claim, start, stop));
    end = stop;
  }
  return regions;
}

/** Merges two sorted, non-overlapping lists into one; a byte claimed by both belongs to `top`. */
export function overlay(base: readonly Region[], top: readonly Region[]): Region[] {
  const result: Region[] = [];
  let next = 0;
  /** A cover may begin in one region and end in a later one. */
  let covered = 0;
  for (const region of base) {
    let start = Math.max(region.offset, covered);
    const stop = region.offset + region.length;
    for (; next < top.length && top[next]!.offset < stop; next++) {
      const cover = top[next]!;
      if (cover.offset > start) result.push(partOf(region, start, cover.offset));
      result.push(cover);
      covered = cover.offset + cover.length;
      start = Math.max(start, covered);
    }
    if (start < stop) result.push(partOf(region, start, stop));
  }
  return [...result, ...top.slice(next)];
}

/**
 * Gives nameless regions the names of their addresses; a region is split where a name begins or ends, up to MAX_REGIONS. If two
 * ranges overlap, the one that begins lower names the addresses.
 */
export function nameByAddress(regions: readonly Region[], ranges: readonly NamedRange[]): Region[] {
  return splitByAddress(regions, ranges, {
    isWanted: ({ name }) => name === undefined,
    properties: ({ name, moduleBase }) => ({ name, ...(moduleBase === undefined ? {} : { moduleBase }) }),
  });
}

interface Properties<Range> {
  /** Regions to which ranges apply; by default all that have an address. */
  isWanted?(region: Region): boolean;
  properties(range: Range): Partial<Region>;
}

/** Adds the properties of ranges to the regions that have their addresses; as `nameByAddress` does with names. */
export function splitByAddress<Range extends AddressRange>(
  regions: readonly Region[],
  ranges: readonly Range[],
  { isWanted = () => true, properties }: Properties<Range>,
): Region[] {
  const parts = disjoint(ranges);
  const result: Region[] = [];
  let room = MAX_REGIONS - regions.length;
  for (const region of regions) {
    if (region.address === undefined || !isWanted(region) || room <= 0) {
      result.push(region);
      continue;
    }
    const pieces = split(region, region.address, { ranges: parts, room, properties });
    room -= pieces.length - 1;
    for (const piece of pieces) result.push(piece);
  }
  return result;
}

interface SplitOptions<Range> {
  /** Disjoint and ascending, so that each step of the loop makes a piece or ends it. */
  readonly ranges: readonly Range[];
  /** Most pieces. */
  readonly room: number;
  properties(range: Range): Partial<Region>;
}

function split<Range extends AddressRange>(region: Region, address: bigint, options: SplitOptions<Range>): Region[] {
  const { ranges, room, properties } = options;
  const pieces: Region[] = [];
  const stop = region.offset + region.length;
  const stopAddress = address + BigInt(region.length);
  const offsetOf = (at: bigint) => region.offset + Number(at - address);
  let at = region.offset;
  for (let index = firstEndingAbove(ranges, address); at < stop && pieces.length < room; index++) {
    const range = ranges[index];
    if (range === undefined || range.start >= stopAddress) break;
    const start = range.start <= address ? at : offsetOf(range.start);
    const end = range.end >= stopAddress ? stop : offsetOf(range.end);
    if (start > at) pieces.push(partOf(region, at, start));
    pieces.push({ ...partOf(region, start, end), ...properties(range) });
    at = end;
  }
  if (at < stop) pieces.push(partOf(region, at, stop));
  return pieces;
}

function disjoint<Range extends AddressRange>(ranges: readonly Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  const result: Range[] = [];
  let end = 0n;
  for (const range of sorted) {
    const start = range.start < end ? end : range.start;
    if (start >= range.end) continue;
    result.push({ ...range, start });
    end = range.end;
  }
  return result;
}

function firstEndingAbove(ranges: readonly AddressRange[], address: bigint): number {
  return firstIndex(ranges.length, (index) => ranges[index]!.end > address);
}

function partOf(region: Region, start: number, stop: number): Region {
  if (start === region.offset && stop === region.offset + region.length) return region;
  const moved = region.address === undefined ? {} : { address: region.address + BigInt(start - region.offset) };
  return { ...region, ...moved, offset: start, length: stop - start };
}

/**
 * The trouble to report if claims reach past the end of the file.
 * @param format `ELF core`, for the message
 */
export function cutOff(format: string, claims: readonly Region[], size: number): Trouble[] {
  let missing = 0;
  let end = size;
  for (const { offset, length } of claims) {
    if (offset + length <= size) continue;
    missing++;
    end = Math.max(end, offset + length);
  }
  if (missing === 0) return [];
  const message = `${format}: expected ${end} bytes by its own tables, but the file ends at ${size}, so ${missing} of ${claims.length} parts are cut off or missing; write the dump again without a size limit`;
  return [{ code: 'damaged', message }];
}

/** The trouble to report if a table has more entries than we read. */
export function tooMany(format: string, what: string, count: number, limit: number = MAX_REGIONS): Trouble[] {
  if (count <= limit) return [];
  const message = `${format}: expected at most ${limit} ${what}, found more; the bytes of the rest are scanned without address and name`;
  return [{ code: 'unsupported', message }];
}
