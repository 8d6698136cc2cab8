/**
 * Strings that a program of x86-64 does not have in one piece: GCC copies a short constant (`char token[] = "…"`,
 * `std::string("…")`, `strcpy`) by instructions that store 16 bytes of constants or 8 of their own at a time, the last ones over
 * the end of those before. So nobody finds the string in the file. What such instructions store side by side comes as a line.
 * Nothing is disassembled: instructions that are known (x86-stores.ts) are looked for near a constant that is text.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Entry } from '../container/container.ts';
import { apart, type ProgramPart } from './program-references.ts';
import { StoredBytes } from './stored-bytes.ts';
import { type Code, type Constants, stepAt } from './x86-stores.ts';

const CHUNK_BYTES = 1 << 20;
/** A stretch of code that goes on beyond this is continued as if it began there. */
const MAX_STRETCH_BYTES = 16 << 10;
/** Instructions between two that store parts of one string: those that compute where, and calls that get memory. */
const MAX_PAUSE_BYTES = 128;
/** Bytes of constants that are read at a time. Hostile code jumps between pages with every instruction. */
const PAGE_BYTES = 4 << 10;
const LINE_FEED = Uint8Array.of(0x0a);

/** What a linker would write into code, 4 bytes `at` an offset in its part. */
export interface Displacement {
  readonly at: number;
  readonly displacement: number;
}

export interface StoringPart extends ProgramPart {
  /** Of code that is not linked. */
  readonly displacements?: readonly Displacement[];
}

/** The entry of all such strings, if there is one. */
export function* storedStringsOf(source: ByteSource, parts: readonly StoringPart[], budget: Budget): Generator<Entry> {
  const inFile = apart(parts, source.size);
  const lines = () => linesOf(source, inFile, budget);
  if (lines().next().done === false) yield { name: 'strings in code', open: () => chunksOf(lines()) };
}

