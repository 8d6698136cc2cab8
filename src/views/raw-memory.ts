/**
 * Memory without a header: gdb's `dump memory`, pages of CRIU (pages-*.img), QEMU's `pmemsave`, VMware's .vmem, LiME's formats
 * `raw` and `padded`, a swap partition. It has no magic number, but is recognised by its pages: they have adjacent 64-bit pointers
 * that agree in their upper halves. Little-endian. The addresses of the bytes are unknown, so pointers cannot be followed.
 */

import type { ByteSource } from '../bytes/byte-source.ts';
import { isZero } from '../bytes/zeros.ts';
import { NO_MEMORY } from '../model/memory.ts';
import type { View } from './view.ts';

/** As in the ledger and the table of formats. It is in no catalog: no head identifies it, and truncation cannot be noticed. */
export const RAW_MEMORY = {
  id: 'raw-memory',
  title: 'no header (gdb `dump memory`, CRIU, `pmemsave`, .vmem); recognised by its 64-bit pointers',
} as const;

const PAGE_BYTES = 4096;
/** Less is hardly worth a file. */
const MIN_PAGES = 8;
/** Spread over the whole source: in a machine with 8 GiB, nine tenths of it never used, fifty samples are not empty. */
const MAX_SAMPLES = 512;
/** If that many samples have content, and none of them a pointer, the rest is skipped: an eighth of a small file. */
const enoughOf = (pages: number): number => Math.min(64, Math.max(MIN_PAGES, pages >>> 3));
/** The golden section: successive samples are far apart, and none of 512 is taken twice. */
const STEP = 317;
/** A page has that many pointers, or counts as one without. Most heap pages have 50; machine code has numbers that look like some. */
const MIN_POINTERS = 8;
/** Minimum number of pages with pointers, and their minimum share of the pages that are not empty. Page caches have none. */
const MIN_POINTER_PAGES = 3;
const MIN_POINTER_SHARE = 0.04;

/**
 * Bits 40 to 47 of programs' pointers, if those above are zero: where operating systems place the parts of a program. Not 0xff,
 * where arm64 has its stacks: programs are full of pairs of numbers of which one is 0xffff.
 */
const OF_PROGRAMS = new Uint8Array(256);
for (const byte of [
  ...[0x55, 0x56], // Linux, x86-64: programs and their heaps (ELF_ET_DYN_BASE)
  0x60, //            macOS: small and large allocations
  ...[0x7e, 0x7f], // Linux, Windows, macOS: libraries, mappings, stacks
  0xaa, //            Linux, arm64: programs and their heaps
])
  OF_PROGRAMS[byte] = 1;
const MAX_OF_PROGRAMS = 0xffff;
/**
 * The upper 32 bits of kernels' pointers: all of memory, pools, stacks of Linux and Windows; then the kernel and the drivers of
 * Windows.
 */
const [MIN_OF_KERNELS, MAX_OF_KERNELS] = [0xffff8000, 0xffffefff];
const [MIN_OF_WINDOWS, MAX_OF_WINDOWS] = [0xfffff800, 0xfffff8ff];

const page = new Uint32Array(PAGE_BYTES / 4);
const pageBytes = new Uint8Array(page.buffer);

/**
 * Where the words of an image of memory begin, or undefined if [start, end) is none. In the body of an upload, after the head of a
 * crash report, or where its beginning was cut off, that is at any byte.
 */
export function memoryStart(
  source: ByteSource,
  start = 0,
  end = source.size,
  minPointerPages?: number,
): number | undefined {
  if (looksLikeMemory(source, start, end, minPointerPages)) return start;
  if (end - start < MIN_PAGES * PAGE_BYTES) return undefined;
  const shift = shiftOf(source, start, end);
  const isMemory = shift > 0 && looksLikeMemory(source, start + shift, end, minPointerPages, true);
  return isMemory ? start + shift : undefined;
}

/**
 * Cores have pointers in more than half of their pages. Machine code has, between its words, numbers that look so in up to 8 % of
 * them (programs of Debian), and compiled Guile in a third: 0x5600 and such, so the byte in the middle must not be zero.
 */
const MIN_SHIFTED_SHARE = 0.2;

