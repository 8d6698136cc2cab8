/**
 * LLVM bitcode (LLVM Bitcode File Format): the objects of clang -flto and -emit-llvm, also embedded by Rust, Swift and Xcode. Its
 * constants are bit-packed, so that no string of the program is visible. They come as one entry, with each list of numbers on a
 * line of its own, as bytes where they fit, else as words of 4 or 8 bytes. Names and metadata are stored plainly. Precompiled headers and
 * modules of clang (clang, Precompiled Header and Modules Internals) are the same bitstream, with other blocks.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { BitReader } from '../codecs/bit-reader.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { Bitstream, type NumberTaker } from './bitstream.ts';

/*  0  4  "BC", c0 de; of a syntax tree "CPCH"
 *  or a wrapper, little-endian, as Darwin has it:
 *  0  4  magic number = 0b17c0de
 *  8  4  where the bitcode begins, 12  4  its length  */
const MAGIC = magic('42 43 c0 de');
const SYNTAX_TREE = magic('43 50 43 48');
const WRAPPER = magic('de c0 17 0b');
const WRAPPER_BYTES = 20;
const HEAD_BYTES = 8;
const NAME = 'constants';

export const llvmBitcode: SourceContainer = {
  id: 'llvm-bitcode',
  title: 'LLVM bitcode (objects of clang -flto, .bc), precompiled headers and modules of clang (.pch, .pcm, .ast)',
  reads: 'source',
  headBytes: HEAD_BYTES,
  keepsLeaf: 'searched',
  embeddedBy: [MAGIC, SYNTAX_TREE],
  firstBytes: firstBytesOf([MAGIC, SYNTAX_TREE, WRAPPER]),
  sniff: (head) => beginsBitcode(head) || (head.length >= HEAD_BYTES && hasMagic(head, WRAPPER)),
  sniffEmbedded: beginsBitcode,
  entries,
  entriesInside: (source, budget) => entries(source, budget, true),
};

/** The identification block, or before LLVM 3.9 the module: an abbreviation id, then vbr8. */
const FIRST_BLOCKS = [13, 8];
/** Of a syntax tree: BLOCKINFO. */
const FIRST_BLOCKS_OF_TREE = [0];

function beginsBitcode(head: Uint8Array): boolean {
  if (head.length < HEAD_BYTES) return false;
  const blocks = hasMagic(head, MAGIC) ? FIRST_BLOCKS : hasMagic(head, SYNTAX_TREE) ? FIRST_BLOCKS_OF_TREE : [];
  const bits = head[4]! | (head[5]! << 8);
  return (bits & 3) === 1 && blocks.includes((bits >> 2) & 0xff);
}

async function* entries(source: ByteSource, budget: Budget, isInside = false): AsyncGenerator<Entry | Trouble> {
  const { start, end } = extentOf(source);
  const strings = new Lists();
  const options = { isInside, checkTime: () => budget.checkTime() };
  const reader = new BitReader(source, start + 4, end);
  const stream = new Bitstream(reader, strings, options);
  yield {
    name: NAME,
    // Inside a wrapper, the search of the leaf would find the same bitcode once more. Names and metadata are in no entry.
    // The blocks that one head declares may contain all heads behind it.
    wastedBytes: () => (stream.damage === undefined ? 0 : reader.readBytes),
    taken: () => (start > 0 ? [{ start, end: start + MAGIC.bytes.length }] : []),
    open: async function* () {
      while (stream.advance()) if (strings.size >= PIECE_BYTES) yield strings.takeBytes();
      yield strings.takeBytes();
    },
  };
  // In the middle of other bytes it may be a fragment, like the part of the shaders in DirectML.dll that zstd could not pack; those are
  // scanned as is.
  if (stream.damage !== undefined && !isInside) yield damaged(`${stream.damage}; what else there is was read`, NAME);
}

