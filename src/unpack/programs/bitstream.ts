/**
 * LLVM's bitstream (LLVM Bitcode File Format, "Bitstream Format"): nested blocks of records, whose numbers have as many bits as an
 * abbreviation says. Only lists of numbers are handed on: strings and tables of a program, which are not byte-aligned and have 6, 7
 * or 8 bits a character.
 */
import { FormatError } from '../../model/errors.ts';
import type { BitReader } from '../codecs/bit-reader.ts';

/** Receives the numbers of a list one by one, each as two 32-bit words. */
export interface NumberTaker {
  /** @param count of numbers in the list */
  begin(count: number): void;
  take(low: number, high: number): void;
  end(): void;
}

/** Abbreviation ids that exist in every block. */
const END_BLOCK = 0;
const ENTER_SUBBLOCK = 1;
const DEFINE_ABBREV = 2;
const UNABBREV_RECORD = 3;
const FIRST_ABBREV = 4;

const BLOCKINFO = 0;
const SETBID = 1;

type Operand =
  | { readonly kind: 'literal' }
  | { readonly kind: 'fixed' | 'vbr'; readonly width: number }
  | { readonly kind: 'array' | 'char6' | 'blob' };
type Abbreviation = readonly Operand[];

const CHAR6 = Buffer.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._');
/** LLVM's own limit: MaxChunkSize of BitstreamReader.h. */
const MAX_WIDTH = 32;
const MAX_DEPTH = 64;
/** LLVM writes some ten for a block. */
const MAX_ABBREVIATIONS = 1000;
const MAX_OPERANDS = 100;
const RECORDS_PER_CHECK = 4096;

interface Block {
  readonly id: number;
  readonly idWidth: number;
  /** In bits; for the outermost block, the end of all. */
  readonly end: number;
  readonly abbreviations: Abbreviation[];
}

interface BitstreamOptions {
  /** Something else may follow the last block, without a mark in between. */
  readonly isInside: boolean;
  readonly checkTime: () => void;
}

/** Walks a bitstream. The unreadable rest of a block is skipped, and the walk continues behind the block. */
export class Bitstream {
  /** Why the first unreadable block could not be read to its end. */
  damage: string | undefined;
  readonly #reader: BitReader;
  readonly #taker: NumberTaker;
  readonly #checkTime: () => void;
  readonly #ofBlocks = new Map<number, Abbreviation[]>();
  readonly #open: Block[] = [];
  readonly #isInside: boolean;
  /** Blocks at the outermost level. */
  #outermostBlocks = 0;

  constructor(reader: BitReader, taker: NumberTaker, { isInside, checkTime }: BitstreamOptions) {
    this.#reader = reader;
    this.#taker = taker;
    this.#isInside = isInside;
    this.#checkTime = checkTime;
    this.#open.push({ id: -1, idWidth: 2, end: reader.end, abbreviations: [] });
  }

