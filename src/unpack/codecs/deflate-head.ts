/**
 * Whether bytes can be the beginning of a deflate stream, RFC 1951: cheap when they are not. A stored block is recognised by
 * its length, which is stored twice; one with dynamic codes by their completeness. Nearly anything decodes with the fixed
 * codes, so such a block is judged by whether its distances stay within the output, symbol after symbol.
 */
export type DeflateHead = 'no' | 'likely' | 'too short to tell' | { readonly endsAt: number };

/** Fixed-code symbols to decode. Of random ones, one in five is invalid. */
const MAX_SYMBOLS = 96;

export function deflateHead(bytes: Uint8Array, start: number): DeflateHead {
  const bits = new Bits(bytes, start);
  let symbols = 0;
  let outputBytes = 0;
  for (;;) {
    const isLast = bits.take(1) === 1;
    const type = bits.take(2);
    if (type === 0) return bits.takePadding() === 0 ? storedHead(bytes, bits.alignedAt) : 'no';
    if (type === 2) return dynamicHead(bits);
    if (type === 3) return bits.hasEnded ? 'too short to tell' : 'no';
    for (let isInBlock = true; isInBlock; symbols++) {
      if (symbols === MAX_SYMBOLS) return 'likely';
      const length = fixedSymbol(bits, outputBytes);
      if (bits.hasEnded) return 'too short to tell';
      if (length === WRONG) return 'no';
      outputBytes += length;
      isInBlock = length > 0;
    }
    if (isLast) return { endsAt: bits.alignedAt };
  }
}

/** Reads the bits of each byte from the lowest up; after the end of the bytes all are zero. */
class Bits {
  readonly #bytes: Uint8Array;
  #at: number;
  #held = 0;
  #heldBits = 0;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#at = start;
  }

  /** More bits were taken than there are. */
  get hasEnded(): boolean {
    return this.alignedAt > this.#bytes.length;
  }

  /** The offset after the last byte of which a bit was taken. */
  get alignedAt(): number {
    return this.#at - (this.#heldBits >> 3);
  }

  /** @param count up to 16 */
  take(count: number): number {
    while (this.#heldBits < count) {
      this.#held |= (this.#bytes[this.#at++] ?? 0) << this.#heldBits;
      this.#heldBits += 8;
    }
    const value = this.#held & ((1 << count) - 1);
    this.#held >>>= count;
    this.#heldBits -= count;
    return value;
  }

  /** The remaining bits of the current byte. */
  takePadding(): number {
    return this.take(this.#heldBits & 7);
  }

  /** Huffman codes come with their highest bit first. @param count up to 7 */
  takeReversed(count: number): number {
    return REVERSED[this.take(count)]! >> (7 - count);
  }
}

/** Seven bits reversed. */
const REVERSED = Uint8Array.from({ length: 128 }, (_, value) => {
  let reversed = 0;
  for (let bit = 0; bit < 7; bit++) reversed |= ((value >> bit) & 1) << (6 - bit);
  return reversed;
});

/*  section 3.2.4: LEN, NLEN; before them padding, which everybody writes as zeros   */
function storedHead(bytes: Uint8Array, at: number): DeflateHead {
  if (at + 4 > bytes.length) return 'too short to tell';
  return (bytes[at]! ^ bytes[at + 2]!) === 0xff && (bytes[at + 1]! ^ bytes[at + 3]!) === 0xff ? 'likely' : 'no';
}

const WRONG = -1;
/** Section 3.2.5: base lengths of the symbols 257 to 285, base distances of 0 to 29, and the number of extra bits for each. */
const LENGTHS = startsOf(28, 4, 3);
const DISTANCES = startsOf(30, 2, 1);
LENGTHS.push({ start: 258, extraBits: 0 });

function startsOf(count: number, perBits: number, first: number): { start: number; extraBits: number }[] {
  const starts = [];
  for (let symbol = 0, start = first; symbol < count; symbol++) {
    const extraBits = Math.max(0, Math.floor(symbol / perBits) - 1);
    starts.push({ start, extraBits });
    start += 1 << extraBits;
  }
  return starts;
}

