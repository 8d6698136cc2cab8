/**
 * Finds the addresses of a program's constants that its instructions and data refer to. It reads instructions that form an address, and
 * words as long as an address. Nothing is disassembled, so a chance match now and then marks a place in the middle of a constant.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';

/** Part of a program, in memory and in the file. */
export interface ProgramPart {
  readonly address: number;
  readonly start: number;
  /** Bytes present in the file. */
  readonly size: number;
  readonly holds: 'code' | 'constants' | 'data';
}

export type Machine = 'x86' | 'x86-64' | 'arm' | 'arm64' | 'wasm';

/** The bytes of each part that the file has, without overlaps in file or memory, as linkers write them. Sorted by address. */
export function apart<Part extends ProgramPart>(parts: readonly Part[], size: number): Part[] {
  const inFile = parts.filter(({ start }) => start < size).sort((one, other) => one.start - other.start);
  const whole = inFile.map((part, index) => {
    const end = Math.min(inFile[index + 1]?.start ?? size, size);
    return { ...part, size: Math.min(part.size, end - part.start) };
  });
  whole.sort((one, other) => one.address - other.address);
  return whole
    .map((part, index) => {
      const next = whole[index + 1]?.address ?? Number.POSITIVE_INFINITY;
      return { ...part, size: Math.min(part.size, next - part.address) };
    })
    .filter((part) => part.size > 0);
}

/** Addresses of a program that are kept in order of first use: a program of 100 MB refers to some 300,000 of its constants. */
const MAX_IN_ORDER = 1 << 20;

/** The addresses within one part that are referred to. */
export class Marks {
  readonly part: ProgramPart;
  readonly #order: { left: number };
  readonly #bits: Uint8Array;
  readonly #inOrder: number[] = [];

  /** @param order budget, shared by the program, for addresses kept in order */
  constructor(part: ProgramPart, order: { left: number }) {
    this.part = part;
    this.#order = order;
    this.#bits = new Uint8Array((part.size >> 3) + 1);
  }

