/**
 * LZMA (lzma-specification.txt of the LZMA SDK) in JavaScript, for small data: a file system has tens of thousands of such parts of some
 * KiB each, and lzip as many members, and each would be an extraction of its own in 7-Zip. Large data is faster there.
 */

const STATES = 12;
const POSITION_STATES = 16;
const MIN_MATCH = 2;
/** Probabilities have 11 bits, and adapt by 1/32. */
const HALF = 1 << 10;
const FULL = 1 << 11;
const MOVE = 5;
const TOP = 2 ** 24;

/* Offsets of the probabilities of each kind of bit, one region after another: */
const IS_MATCH = 0;
const IS_REPEATED = IS_MATCH + STATES * POSITION_STATES;
const IS_REPEATED_0 = IS_REPEATED + STATES;
const IS_REPEATED_1 = IS_REPEATED_0 + STATES;
const IS_REPEATED_2 = IS_REPEATED_1 + STATES;
const IS_LONG_REPEATED_0 = IS_REPEATED_2 + STATES;
const DISTANCE_SLOT = IS_LONG_REPEATED_0 + STATES * POSITION_STATES;
const DISTANCE_SPECIAL = DISTANCE_SLOT + 4 * 64;
const DISTANCE_ALIGN = DISTANCE_SPECIAL + 128;
const MATCH_LENGTH = DISTANCE_ALIGN + 16;
/* Within the probabilities of a length: two choices, then trees of 8, 8 and 256 lengths. */
const LENGTH_LOW = 2;
const LENGTH_MIDDLE = LENGTH_LOW + POSITION_STATES * 8;
const LENGTH_HIGH = LENGTH_MIDDLE + POSITION_STATES * 8;
const REPEATED_LENGTH = MATCH_LENGTH + LENGTH_HIGH + 256;
const LITERAL = REPEATED_LENGTH + LENGTH_HIGH + 256;
const LITERAL_BITS = 0x300;

/** Numbers of bits that select the probabilities of a byte or a match; `lc`, `lp` and `pb` of the specification. */
export interface LzmaProperties {
  /**
   * 0 to 8 high bits of the previous byte; at most 4 together with `literalPosition`, as in liblzma: the table grows as 2 to that power.
   */
  readonly literalContext: number;
  /** 0 to 4 low bits of the output position. */
  readonly literalPosition: number;
  /** 0 to 4; the same for a match. */
  readonly position: number;
}

/** The default of all tools. */
export const USUAL_PROPERTIES: LzmaProperties = { literalContext: 3, literalPosition: 0, position: 2 };

/** Decodes the properties byte, lc + 9 · (lp + 5 · pb). Undefined where liblzma rejects it. */
export function lzmaProperties(byte: number): LzmaProperties | undefined {
  const [literalContext, literalPosition] = [byte % 9, Math.floor(byte / 9) % 5];
  if (byte >= 9 * 5 * 5 || literalContext + literalPosition > 4) return undefined;
  return { literalContext, literalPosition, position: Math.floor(byte / 45) };
}

export interface LzmaResult {
  /** Bytes written. */
  readonly size: number;
  /** Input bytes that were not consumed. */
  readonly left: number;
  /**
   * `mark`: at the end mark, with no input left; `early mark`: with some left. `full`: `target` is full, and there may be more. `cut`: the
   * input ends too early. `damaged`: the data is invalid.
   */
  readonly end: 'mark' | 'early mark' | 'full' | 'cut' | 'damaged';
}

/** Unpacks as much as there is into `target`. @param source including its first byte, which is skipped */
export function unpackLzma(source: Uint8Array, target: Uint8Array, properties: LzmaProperties): LzmaResult {
  if (source.length < 5) return { size: 0, left: 0, end: 'cut' };
  const { literalContext, literalPosition, position } = properties;
  const decoder = new BitDecoder(source, LITERAL + (LITERAL_BITS << (literalContext + literalPosition)));
  return new Unpacker(decoder, target, literalContext, literalPosition, position).run();
}

