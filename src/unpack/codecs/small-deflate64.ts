/**
 * Unpacks a small, sound stream of Deflate64, the method 9 of zip, here: an archive may have thousands, and each would be a run of 7-Zip.
 * It is RFC 1951 but for three things (7-Zip, C/../DeflateConst.h): matches reach back 64 KiB, by two more codes for distances, and the
 * length code 285 has 16 extra bits. Damage of any kind is left to 7-Zip.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { BitReader } from './bit-reader.ts';
import { copyMatch } from './copy-match.ts';

const MAX_CODE_BITS = 15;
const END_OF_BLOCK = 256;
const LITERAL_CODES = 288;
const DISTANCE_CODES = 32;

/** What a code for a length or a distance stands for: a number, and that of the extra bits, which are added to it. */
interface Base {
  readonly start: number;
  readonly extraBits: number;
}
/** Section 3.2.5: of the symbols 257 to 285, and of the distance codes. */
const LENGTHS: readonly Base[] = [...basesOf(28, 4, 3), { start: 3, extraBits: 16 }];
const DISTANCES: readonly Base[] = basesOf(DISTANCE_CODES, 2, 1);

/** @param perBits so many codes have the same number of extra bits; the first ones have none */
function basesOf(count: number, perBits: number, first: number): Base[] {
  const bases: Base[] = [];
  for (let code = 0, start = first; code < count; code++) {
    const extraBits = Math.max(0, Math.floor(code / perBits) - 1);
    bases.push({ start, extraBits });
    start += 1 << extraBits;
  }
  return bases;
}

/** Canonical Huffman codes (section 3.2.2): how many there are of each length, and their symbols in order. */
interface Codes {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

/** Section 3.2.6. */
const FIXED_LITERALS = codesOf(
  Uint8Array.from({ length: LITERAL_CODES }, (_, symbol) =>
    symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
  ),
);
const FIXED_DISTANCES = codesOf(new Uint8Array(DISTANCE_CODES).fill(5));

function codesOf(lengths: Uint8Array): Codes {
  const counts = new Uint16Array(MAX_CODE_BITS + 1);
  for (const length of lengths) if (length > 0) counts[length]!++;
  const places = new Uint16Array(MAX_CODE_BITS + 1);
  for (let length = 1; length < MAX_CODE_BITS; length++) places[length + 1] = places[length]! + counts[length]!;
  const symbols = new Uint16Array(lengths.length);
  for (const [symbol, length] of lengths.entries()) if (length > 0) symbols[places[length]!++] = symbol;
  return { counts, symbols };
}

/** @returns `size` bytes; undefined when it is damaged, or has more or fewer */
export function unpackSmallDeflate64(source: ByteSource, size: number): Uint8Array | undefined {
  const target = new Uint8Array(size);
  try {
    return new Deflate64(source, target).unpack() === size ? target : undefined;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

class Deflate64 {
  readonly #bits: BitReader;
  readonly #target: Uint8Array;
  #size = 0;

  constructor(source: ByteSource, target: Uint8Array) {
    this.#bits = new BitReader(source, 0, source.size);
    this.#target = target;
  }

  /** @returns how many bytes. @throws FormatError */
  unpack(): number {
    for (let isLast = false; !isLast; ) {
      isLast = this.#bits.read(1) === 1;
      const type = this.#bits.read(2);
      if (type === 0) this.#readStored();
      else if (type === 1) this.#readBlock(FIXED_LITERALS, FIXED_DISTANCES);
      else if (type === 2) this.#readBlock(...this.#readCodes());
      else throw damage();
    }
    return this.#size;
  }

  /* section 3.2.4:  up to 7 bits of padding   0  2  length   2  2  its complement   4  n  the bytes   */
  #readStored(): void {
    this.#bits.position = Math.ceil(this.#bits.position / 8) * 8;
    const length = this.#bits.read(16);
    if ((length ^ this.#bits.read(16)) !== 0xffff) throw damage();
    for (let count = 0; count < length; count++) this.#put(this.#bits.read(8));
  }

  #readBlock(literals: Codes, distances: Codes): void {
    for (;;) {
      const symbol = this.#readSymbol(literals);
      if (symbol === END_OF_BLOCK) return;
      if (symbol < END_OF_BLOCK) this.#put(symbol);
      else this.#copy(this.#readNumber(LENGTHS, symbol - END_OF_BLOCK - 1), distances);
    }
  }

  #put(byte: number): void {
    if (this.#size === this.#target.length) throw damage();
    this.#target[this.#size++] = byte;
  }

  #copy(length: number, distances: Codes): void {
    const distance = this.#readNumber(DISTANCES, this.#readSymbol(distances));
    if (distance > this.#size || length > this.#target.length - this.#size) throw damage();
    copyMatch(this.#target, this.#size, distance, length);
    this.#size += length;
  }

  #readNumber(bases: readonly Base[], code: number): number {
    const base = bases[code];
    if (base === undefined) throw damage();
    return base.start + this.#bits.read(base.extraBits);
  }

  /** The codes come with their highest bit first. */
  #readSymbol({ counts, symbols }: Codes): number {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length <= MAX_CODE_BITS; length++) {
      code = (code << 1) | this.#bits.read(1);
      const count = counts[length]!;
      if (code - first < count) return symbols[index + code - first]!;
      index += count;
      first = (first + count) << 1;
    }
    throw damage();
  }

  /* section 3.2.7:  5  literal and length codes - 257   5  distance codes - 1   4  codes for code lengths - 4
   *                 3 bits each: the lengths of those, in an order of their own   then the lengths of all, in these codes   */
  #readCodes(): [literals: Codes, distances: Codes] {
    const literals = this.#bits.read(5) + 257;
    const count = literals + this.#bits.read(5) + 1;
    const ofLengths = new Uint8Array(CODE_LENGTH_ORDER.length);
    const stated = this.#bits.read(4) + 4;
    for (let index = 0; index < stated; index++) ofLengths[CODE_LENGTH_ORDER[index]!] = this.#bits.read(3);
    const lengths = this.#readLengths(codesOf(ofLengths), count);
    return [codesOf(lengths.subarray(0, literals)), codesOf(lengths.subarray(literals))];
  }

  /** 16 repeats the last length three to six times, 17 and 18 stand for zeros. */
  #readLengths(codes: Codes, count: number): Uint8Array {
    const lengths = new Uint8Array(count);
    for (let at = 0; at < count; ) {
      const symbol = this.#readSymbol(codes);
      if (symbol < 16) {
        lengths[at++] = symbol;
        continue;
      }
      const repeats =
        symbol === 16 ? 3 + this.#bits.read(2) : symbol === 17 ? 3 + this.#bits.read(3) : 11 + this.#bits.read(7);
      if (at + repeats > count || (symbol === 16 && at === 0)) throw damage();
      lengths.fill(symbol === 16 ? lengths[at - 1]! : 0, at, at + repeats);
      at += repeats;
    }
    return lengths;
  }
}

const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

function damage(): FormatError {
  return new FormatError('the Deflate64 stream is damaged');
}