async function* chunksOf(lines: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let [held, bytes]: [Uint8Array[], number] = [[], 0];
  for (const line of lines) {
    held.push(line, LINE_FEED);
    bytes += line.length + 1;
    if (bytes < CHUNK_BYTES) continue;
    yield Buffer.concat(held);
    [held, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(held);
}

function* linesOf(source: ByteSource, parts: readonly StoringPart[], budget: Budget): Generator<Uint8Array> {
  const read = readerOf(source, parts);
  for (const part of parts) {
    if (part.holds !== 'code') continue;
    for (let at = 0, from = 0; at < part.size; at += CHUNK_BYTES) {
      budget.checkTime();
      const bytes = linked(
        source.read(part.start + at, Math.min(CHUNK_BYTES + MAX_STRETCH_BYTES, part.size - at)),
        part,
        at,
      );
      const code = { bytes, address: part.address + at, read };
      const end = Math.min(CHUNK_BYTES, bytes.length);
      from = Math.max(from - at, 0);
      for (let load = -1; ; ) {
        if (load < from) load = nextLoad(code, from, end);
        const found = nextImmediate(bytes, from, load);
        if (found === end) break;
        const stored = new StoredBytes();
        from = readStretch(code, found, stored);
        yield* stored.lines();
      }
      from += at;
    }
  }
}

/** @param start of the bytes in their part */
function linked(bytes: Uint8Array, { displacements }: StoringPart, start: number): Uint8Array {
  if (displacements === undefined || displacements.length === 0) return bytes;
  const copy = Buffer.from(bytes);
  for (const { at, displacement } of displacements)
    if (at >= start && at + 4 <= start + copy.length) copy.writeInt32LE(displacement | 0, at - start);
  return copy;
}

/** Reads instructions from `start` on, as long as there are some that are known. @returns where it stopped */
function readStretch(code: Code, start: number, stored: StoredBytes): number {
  const constants: Constants = new Map();
  // Behind the end of the code, bytes are read as zeros.
  const limit = Math.min(code.bytes.length, start + MAX_STRETCH_BYTES);
  let last = start;
  for (let at = start; at < limit && at - last < MAX_PAUSE_BYTES; ) {
    const step = stepAt(code, at, constants);
    at += step?.length ?? 1;
    if (step?.store === undefined) continue;
    stored.add(step.store);
    last = at;
  }
  return Math.max(last, start + 1);
}

/* 48 or 49, b8 + register, 8 bytes: MOV register, constant.
 * Where the next one from `from` on begins whose constant is text, or `end`.
 *
 * Of the constant, an aligned word is text as a whole; and each byte of the word before that or of the word behind it is, in the same place. */
function nextImmediate(bytes: Uint8Array, from: number, end: number): number {
  const skew = bytes.byteOffset & 3;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset - skew, (bytes.length + skew) >> 2);
  const last = Math.min(words.length, (end + IMMEDIATE_AT + skew + 11) >> 2);
  let [before, here] = [-1, -1];
  for (let index = (from + IMMEDIATE_AT + skew) >> 2; index < last; index++) {
    const word = words[index]!;
    // The high bit of each byte that is no text: below a blank, or not ASCII.
    const behind = ((word - 0x2020_2020) | word) & 0x8080_8080;
    const others = here | (before & behind);
    [before, here] = [here, behind];
    if (others !== 0) continue;
    const at = 4 * (index - 1) - skew;
    for (let start = Math.max(at - 4, from + IMMEDIATE_AT); start <= at; start++)
      if ((bytes[start - 1]! & 0xf8) === 0xb8 && (bytes[start - 2]! & 0xfe) === 0x48)
        if (start - IMMEDIATE_AT < end && isText(bytes, start, 8)) return start - IMMEDIATE_AT;
  }
  return end;
}
const IMMEDIATE_AT = 2;

/* 66, REX or C5 and one more, 0f; 6f, ModRM that counts from the next instruction, displacement: MOVDQA register, memory.
 * Where the next one from `from` on begins whose constant is text, or `end`. */
function nextLoad({ bytes, address, read }: Code, from: number, end: number): number {
  for (let at = bytes.indexOf(0x6f, from + 2); at >= 0 && at < end; at = bytes.indexOf(0x6f, at + 1)) {
    if ((bytes[at + 1]! & 0xc7) !== 0x05 || at + 6 > bytes.length) continue;
    const isVex = bytes[at - 2] === 0xc5;
    if (!isVex && bytes[at - 1] !== 0x0f) continue;
    const offset = bytes[at + 2]! | (bytes[at + 3]! << 8) | (bytes[at + 4]! << 16) | (bytes[at + 5]! << 24);
    const constant = read(address + at + 6 + offset, 16);
    if (constant === undefined || !isText(constant, 0, 16)) continue;
    const start = isVex ? at - 2 : (bytes[at - 2]! & 0xf0) === 0x40 ? at - 3 : at - 2;
    return Math.max(start, from);
  }
  return end;
}

/** Printable characters, tabs and line ends. */
function isText(bytes: Uint8Array, from: number, length: number): boolean {
  for (let at = from; at < from + length; at++) if (IS_TEXT[bytes[at] ?? 0] === 0) return false;
  return true;
}
const IS_TEXT = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number((byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d)),
);

/** Reads constants, a page of them at a time: those of one kind are side by side. */
function readerOf(source: ByteSource, parts: readonly ProgramPart[]): Code['read'] {
  let page: { readonly start: number; readonly bytes: Uint8Array } = { start: 0, bytes: new Uint8Array(0) };
  const constants = parts.filter(({ holds }) => holds !== 'code');
  return (address, length) => {
    const part = constants.find((each) => address >= each.address && address + length <= each.address + each.size);
    if (part === undefined) return undefined;
    const start = part.start + address - part.address;
    if (start < page.start || start + length > page.start + page.bytes.length) {
      const first = start - (start % PAGE_BYTES);
      page = { start: first, bytes: source.read(first, Math.min(2 * PAGE_BYTES, source.size - first)) };
    }
    return page.bytes.subarray(start - page.start, start - page.start + length);
  };
}