class BitDecoder {
  readonly #source: Uint8Array;
  readonly #probabilities: Uint16Array;
  #at = 1;
  #range = 0xffff_ffff;
  #code = 0;

  constructor(source: Uint8Array, probabilities: number) {
    this.#source = source;
    this.#probabilities = new Uint16Array(probabilities).fill(HALF);
    for (let index = 0; index < 4; index++) this.#code = ((this.#code << 8) | source[this.#at++]!) >>> 0;
  }

  /** More input was needed than there is. */
  get isPastEnd(): boolean {
    return this.#at > this.#source.length;
  }

  get left(): number {
    return this.#source.length - this.#at;
  }

  bit(index: number): number {
    const probability = this.#probabilities[index]!;
    const bound = (this.#range >>> 11) * probability;
    let bit = 0;
    if (this.#code < bound) {
      this.#range = bound;
      this.#probabilities[index] = probability + ((FULL - probability) >> MOVE);
    } else {
      this.#range -= bound;
      this.#code -= bound;
      this.#probabilities[index] = probability - (probability >> MOVE);
      bit = 1;
    }
    this.#normalize();
    return bit;
  }

  /** Bits coded without a probability model. */
  direct(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left--) {
      this.#range >>>= 1;
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit === 1) this.#code -= this.#range;
      this.#normalize();
      value = value * 2 + bit;
    }
    return value;
  }

  tree(base: number, bits: number): number {
    return this.node(base, 1, 1 << bits) - (1 << bits);
  }

  /** Descends a tree from `node` until it is not below `end`. Most bits are decoded here, so fields are kept in locals. */
  node(base: number, start: number, end: number): number {
    const source = this.#source;
    const probabilities = this.#probabilities;
    let range = this.#range;
    let code = this.#code;
    let node = start;
    while (node < end) {
      const probability = probabilities[base + node]!;
      const bound = (range >>> 11) * probability;
      if (code < bound) {
        range = bound;
        probabilities[base + node] = probability + ((FULL - probability) >> MOVE);
        node <<= 1;
      } else {
        range -= bound;
        code -= bound;
        probabilities[base + node] = probability - (probability >> MOVE);
        node = (node << 1) | 1;
      }
      if (range < TOP) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | (this.#at < source.length ? source[this.#at]! : 0)) >>> 0;
        this.#at++;
      }
    }
    this.#range = range;
    this.#code = code;
    return node;
  }

  /** Least significant bit first. */
  reverseTree(base: number, bits: number): number {
    let node = 1;
    let value = 0;
    for (let index = 0; index < bits; index++) {
      const bit = this.bit(base + node);
      node = (node << 1) | bit;
      value |= bit << index;
    }
    return value;
  }

  #normalize(): void {
    if (this.#range >= TOP) return;
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | (this.#at < this.#source.length ? this.#source[this.#at]! : 0)) >>> 0;
    this.#at++;
  }
}

class Unpacker {
  readonly #bits: BitDecoder;
  readonly #target: Uint8Array;
  readonly #literalContext: number;
  readonly #literalMask: number;
  readonly #positionMask: number;
  #to = 0;
  #state = 0;
  /** The latest distances, minus one. */
  #distances: [number, number, number, number] = [0, 0, 0, 0];

  constructor(bits: BitDecoder, target: Uint8Array, literalContext: number, literalPosition: number, position: number) {
    this.#bits = bits;
    this.#target = target;
    this.#literalContext = literalContext;
    this.#literalMask = (1 << literalPosition) - 1;
    this.#positionMask = (1 << position) - 1;
  }

