/**
 * A block of bzip2 after its header: what bzip2 itself and NSIS have in common. The only description of the format is the source
 * (decompress.c and huffman.c).
 */

/** Consecutive symbols that share a code table, chosen by a list of selectors (bzlib_private.h). */
const GROUP_SYMBOLS = 50;
const MAX_TABLES = 6;
const MAX_CODE_BITS = 20;
/** Symbols below the move-to-front positions: digits of a run length of the front byte. */
const [RUN_A, RUN_B] = [0, 1];

/** Most significant bit of a byte first. Behind the end, zeros follow. */
export class Bzip2Bits {
  readonly #source: Uint8Array;
  #at = 0;

  constructor(source: Uint8Array) {
    this.#source = source;
  }

  get isPastEnd(): boolean {
    return this.#at > 8 * this.#source.length;
  }

  /** Whether no whole byte is left. */
  get isAtEnd(): boolean {
    return this.#at > 8 * (this.#source.length - 1);
  }

  /** @param width 1 to 24 */
  read(width: number): number {
    const value = this.peek(width);
    this.#at += width;
    return value;
  }

  /** @param width 1 to 24 */
  peek(width: number): number {
    const source = this.#source;
    const first = this.#at >>> 3;
    const word = (source[first]! << 24) | (source[first + 1]! << 16) | (source[first + 2]! << 8) | source[first + 3]!;
    return (word << (this.#at & 7)) >>> (32 - width);
  }

  skip(width: number): void {
    this.#at += width;
  }

  skipToByte(): void {
    this.#at = (this.#at + 7) & ~7;
  }
}

/** Reads a block's bytes into `block`, sorted by what follows them. @returns how many; undefined when it is invalid, or larger than `block` */
export function readBzip2Block(bits: Bzip2Bits, block: Uint32Array): number | undefined {
  const places = readBytesThatOccur(bits);
  const tables = bits.read(3);
  const groups = bits.read(15);
  if (places.length === 0 || tables < 2 || tables > MAX_TABLES || groups === 0) return undefined;
  const choices = readChoices(bits, tables, groups);
  const codes = choices && readCodes(bits, tables, places.length + 2);
  if (choices === undefined || codes === undefined) return undefined;
  const end = places.length + 1;
  let [length, run, digit] = [0, 0, 1];
  for (let count = 0; !bits.isPastEnd; count++) {
    const choice = choices[Math.floor(count / GROUP_SYMBOLS)];
    const symbol = choice === undefined ? undefined : codes[choice]!.next(bits);
    if (symbol === undefined) return undefined;
    if (symbol === RUN_A || symbol === RUN_B) {
      if (digit > block.length) return undefined;
      run += digit * (symbol + 1);
      digit *= 2;
      continue;
    }
    if (length + run > block.length) return undefined;
    if (run > 0) block.fill(places[0]!, length, length + run);
    length += run;
    run = 0;
    digit = 1;
    if (symbol === end) return length;
    if (length === block.length) return undefined;
    block[length++] = toFront(places, symbol - 1);
  }
  return undefined;
}

/** A two-level bitmap: which of 16 ranges are used, and which bytes within each. */
function readBytesThatOccur(bits: Bzip2Bits): Uint8Array {
  const stretches = bits.read(16);
  const found: number[] = [];
  for (let stretch = 0; stretch < 16; stretch++) {
    if (((stretches >>> (15 - stretch)) & 1) === 0) continue;
    const marks = bits.read(16);
    for (let index = 0; index < 16; index++) if (((marks >>> (15 - index)) & 1) === 1) found.push(16 * stretch + index);
  }
  return Uint8Array.from(found);
}

/** The table of each group, stored as a move-to-front position. */
function readChoices(bits: Bzip2Bits, tables: number, groups: number): Uint8Array | undefined {
  const latest = Uint8Array.from({ length: tables }, (_, index) => index);
  const choices = new Uint8Array(groups);
  for (let group = 0; group < groups; group++) {
    let place = 0;
    while (bits.read(1) === 1) if (++place >= tables) return undefined;
    choices[group] = toFront(latest, place);
  }
  return choices;
}

/** Code lengths, each stored as a difference from the previous one. */
function readCodes(bits: Bzip2Bits, tables: number, symbols: number): Codes[] | undefined {
  const all: Codes[] = [];
  for (let table = 0; table < tables; table++) {
    const lengths = new Uint8Array(symbols);
    let length = bits.read(5);
    for (let symbol = 0; symbol < symbols; symbol++) {
      for (;;) {
        if (length < 1 || length > MAX_CODE_BITS) return undefined;
        if (bits.read(1) === 0) break;
        length += bits.read(1) === 0 ? 1 : -1;
      }
      lengths[symbol] = length;
    }
    all.push(new Codes(lengths));
  }
  return all;
}

/** Canonical Huffman codes: those of one length are consecutive, in the order of symbols, and the shorter ones come first. */
class Codes {
  readonly #shortest: number;
  /** By length: the first number of MAX_CODE_BITS bits that begins with no code of this length or a shorter one. */
  readonly #limits: number[] = [];
  /** By length: what makes a code the index of its symbol. */
  readonly #offsets: number[] = [];
  readonly #symbols: number[];

  constructor(lengths: Uint8Array) {
    const counts = new Uint16Array(MAX_CODE_BITS + 1);
    for (const length of lengths) counts[length]!++;
    this.#symbols = [...lengths.keys()].sort((a, b) => lengths[a]! - lengths[b]! || a - b);
    this.#shortest = lengths[this.#symbols[0]!]!;
    let [code, index] = [0, 0];
    for (let length = 0; length <= MAX_CODE_BITS; length++) {
      code *= 2;
      this.#offsets.push(index - code);
      code += counts[length]!;
      index += counts[length]!;
      this.#limits.push(code * 2 ** (MAX_CODE_BITS - length));
    }
  }

  next(bits: Bzip2Bits): number | undefined {
    const ahead = bits.peek(MAX_CODE_BITS);
    for (let length = this.#shortest; length <= MAX_CODE_BITS; length++) {
      if (ahead >= this.#limits[length]!) continue;
      bits.skip(length);
      return this.#symbols[(ahead >>> (MAX_CODE_BITS - length)) + this.#offsets[length]!];
    }
    return undefined;
  }
}

function toFront(list: Uint8Array, place: number): number {
  const value = list[place]!;
  for (let at = place; at > 0; at--) list[at] = list[at - 1]!;
  list[0] = value;
  return value;
}

/**
 * Undoes the Burrows-Wheeler transform and the run-length coding: after four equal bytes, a count says how many more follow.
 * @param first index of the original row (`origPtr`), within `block`
 * @returns how many bytes, at most those of `target`
 */
export function writeBzip2Block(block: Uint32Array, first: number, target: Uint8Array): number {
  link(block);
  let [size, equal, last] = [0, 0, -1];
  let entry = block[first]!;
  for (let left = block.length; left > 0 && size < target.length; left--) {
    entry = block[entry >>> 8]!;
    const byte = entry & 0xff;
    if (equal === 4) {
      target.fill(last, size, size + byte);
      size = Math.min(size + byte, target.length);
      equal = 0;
      last = -1;
    } else {
      equal = byte === last ? equal + 1 : 1;
      last = byte;
      target[size++] = byte;
    }
  }
  return size;
}

/** Stores the index of each byte's successor in the bits above the byte. */
function link(block: Uint32Array): void {
  const starts = new Uint32Array(256);
  for (const byte of block) starts[byte]!++;
  let sum = 0;
  for (let byte = 0; byte < 256; byte++) {
    const count = starts[byte]!;
    starts[byte] = sum;
    sum += count;
  }
  for (let place = 0; place < block.length; place++) {
    const to = starts[block[place]! & 0xff]!++;
    block[to] = (block[to]! & 0xff) | (place << 8);
  }
}
