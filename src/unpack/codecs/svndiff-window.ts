/**
 * Windows of Subversion's binary deltas (subversion/notes/svndiff): each makes up to 100 KiB of a text from copies of an older text,
 * from copies of its own output, and from new data. The older text is not available, so a line feed replaces each copy from it.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { adler32 } from '../checksums/adler32.ts';
import { viewOf } from '../container/magic.ts';
import { inflateWhole } from './inflate.ts';
import { unpackLoneLz4Block } from './lz4-block.ts';

/** 'SVN' and a version: 0 plain, 1 zlib, 2 LZ4. */
export const SVNDIFF_HEADER_BYTES = 4;
export const MAX_SVNDIFF_VERSION = 2;
const [PLAIN, LZ4] = [0, 2];

/*  window, all numbers 7 bits a byte, the highest first
 *  .  where the older text is looked at; bytes of that, of what the window makes, of instructions, of new data
 *  .  instructions, new data; of versions 1 and 2 before each of them its bytes unpacked: it is packed where that are not its bytes  */
const NUMBERS = 5;
const MAX_NUMBER_BYTES = 7;
/** SVN_DELTA_WINDOW_SIZE of svn_delta.h; Subversion refuses to read a larger one (svndiff.c, read_window_header). */
const MAX_WINDOW_BYTES = 100 << 10;
/** An instruction has at most two numbers of 10 bytes each, and makes a byte or more. */
const MAX_BYTES_PER_MADE = 21;
const MAX_INSTRUCTIONS_BYTES = MAX_BYTES_PER_MADE * MAX_WINDOW_BYTES;
const ZLIB_HEADER_BYTES = 2;
/** Adler-32, big-endian. */
const SUM_BYTES = 4;
const LINE_FEED = 0x0a;

interface Section {
  readonly packed: Uint8Array;
  readonly unpackedBytes: number;
}

export interface SvndiffWindow {
  /** Bytes of the older text that the window may copy from. */
  readonly baseBytes: number;
  readonly targetBytes: number;
  readonly instructions: Section;
  readonly newData: Section;
  /** Where the next one begins. */
  readonly end: number;
}

/**
 * The window at `at`; reads at most some MiB.
 * @returns `cut` where the source ends first, `none` where its numbers are beyond what Subversion reads, `wrong` where its
 * instructions do not make the stated size, or do not use all new data
 */
export function svndiffWindowAt(
  source: ByteSource,
  at: number,
  version: number,
): SvndiffWindow | 'cut' | 'none' | 'wrong' {
  const head = headerIn(source.read(at, Math.min(NUMBERS * MAX_NUMBER_BYTES, source.size - at)));
  if (typeof head === 'string') return head;
  const start = at + head.bytes;
  const end = start + head.instructionBytes + head.newBytes;
  if (end > source.size) return 'cut';
  const instructions = sectionOf(source.read(start, head.instructionBytes), version, MAX_INSTRUCTIONS_BYTES);
  const newData = sectionOf(source.read(start + head.instructionBytes, head.newBytes), version, MAX_WINDOW_BYTES);
  if (instructions === undefined || newData === undefined) return 'wrong';
  const window = { ...head, instructions, newData, end };
  return stepsOf(window, version) === undefined ? 'wrong' : window;
}

/** Whether a window begins with `bytes`, judged by those of its instructions that are present. */
export function beginsSvndiffWindow(bytes: Uint8Array, version: number): boolean {
  const head = headerIn(bytes);
  if (typeof head === 'string') return false;
  const newAt = head.bytes + head.instructionBytes;
  const newEnd = newAt + head.newBytes;
  // KiB of instructions: a text that was changed in many places.
  if (newAt + MAX_NUMBER_BYTES > bytes.length && newEnd > bytes.length) return mayBeLong(head);
  const instructions = sectionOf(bytes.subarray(head.bytes, newAt), version, MAX_INSTRUCTIONS_BYTES);
  const newData = sectionOf(bytes.subarray(newAt, newEnd), version, MAX_WINDOW_BYTES, head.newBytes);
  if (instructions === undefined || newData === undefined) return false;
  return stepsOf({ ...head, instructions, newData, end: newEnd }, version) !== undefined;
}

/**
 * Sorted IP addresses such as 83.86.78.0 and 83.86.78.255 parse as a window (geoip-lite). But no writer makes more instructions than bytes
 * of output, or more new data than that; and packed sections are no longer than plain ones (svndiff.c, zlib_encode).
 */
function mayBeLong({ instructionBytes, newBytes, targetBytes }: WindowHeader): boolean {
  const maxBytes = MAX_BYTES_PER_MADE * targetBytes + MAX_NUMBER_BYTES;
  return (
    instructionBytes > MAX_NUMBER_BYTES && instructionBytes <= maxBytes && newBytes <= targetBytes + MAX_NUMBER_BYTES
  );
}

interface WindowHeader {
  readonly baseBytes: number;
  readonly targetBytes: number;
  readonly instructionBytes: number;
  readonly newBytes: number;
  /** Size of the numbers themselves. */
  readonly bytes: number;
}