  /** Reads some more records. @returns whether there are more */
  advance(): boolean {
    this.#checkTime();
    try {
      for (let count = 0; count < RECORDS_PER_CHECK; count++) if (!this.#step()) return false;
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      if (this.#open.length > 1 || !this.#isInside || this.#outermostBlocks === 0) this.damage ??= error.message;
      const block = this.#open.pop()!;
      if (this.#open.length === 0 || block.end > this.#reader.end) return false;
      this.#reader.position = block.end;
    }
    return true;
  }

  #step(): boolean {
    const reader = this.#reader;
    const block = this.#open.at(-1)!;
    // The outermost blocks are followed by padding of 32 bits or more.
    if (this.#open.length === 1 && reader.position + 64 > reader.end) return false;
    const id = reader.read(block.idWidth);
    if (id === ENTER_SUBBLOCK) this.#enter();
    else if (id === END_BLOCK) return this.#leave();
    else if (this.#open.length === 1)
      throw new FormatError(`expected a block of the bitstream at byte ${Math.floor(reader.position / 8)}`);
    else if (id === DEFINE_ABBREV) this.#define(block);
    else if (id === UNABBREV_RECORD) this.#readUnabbreviated(block);
    else this.#readAbbreviated(block, id - FIRST_ABBREV);
    return true;
  }

  /*  vbr8 id, vbr4 width of the ids of abbreviations in it, to a multiple of 32 bits, 32 bits: its length in words  */
  #enter(): void {
    const reader = this.#reader;
    const id = this.#vbr(8);
    const idWidth = this.#vbr(4);
    reader.align();
    const end = reader.read(32) * 32 + reader.position;
    if (idWidth < 2 || idWidth > MAX_WIDTH || end > this.#open.at(-1)!.end || this.#open.length > MAX_DEPTH)
      throw new FormatError(
        `expected a block of the bitstream at byte ${Math.floor(reader.position / 8)}, inside the one around it`,
      );
    if (this.#open.length === 1) this.#outermostBlocks++;
    this.#open.push({ id, idWidth, end, abbreviations: [...(this.#ofBlocks.get(id) ?? [])] });
  }

  #leave(): boolean {
    // At the outermost level, these are zeros behind the last block.
    if (this.#open.length === 1) return false;
    this.#reader.align();
    const { end } = this.#open.pop()!;
    if (this.#reader.position !== end)
      this.damage ??= `a block of the bitstream does not end at byte ${end / 8}, as it should`;
    this.#reader.position = end;
    return true;
  }

  /*  vbr5 number of operands; of each: 1 bit: literal; vbr8 its value, or 3 bits of encoding and for fixed and vbr vbr5 width  */
  #define(block: Block): void {
    const operands: Operand[] = [];
    for (let left = this.#bounded(this.#vbr(5), MAX_OPERANDS); left > 0; left--) {
      if (this.#reader.read(1) === 1) {
        this.#vbr(8);
        operands.push({ kind: 'literal' });
      } else operands.push(this.#operand(this.#reader.read(3)));
    }
    const list = block.id === BLOCKINFO ? this.#ofBlocks.get(this.#described) : block.abbreviations;
    if (list === undefined || list.length >= MAX_ABBREVIATIONS)
      throw new FormatError('expected a block to which an abbreviation of the bitstream belongs, and few of them');
    list.push(operands);
  }
  /** The block that the records of BLOCKINFO describe. */
  #described = -1;

  #operand(encoding: number): Operand {
    if (encoding === 1 || encoding === 2)
      return { kind: encoding === 1 ? 'fixed' : 'vbr', width: this.#bounded(this.#vbr(5), MAX_WIDTH) };
    const kind = ([undefined, undefined, undefined, 'array', 'char6', 'blob'] as const)[encoding];
    if (kind === undefined) throw new FormatError(`expected an encoding of the bitstream, found ${encoding}`);
    return { kind };
  }

  /*  vbr6 code, vbr6 number of operands, vbr6 each  */
  #readUnabbreviated(block: Block): void {
    const code = this.#vbr(6);
    const count = this.#vbr(6);
    this.#taker.begin(count);
    for (let index = 0; index < count; index++) {
      const low = this.#vbr(6);
      if (index === 0 && block.id === BLOCKINFO && code === SETBID) this.#describe(low);
      this.#taker.take(low, this.#high);
    }
    this.#taker.end();
  }

  #describe(id: number): void {
    this.#described = id;
    if (!this.#ofBlocks.has(id) && this.#ofBlocks.size < MAX_ABBREVIATIONS) this.#ofBlocks.set(id, []);
  }

  #readAbbreviated(block: Block, index: number): void {
    const operands = block.abbreviations[index];
    if (operands === undefined)
      throw new FormatError(`expected an abbreviation of the bitstream, found number ${index}`);
    for (const [at, operand] of operands.entries()) {
      if (operand.kind === 'array') {
        this.#readArray(operands[at + 1]);
        return;
      }
      if (operand.kind === 'blob') this.#passBlob();
      else this.#scalar(operand);
    }
  }

  #readArray(element: Operand | undefined): void {
    const count = this.#vbr(6);
    if (element === undefined || element.kind === 'array' || element.kind === 'blob')
      throw new FormatError('expected the elements of an array of the bitstream');
    // Elements of zero bits could be repeated without limit.
    if (element.kind === 'literal' || ('width' in element && element.width === 0)) return;
    this.#taker.begin(count);
    for (let index = 0; index < count; index++) {
      const low = this.#scalar(element);
      this.#taker.take(low, this.#high);
    }
    this.#taker.end();
  }

  /** Word-aligned bytes, which are scanned as is. */
  #passBlob(): void {
    const length = this.#vbr(6);
    this.#reader.align();
    this.#reader.position += 8 * length;
    this.#reader.align();
  }

  #scalar(operand: Operand): number {
    this.#high = 0;
    switch (operand.kind) {
      case 'fixed':
        return this.#reader.read(operand.width);
      case 'vbr':
        return operand.width === 0 ? 0 : this.#vbr(operand.width);
      case 'char6':
        return CHAR6[this.#reader.read(6)]!;
      default:
        return 0;
    }
  }

  /** Bits 32 to 63 of the latest number. */
  #high = 0;

  /** A number in chunks of `width` bits, whose highest bit says whether another follows. @returns its low 32 bits */
  #vbr(width: number): number {
    // Shifts, because a power would be a call, and most of the data is numbers.
    const more = (1 << (width - 1)) >>> 0;
    this.#high = 0;
    const first = this.#reader.read(width);
    if (first < more) return first;
    let [low, high, shift] = [first - more, 0, width - 1];
    for (let piece = more; piece >= more; shift += width - 1) {
      // LLVM's numbers have 64 bits.
      if (shift > 70 || width === 1) throw new FormatError('a number of the bitstream has no end');
      piece = this.#reader.read(width);
      const bits = piece & (more - 1);
      if (shift < 32) {
        low |= bits << shift;
        high |= bits >>> (32 - shift);
      } else if (shift < 64) high |= bits << (shift - 32);
    }
    this.#high = high >>> 0;
    return low >>> 0;
  }

  #bounded(value: number, most: number): number {
    if (value > most) throw new FormatError(`expected a number up to ${most} in the bitstream, found ${value}`);
    return value;
  }
}