  run(): LzmaResult {
    const bits = this.#bits;
    while (this.#to < this.#target.length && !bits.isPastEnd) {
      const position = this.#to & this.#positionMask;
      if (bits.bit(IS_MATCH + this.#state * POSITION_STATES + position) === 0) this.#literal();
      else {
        const length = bits.bit(IS_REPEATED + this.#state) === 0 ? this.#match(position) : this.#repeated(position);
        if (length === undefined) return this.#ended(bits.left === 0 ? 'mark' : 'early mark');
        if (this.#distances[0] >= this.#to) return this.#ended('damaged');
        this.#copy(length);
      }
    }
    return this.#ended('full');
  }

  #ended(end: LzmaResult['end']): LzmaResult {
    const { left, isPastEnd } = this.#bits;
    return { size: this.#to, left: Math.max(0, left), end: isPastEnd ? 'cut' : end };
  }

  #literal(): void {
    const target = this.#target;
    const previous = this.#to === 0 ? 0 : target[this.#to - 1]!;
    const context =
      ((this.#to & this.#literalMask) << this.#literalContext) + (previous >>> (8 - this.#literalContext));
    const base = LITERAL + LITERAL_BITS * context;
    let node = 1;
    if (this.#state >= 7) {
      let match = target[this.#to - this.#distances[0] - 1]!;
      while (node < 0x100) {
        const expected = (match >>> 7) & 1;
        match <<= 1;
        const bit = this.#bits.bit(base + ((1 + expected) << 8) + node);
        node = (node << 1) | bit;
        if (bit !== expected) break;
      }
    }
    target[this.#to++] = this.#bits.node(base, node, 0x100);
    this.#state = this.#state < 4 ? 0 : this.#state - (this.#state < 10 ? 3 : 6);
  }

  /** @returns undefined at the end mark */
  #match(position: number): number | undefined {
    const bits = this.#bits;
    const length = this.#length(MATCH_LENGTH, position);
    const slot = bits.tree(DISTANCE_SLOT + Math.min(length - MIN_MATCH, 3) * 64, 6);
    let distance = slot;
    if (slot >= 4) {
      const low = (slot >>> 1) - 1;
      distance = (2 | (slot & 1)) * 2 ** low;
      if (slot < 14) distance += bits.reverseTree(DISTANCE_SPECIAL + distance - slot, low);
      else distance += bits.direct(low - 4) * 16 + bits.reverseTree(DISTANCE_ALIGN, 4);
    }
    const [first, second, third] = this.#distances;
    this.#distances = [distance, first, second, third];
    this.#state = this.#state < 7 ? 7 : 10;
    return distance === 0xffff_ffff ? undefined : length;
  }

  #repeated(position: number): number {
    const bits = this.#bits;
    const state = this.#state;
    const [first, second, third, fourth] = this.#distances;
    if (bits.bit(IS_REPEATED_0 + state) === 0) {
      if (bits.bit(IS_LONG_REPEATED_0 + state * POSITION_STATES + position) === 0) {
        this.#state = state < 7 ? 9 : 11;
        return 1;
      }
    } else if (bits.bit(IS_REPEATED_1 + state) === 0) this.#distances = [second, first, third, fourth];
    else if (bits.bit(IS_REPEATED_2 + state) === 0) this.#distances = [third, first, second, fourth];
    else this.#distances = [fourth, first, second, third];
    this.#state = state < 7 ? 8 : 11;
    return this.#length(REPEATED_LENGTH, position);
  }

  #length(base: number, position: number): number {
    const bits = this.#bits;
    if (bits.bit(base) === 0) return MIN_MATCH + bits.tree(base + LENGTH_LOW + position * 8, 3);
    if (bits.bit(base + 1) === 0) return MIN_MATCH + 8 + bits.tree(base + LENGTH_MIDDLE + position * 8, 3);
    return MIN_MATCH + 16 + bits.tree(base + LENGTH_HIGH, 8);
  }

  #copy(length: number): void {
    const target = this.#target;
    const back = this.#distances[0] + 1;
    const end = Math.min(this.#to + length, target.length);
    for (let at = this.#to; at < end; at++) target[at] = target[at - back]!;
    this.#to = end;
  }
}