/** Modulo 8, where most of what may be pointers of programs begins in a few pages: their three highest bytes tell. */
function shiftOf(source: ByteSource, start: number, end: number): number {
  const counts = new Uint32Array(8);
  const pages = Math.floor((end - start) / PAGE_BYTES);
  const slots = Math.min(pages, MAX_SHIFT_SAMPLES);
  for (let slot = 0, used = 0; slot < slots && used < MAX_SHIFT_PAGES; slot++) {
    source.readInto(pageBytes, start + Math.floor((slot * pages) / slots) * PAGE_BYTES);
    // Text has no zero byte.
    if (isZero(pageBytes) || !pageBytes.includes(0)) continue;
    used++;
    for (let at = 7; at < PAGE_BYTES; at++)
      if (pageBytes[at] === 0 && pageBytes[at - 1] === 0 && OF_PROGRAMS[pageBytes[at - 2]!] && pageBytes[at - 3] !== 0)
        counts[(at - 7) & 7]!++;
  }
  return counts.indexOf(Math.max(...counts));
}
/** Some 0.1 ms: it is done with every file that is no memory. */
const MAX_SHIFT_PAGES = 16;
const MAX_SHIFT_SAMPLES = 64;

/**
 * Whether [start, end) of `source` is an image of memory; for sources that no reader recognises by their head. Reads samples of it.
 * @param minPointerPages fewer for what is too short to have that many
 * @param isShifted words do not begin where those of a file do
 */
export function looksLikeMemory(
  source: ByteSource,
  start = 0,
  end = source.size,
  minPointerPages = MIN_POINTER_PAGES,
  isShifted = false,
): boolean {
  const pages = Math.floor((end - start) / PAGE_BYTES);
  if (pages < MIN_PAGES) return false;
  const enough = enoughOf(pages);
  const slots = Math.min(pages, MAX_SAMPLES);
  let used = 0;
  let pointing = 0;
  for (let index = 0; index < MAX_SAMPLES; index++) {
    const slot = (index * STEP) % MAX_SAMPLES;
    if (slot >= slots) continue;
    source.readInto(pageBytes, start + Math.floor((slot * pages) / slots) * PAGE_BYTES);
    const pointers = pointersInPage(isShifted);
    if (pointers !== undefined) used++;
    if ((pointers ?? 0) >= MIN_POINTERS) pointing++;
    if (pointing === 0 && used >= enough) return false;
  }
  return pointing >= minPointerPages && pointing >= used * (isShifted ? MIN_SHIFTED_SHARE : MIN_POINTER_SHARE);
}

/**
 * @returns how many aligned words of `page` look like a pointer and point into the same 4 GiB as the previous one; undefined for
 * an empty page
 */
function pointersInPage(isShifted: boolean): number | undefined {
  if (isZero(pageBytes)) return undefined;
  // Text has no zero byte and is rejected at once.
  if (!pageBytes.includes(0)) return 0;
  let pointers = 0;
  let last = 0;
  for (let at = 0; at < page.length; at += 2) {
    const low = page[at]!;
    const high = page[at + 1]!;
    // Small low halves: a table of ascending numbers. Most pointers are aligned.
    if (low < 0x10000 || (low & 7) !== 0 || !isUpperHalf(high)) continue;
    if (isShifted && (high & 0xff) === 0) continue;
    // The middle of 0xffffffff81…, two bytes off its place, as in the DWARF data of the Linux kernel (vmlinux).
    if (high >= MIN_OF_KERNELS && (page[at + 2]! & 0xffff) === 0xffff) continue;
    if (high === last) pointers++;
    last = high;
  }
  return pointers;
}

function isUpperHalf(high: number): boolean {
  if (high <= MAX_OF_PROGRAMS) return OF_PROGRAMS[high >>> 8] === 1;
  if (high < MIN_OF_KERNELS) return false;
  return high <= MAX_OF_KERNELS || (high >= MIN_OF_WINDOWS && high <= MAX_OF_WINDOWS);
}

/** The view of [start, end). */
export function rawMemoryView(start: number, end: number): View {
  const region = { offset: start, length: end - start, name: 'raw memory' };
  return { id: RAW_MEMORY.id, regions: [region], memory: NO_MEMORY, troubles: [] };
}