function extentOf(source: ByteSource): { start: number; end: number } {
  const head = Buffer.from(source.read(0, Math.min(WRAPPER_BYTES, source.size)));
  if (head.length < WRAPPER_BYTES || !hasMagic(head, WRAPPER)) return { start: 0, end: source.size };
  const start = Math.min(head.readUInt32LE(8), source.size);
  return { start, end: Math.min(start + head.readUInt32LE(12), source.size) };
}

const PIECE_BYTES = 64 << 10;
/** Records of instructions are shorter, and hold no secrets. */
const MIN_NUMBERS = 8;
/** A longer list is judged in portions of this many numbers. */
const MAX_NUMBERS = 16 << 10;
const LINE_FEED = 0x0a;

/** Room for numbers, and for bytes, to begin with: most of what looks like bitcode in the middle of other bytes has few. */
const FIRST_NUMBERS = 64;
const NO_BYTES = Buffer.alloc(0);

/** Collects lists of numbers, as bytes. */
class Lists implements NumberTaker {
  /** Bytes of `#bytes` in use. */
  size = 0;
  #bytes = NO_BYTES;
  #lows = new Uint32Array(FIRST_NUMBERS);
  #highs = new Uint32Array(FIRST_NUMBERS);
  #count = 0;
  #isTaken = false;
  #any = 0;
  #anyHigh = 0;

  begin(count: number): void {
    this.#isTaken = count >= MIN_NUMBERS;
    this.#count = 0;
  }

  take(low: number, high: number): void {
    if (!this.#isTaken) return;
    if (this.#count === this.#lows.length) this.#makeRoom();
    this.#lows[this.#count] = low;
    this.#highs[this.#count++] = high;
    this.#any |= low;
    this.#anyHigh |= high;
  }

  end(): void {
    if (!this.#isTaken) return;
    this.#write();
    this.#reserve(1);
    this.#bytes[this.size++] = LINE_FEED;
  }

  /** All bytes so far; the caller owns the result. */
  takeBytes(): Uint8Array {
    const bytes = this.#bytes.subarray(0, this.size);
    this.#bytes = NO_BYTES;
    this.size = 0;
    return bytes;
  }

  #makeRoom(): void {
    if (this.#count >= MAX_NUMBERS) {
      this.#write();
      return;
    }
    this.#lows = resized(this.#lows, 4 * this.#count);
    this.#highs = resized(this.#highs, 4 * this.#count);
  }

  #write(): void {
    const width = this.#anyHigh !== 0 ? 8 : this.#any >>> 8 !== 0 ? 4 : 1;
    this.#reserve(width * this.#count);
    for (let index = 0; index < this.#count; index++) {
      if (width === 1) this.#bytes[this.size] = this.#lows[index]!;
      else this.#bytes.writeUInt32LE(this.#lows[index]!, this.size);
      if (width === 8) this.#bytes.writeUInt32LE(this.#highs[index]!, this.size + 4);
      this.size += width;
    }
    this.#count = 0;
    this.#any = this.#anyHigh = 0;
  }

  #reserve(bytes: number): void {
    if (this.size + bytes <= this.#bytes.length) return;
    const larger = Buffer.alloc(Math.max(4 * this.#bytes.length, this.size + bytes));
    larger.set(this.#bytes.subarray(0, this.size));
    this.#bytes = larger;
  }
}

function resized(numbers: Uint32Array, count: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(count);
  larger.set(numbers);
  return larger;
}

/**
 * Whether a section of a program does not begin like the bitcode that `clang -fembed-bitcode` puts there and that is found by its magic
 * number. `-fembed-bitcode-marker` leaves one byte there, or none.
 */
export function lacksBitcode(source: ByteSource, start: number, end: number): boolean {
  if (end - start < MAGIC.bytes.length) return false;
  const head = source.read(start, MAGIC.bytes.length);
  return !hasMagic(head, MAGIC) && !hasMagic(head, WRAPPER);
}

/** @param name of the section */
export function noBitcode(name: string): Trouble {
  return damaged('expected bitcode of LLVM, found what begins like none; it is scanned as is', name);
}