  /** @param address in the part */
  add(address: number): void {
    const at = address - this.part.address;
    const bit = 1 << (at & 7);
    if ((this.#bits[at >> 3]! & bit) !== 0) return;
    this.#bits[at >> 3]! |= bit;
    if (--this.#order.left >= 0) this.#inOrder.push(at);
  }

  /** Offsets in the part, in order of first use; if there are too many, or on request, in ascending order. */
  offsets(manner: 'in order of use' | 'in file order'): Iterable<number> {
    return manner === 'in order of use' && this.#order.left >= 0 ? this.#inOrder : this.#inFileOrder();
  }

  *#inFileOrder(): Generator<number> {
    for (let at = this.nextBehind(-1); at < this.part.size; at = this.nextBehind(at)) yield at;
  }

  /** The next one behind `at`, or the end of the part. */
  nextBehind(at: number): number {
    let index = (at + 1) >> 3;
    let bits = this.#bits[index]! & (0xff << ((at + 1) & 7));
    while (bits === 0 && ++index < this.#bits.length) bits = this.#bits[index]!;
    return bits === 0 ? this.part.size : 8 * index + 31 - Math.clz32(bits & -bits);
  }
}

const CHUNK_BYTES = 1 << 20;
/** The longest instruction minus one; an address and its length, with zeros between them for alignment. */
const [OVERLAP_BYTES, PAIR_OVERLAP_BYTES] = [6, 16];

interface ReferringProgram {
  readonly machine: Machine;
  /** Sorted by address, without overlaps. */
  readonly parts: readonly ProgramPart[];
  readonly base: number;
  readonly isFixed?: boolean;
}

/** All references of the program to parts with constants: those of its code first. */
export function marksOf(
  source: ByteSource,
  { machine, parts, base, isFixed = false }: ReferringProgram,
  budget: Budget,
): readonly Marks[] {
  const order = { left: MAX_IN_ORDER };
  const marks = parts.filter(({ holds }) => holds === 'constants').map((part) => new Marks(part, order));
  const constants = new Constants(marks);
  const largest = parts.reduce((most, { size }) => Math.max(most, size), 0);
  const buffer = new Uint8Array(Math.min(CHUNK_BYTES, largest) + 8);
  for (const part of [...parts].sort((one, other) => Number(one.holds !== 'code') - Number(other.holds !== 'code'))) {
    // Words are aligned in memory; on 32-bit ARM, addresses are words behind the code that loads them.
    const isCode = part.holds === 'code' && machine !== 'arm';
    const overlapBytes =
      machine === 'wasm' ? PAIR_OVERLAP_BYTES : isCode && !machine.startsWith('arm') ? OVERLAP_BYTES : 0;
    const step = CHUNK_BYTES - overlapBytes;
    const wordBytes = machine.endsWith('64') ? 8 : 4;
    const pages = new Float64Array(32).fill(Number.NaN);
    for (let at = -part.address & (wordBytes - 1); at < part.size; at += step) {
      budget.checkTime();
      const bytes = buffer.subarray(0, Math.min(CHUNK_BYTES, part.size - at));
      source.readInto(bytes, part.start + at);
      const address = part.address + at;
      if (machine === 'wasm') (isCode ? readWasm : readPairs)(bytes, constants);
      else if (!isCode) readWords(bytes, wordBytes, base, constants);
      else if (machine === 'arm64') readArm64(bytes, address, pages, constants);
      else readX86(bytes, { address: machine === 'x86-64' ? address : undefined, isFixed }, constants);
    }
  }
  return marks;
}

/** All parts with constants, and their range: most words are not addresses within it. */
class Constants {
  readonly #low: number;
  readonly #high: number;
  readonly #marks: readonly Marks[];

  constructor(marks: readonly Marks[]) {
    this.#marks = marks;
    this.#low = marks[0]?.part.address ?? Number.POSITIVE_INFINITY;
    const last = marks.at(-1)?.part;
    this.#high = last === undefined ? 0 : last.address + last.size;
  }

  add(address: number): void {
    if (!(address >= this.#low && address < this.#high)) return;
    let [from, to] = [0, this.#marks.length];
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if (this.#marks[middle]!.part.address <= address) from = middle;
      else to = middle;
    }
    const marks = this.#marks[from]!;
    if (address < marks.part.address + marks.part.size) marks.add(address);
  }
}

/** Mach-O pointers have flags above 36 bits, and may be relative to the program's base (mach-o/fixup-chains.h). */
function readWords(bytes: Uint8Array, wordBytes: number, base: number, constants: Constants): void {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  if (wordBytes === 4) {
    for (const word of words) constants.add(word);
    return;
  }
  for (let index = 0; index + 1 < words.length; index += 2) {
    const low = words[index]!;
    if (low === 0) continue;
    const address = (words[index + 1]! & 0xf_ffff) * 2 ** 32 + low;
    constants.add(address);
    if (base === 0) continue;
    const target = (words[index + 1]! & 0xf) * 2 ** 32 + low;
    if (target !== address) constants.add(target);
    constants.add(base + target);
  }
}

/*  8d  LEA; in 64 bits a prefix before it, 48 or 4c
 *  xx  05 and the register in bits 3 to 5: what follows counts from the next instruction; in 32 bits it is the address
 *   4
 *  b8  MOV, the register in bits 0 to 2, or 68, PUSH: 4 bytes, the address in a program that is linked for one (rustc without PIE) */
function readX86(
  bytes: Uint8Array,
  { address, isFixed }: { address: number | undefined; isFixed: boolean },
  constants: Constants,
): void {
  const last = bytes.length - 5;
  for (let at = 1; at < last; at++) {
    const code = bytes[at]!;
    if (code === 0x8d && (bytes[at + 1]! & 0xc7) === 0x05) {
      const number = numberAt(bytes, at + 2);
      constants.add(address === undefined ? number >>> 0 : address + at + 6 + number);
    } else if (isFixed && ((code & 0xf8) === 0xb8 || code === 0x68)) constants.add(numberAt(bytes, at + 1) >>> 0);
  }
}

function numberAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

/* ADRP  1 xx 10000 …: bits 29 and 30 are the low ones, 5 to 23 the others: pages of 4 KiB from that of the instruction
 * ADD   1001000100 …: bits 10 to 21 are added to the register in 5 to 9; both have their result's in bits 0 to 4      */
function readArm64(bytes: Uint8Array, address: number, pages: Float64Array, constants: Constants): void {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    if ((word & 0x9f00_0000) === (0x9000_0000 | 0)) {
      const count = (((word << 8) >> 13) << 2) | ((word >>> 29) & 3);
      pages[word & 31] = Math.floor((address + 4 * index) / 4096 + count) * 4096;
    } else if ((word & 0xffc0_0000) === (0x9100_0000 | 0))
      constants.add(pages[(word >>> 5) & 31]! + ((word >>> 10) & 0xfff));
  }
}

/* 41  i32.const, or 42, i64.const, which Go has for an address: a number in up to 5 bytes (LEB128), 7 bits each, the lowest first, and a
 *  bit above that says that another follows. An address below 128 is none of a linker's.                                             */
function readWasm(bytes: Uint8Array, constants: Constants): void {
  for (let at = 0; at + MAX_LEB_BYTES < bytes.length; at++) {
    if ((bytes[at]! !== 0x41 && bytes[at]! !== 0x42) || bytes[at + 1]! < 0x80) continue;
    let [address, scale, next] = [0, 1, at + 1];
    for (const last = at + MAX_LEB_BYTES; next <= last; next++, scale *= 0x80) {
      address += (bytes[next]! & 0x7f) * scale;
      if (bytes[next]! < 0x80) break;
    }
    if (next <= at + MAX_LEB_BYTES) constants.add(address);
  }
}
const MAX_LEB_BYTES = 5;

/** An address and a length, each of 4 bytes, or of 8 in Go. An address alone could be any number: memory begins at 0. */
function readPairs(bytes: Uint8Array, constants: Constants): void {
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const address = numberAt(bytes, at);
    if (address <= 0) continue;
    let length = numberAt(bytes, at + 4);
    // Zeros follow the end: Go's linker omits eight in a row.
    if (length === 0 && numberAt(bytes, at + 12) === 0) length = numberAt(bytes, at + 8);
    if (length < 1 || length > MAX_STRING_BYTES) continue;
    constants.add(address);
    constants.add(address + length);
  }
}
/** Longer ones are texts; and tables of offsets contain larger adjacent numbers. */
const MAX_STRING_BYTES = 4096;