/**
 * Section 3.2.6: 7 bits 0000000 to 0010111 are 256 to 279; 8 bits from 00110000 on 0 to 143, from 11000000 on 280 to 287;
 * 9 bits from 110010000 on 144 to 255. @returns the bytes that the next symbol makes, 0 at the end of the block
 */
function fixedSymbol(bits: Bits, outputBytes: number): number {
  let code = bits.takeReversed(7);
  let symbol = 256 + code;
  if (code > 0b0010111) {
    code = (code << 1) | bits.take(1);
    if (code >= 0b11001000) {
      bits.take(1);
      return 1;
    }
    if (code < 0b11000000) return 1;
    symbol = 280 + code - 0b11000000;
  }
  if (symbol === 256) return 0;
  const length = LENGTHS[symbol - 257];
  if (length === undefined) return WRONG;
  const bytes = length.start + bits.take(length.extraBits);
  const distance = DISTANCES[bits.takeReversed(5)];
  if (distance === undefined) return WRONG;
  return distance.start + bits.take(distance.extraBits) > outputBytes ? WRONG : bytes;
}

const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const MAX_CODE_BITS = 7;

/*  section 3.2.7:
 *  5 bits HLIT: literal and length codes - 257, up to 29
 *  5 bits HDIST: distance codes - 1, up to 29
 *  4 bits HCLEN: code length codes - 4
 *  3 bits each: lengths of the codes for code lengths, in an order of their own
 *  .      code lengths of all, in these codes                               */
function dynamicHead(bits: Bits): DeflateHead {
  const literals = bits.take(5) + 257;
  const distances = bits.take(5) + 1;
  if (literals > 286 || distances > 30) return 'no';
  const lengths = new Uint8Array(CODE_LENGTH_ORDER.length);
  const count = bits.take(4) + 4;
  let room = 1 << MAX_CODE_BITS;
  for (let index = 0; index < count; index++) {
    const length = bits.take(3);
    lengths[CODE_LENGTH_ORDER[index]!] = length;
    if (length > 0) room -= 1 << (MAX_CODE_BITS - length);
  }
  if (bits.hasEnded) return 'too short to tell';
  return room === 0 ? codeLengthsHead(bits, lengths, literals, distances) : 'no';
}

/** Whether the code lengths form complete codes, as zlib requires, except that there may be only one distance code, or none. */
function codeLengthsHead(bits: Bits, ofLengths: Uint8Array, literals: number, distances: number): DeflateHead {
  const symbolOf = codeTable(ofLengths);
  const lengths = new Uint8Array(literals + distances);
  for (let at = 0; at < lengths.length; ) {
    const symbol = symbolOf(bits);
    if (bits.hasEnded) return 'too short to tell';
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    if (symbol === 16 && at === 0) return 'no';
    const repeats = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
    if (at + repeats > lengths.length) return bits.hasEnded ? 'too short to tell' : 'no';
    lengths.fill(symbol === 16 ? lengths[at - 1]! : 0, at, at + repeats);
    at += repeats;
  }
  const distanceLengths = lengths.subarray(literals);
  const isSingle = distanceLengths.reduce((sum, length) => sum + length, 0) <= 1;
  const isSound =
    lengths[256]! > 0 && isComplete(lengths.subarray(0, literals)) && (isSingle || isComplete(distanceLengths));
  return isSound ? 'likely' : 'no';
}

function isComplete(lengths: Uint8Array): boolean {
  let room = 1 << 15;
  for (const length of lengths) if (length > 0) room -= 1 << (15 - length);
  return room === 0;
}

/** @param lengths of a complete code with at most 7 bits. @returns a function that reads one symbol */
function codeTable(lengths: Uint8Array): (bits: Bits) => number {
  const symbols: number[] = [];
  for (let length = 1; length <= MAX_CODE_BITS; length++)
    for (const [symbol, own] of lengths.entries()) if (own === length) symbols.push(symbol);
  const counts = new Uint8Array(MAX_CODE_BITS + 1);
  for (const length of lengths) counts[length]!++;
  return (bits) => {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= MAX_CODE_BITS; length++) {
      code |= bits.take(1);
      const count = counts[length]!;
      if (code - first < count) return symbols[index + code - first]!;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return 0;
  };
}