function headerIn(head: Uint8Array): WindowHeader | 'cut' | 'none' {
  const numbers: number[] = [];
  let at = 0;
  for (let index = 0; index < NUMBERS; index++) {
    const number = numberAt(head, at);
    if (number === undefined) return head.length - at < MAX_NUMBER_BYTES ? 'cut' : 'none';
    numbers.push(number.value);
    at = number.next;
  }
  const [, baseBytes, targetBytes, instructionBytes, newBytes] = numbers as [number, number, number, number, number];
  const isWindow = baseBytes <= MAX_WINDOW_BYTES && targetBytes > 0 && targetBytes <= MAX_WINDOW_BYTES;
  const isPacked = instructionBytes > 0 && instructionBytes <= MAX_INSTRUCTIONS_BYTES;
  if (!isWindow || !isPacked || newBytes > MAX_WINDOW_BYTES + MAX_NUMBER_BYTES) return 'none';
  return { baseBytes, targetBytes, instructionBytes, newBytes, bytes: at };
}

/** The output of a window; where its new data is damaged, as much of that as can be had. */
export function applyWindow(window: SvndiffWindow, version: number): { bytes: Uint8Array; isDamaged: boolean } {
  const { newData, targetBytes } = window;
  const fresh = unpack(newData, version);
  const steps = stepsOf(window, version);
  if (steps === undefined || fresh.isDamaged) return { bytes: fresh.bytes, isDamaged: true };
  const target = new Uint8Array(targetBytes);
  const given = new Uint8Array(targetBytes);
  let [made, size] = [0, 0];
  for (const { kind, bytes, offset } of steps) {
    if (kind === FROM_NEW) target.set(fresh.bytes.subarray(offset, offset + bytes), made);
    else if (kind === FROM_BASE) target.fill(LINE_FEED, made, made + bytes);
    // The copy may overlap its own output, which makes a run.
    else for (let index = 0; index < bytes; index++) target[made + index] = target[offset + index]!;
    const shown = kind === FROM_BASE ? 1 : bytes;
    given.set(target.subarray(made, made + shown), size);
    [made, size] = [made + bytes, size + shown];
  }
  return { bytes: given.subarray(0, size), isDamaged: false };
}

/** @param bytes in the section, where `packed` is only its beginning */
function sectionOf(packed: Uint8Array, version: number, maxBytes: number, bytes = packed.length): Section | undefined {
  if (version === PLAIN) return { packed, unpackedBytes: bytes };
  const size = numberAt(packed, 0);
  if (size === undefined || size.value > maxBytes) return undefined;
  return { packed: packed.subarray(size.next), unpackedBytes: size.value };
}

function unpack({ packed, unpackedBytes }: Section, version: number): { bytes: Uint8Array; isDamaged: boolean } {
  if (packed.length === unpackedBytes) return { bytes: packed, isDamaged: false };
  if (version === LZ4) {
    const { bytes, isDamaged } = unpackLoneLz4Block(packed, unpackedBytes);
    return { bytes, isDamaged: isDamaged || bytes.length !== unpackedBytes };
  }
  // Nothing can be packed that is empty.
  if (unpackedBytes === 0) return { bytes: packed, isDamaged: true };
  const found = inflateWhole(packed.subarray(ZLIB_HEADER_BYTES), unpackedBytes, unpackedBytes);
  if (typeof found === 'string') return { bytes: packed, isDamaged: true };
  const { output } = found;
  const sumAt = ZLIB_HEADER_BYTES + found.consumed;
  // Bytes after the stream in the section would go unseen.
  const isWhole = packed.length === sumAt + SUM_BYTES && output.length === unpackedBytes;
  // Read in place: `packed` belongs to the source and must not be reversed.
  return { bytes: output, isDamaged: !isWhole || viewOf(packed).getUint32(sumAt, false) !== adler32(output) };
}

/*  instruction
 *  0  1  bits 6 and 7: 0 copy from the older text, 1 from what the window has made, 2 new data; 0 to 5: bytes, or 0: in a number after
 *  .  .  that number; not of new data: where it is copied from                                                              */
const [FROM_BASE, FROM_TARGET, FROM_NEW] = [0, 1, 2];

interface Step {
  readonly kind: number;
  readonly bytes: number;
  readonly offset: number;
}

/** @returns undefined when they are damaged, or contradict the window's header */
function stepsOf(window: SvndiffWindow, version: number): readonly Step[] | undefined {
  const { instructions, newData, baseBytes, targetBytes } = window;
  const { bytes, isDamaged } = unpack(instructions, version);
  if (isDamaged) return undefined;
  const steps: Step[] = [];
  let [made, used] = [0, 0];
  for (let at = 0; at < bytes.length; ) {
    const kind = bytes[at]! >> 6;
    const short = bytes[at++]! & 0x3f;
    const size = short > 0 ? { value: short, next: at } : numberAt(bytes, at);
    if (size === undefined || size.value === 0) return undefined;
    const offset = kind === FROM_NEW ? { value: used, next: size.next } : numberAt(bytes, size.next);
    if (offset === undefined || kind > FROM_NEW || made + size.value > targetBytes) return undefined;
    const end = offset.value + size.value;
    const fits =
      kind === FROM_TARGET ? offset.value < made : end <= (kind === FROM_BASE ? baseBytes : newData.unpackedBytes);
    if (!fits) return undefined;
    steps.push({ kind, bytes: size.value, offset: offset.value });
    at = offset.next;
    made += size.value;
    if (kind === FROM_NEW) used = end;
  }
  return made === targetBytes && used === newData.unpackedBytes ? steps : undefined;
}

/** 7 bits a byte, most significant first. @returns undefined when it is unterminated */
function numberAt(bytes: Uint8Array, at: number): { readonly value: number; readonly next: number } | undefined {
  let value = 0;
  for (let index = 0; index < MAX_NUMBER_BYTES && at + index < bytes.length; index++) {
    const byte = bytes[at + index]!;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  return undefined;
}
