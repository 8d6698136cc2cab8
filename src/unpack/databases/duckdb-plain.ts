/**
 * Strings that DuckDB does not pack (src/storage/{string_uncompressed,compression/dictionary,compression/dict_fsst} of duckdb/duckdb):
 * they are stored back to back, so a token runs into the first letter of the next string. Segments are found by their lists of string
 * ends, which must match their size.
 */
import { bitsAt } from '../codecs/small-numbers.ts';
import { PageLines } from '../records/page-lines.ts';

/*  segment without a codec                     of a dictionary                           of DICT_FSST, mode 0: a dictionary that is not packed
 *  0   4  bytes of all strings                 bytes of all strings                      bytes of all strings
 *  4   4  where they end                       where they end                            how many strings
 *  8      4 a row: from their end to where     4 where the next list begins              1 mode = 0, 1 bits of a length, 1 bits of an index
 *         it begins; negative: it lies in      4 numbers in it                           12: 4 bytes of the table of symbols = 0
 *         another block                        4 bits of an index                        16: strings, the first one first; at a multiple of 8
 *                                              indices, list as beside, of each string   lengths, indices
 *  strings, the last first                     strings, the last first                                                               */
const [LIST_AT, INDICES_AT, STRINGS_AT] = [8, 20, 16];
const MAX_BITS = 32;
const ALIGNMENT_BYTES = 8;
/** Anything shorter is no secret. */
const MIN_BYTES = 8;
/** Lists do not overlap, and a string takes a byte: more numbers than that, plus a few for false matches, mean forgery. */
const MAX_NUMBERS = 4;

interface Segment {
  /** Range of the strings in the block. */
  readonly start: number;
  readonly end: number;
  /** Ends of the strings, relative to `start`, or, where the last string comes first, backwards from `end`. */
  readonly ends: readonly number[];
  readonly isBackward: boolean;
}

/** Reads one block. */
export class PlainStrings {
  /** Its lists overlap, so not all of them were read. */
  isForged = false;
  readonly #block: Uint8Array;
  readonly #words: DataView;
  #left: number;

  constructor(block: Uint8Array) {
    this.#block = block;
    this.#words = new DataView(block.buffer, block.byteOffset, block.length);
    this.#left = MAX_NUMBERS * block.length;
  }

  /** The strings of each segment, one a line. */
  *lines(): Generator<Uint8Array> {
    const last = this.#block.length - INDICES_AT;
    for (let at = 0; at <= last && this.#left > 0; ) {
      const segment = this.#segmentAt(at);
      if (segment !== undefined) yield this.#linesOf(segment);
      at = segment === undefined ? at + ALIGNMENT_BYTES : aligned(segment.end);
    }
    this.isForged = this.#left <= 0;
  }

  #segmentAt(at: number): Segment | undefined {
    const [size, end] = [this.#word(at), this.#word(at + 4)];
    if (size < MIN_BYTES || size > this.#block.length - at - LIST_AT) return undefined;
    const isBackward = end > size + LIST_AT && end <= this.#block.length - at;
    return (
      (isBackward ? (this.#dictionary(at, size, end) ?? this.#rows(at, size, end)) : undefined) ?? this.#lengths(at)
    );
  }

  #dictionary(at: number, size: number, end: number): Segment | undefined {
    const [listAt, count, bits] = [8, 12, 16].map((offset) => this.#word(at + offset));
    if (listAt! < INDICES_AT || bits! > MAX_BITS || count! < 2 || listAt! + 4 * count! > end - size) return undefined;
    // The first string must be empty: it stands for NULL.
    if (this.#word(at + listAt!) !== 0) return undefined;
    const ends = this.#endsIn(at + listAt!, at + listAt! + 4 * count!, size);
    return ends?.length === count
      ? { start: at + end - size, end: at + end, ends: ends!, isBackward: true }
      : undefined;
  }

  #rows(at: number, size: number, end: number): Segment | undefined {
    const ends = this.#endsIn(at + LIST_AT, at + end - size, size);
    return ends && { start: at + end - size, end: at + end, ends, isBackward: true };
  }

  /** A non-decreasing list up to the last number equal to the strings' size; undefined if it never reaches that. */
  #endsIn(start: number, stop: number, size: number): number[] | undefined {
    const ends: number[] = [];
    let before = 0;
    for (let at = start; at + 4 <= stop && this.#left > 0; at += 4) {
      this.#left--;
      const number = Math.abs(this.#words.getInt32(at, true));
      if (number < before || number > size) break;
      ends.push(number);
      before = number;
    }
    return before === size ? ends : undefined;
  }

  #lengths(at: number): Segment | undefined {
    const [size, count] = [this.#word(at), this.#word(at + 4)];
    const [mode, bits, indexBits] = this.#block.subarray(at + 8);
    if (mode !== 0 || bits === 0 || bits! > MAX_BITS || indexBits! > MAX_BITS || this.#word(at + 12) !== 0)
      return undefined;
    const start = at + STRINGS_AT;
    const lengthsAt = aligned(start + size);
    if (count < 2 || count > size + 1 || lengthsAt + (count * bits!) / 8 > this.#block.length) return undefined;
    const ends: number[] = [];
    let end = 0;
    for (let index = 0; index < count && end <= size && this.#left > 0; index++) {
      this.#left--;
      end += bitsAt(this.#block, 8 * lengthsAt + index * bits!, bits!);
      ends.push(end);
    }
    return end === size && ends.length === count ? { start, end: start + size, ends, isBackward: false } : undefined;
  }

  #linesOf({ start, end, ends, isBackward }: Segment): Uint8Array {
    const lines = new PageLines(end - start);
    let before = 0;
    for (const one of ends) {
      if (isBackward) lines.add(this.#block, end - one, end - before);
      else lines.add(this.#block, start + before, start + one);
      before = one;
    }
    return lines.take();
  }

  #word(at: number): number {
    return this.#words.getUint32(at, true);
  }
}

function aligned(at: number): number {
  return Math.ceil(at / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
}
