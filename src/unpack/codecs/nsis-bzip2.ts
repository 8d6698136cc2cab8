/**
 * bzip2 as NSIS writes it (bzip2/compress.c and decompress.c in its Source): there is no stream header; a block begins with one
 * byte, and has neither a checksum nor the bit for randomised data. The rest is plain bzip2. For small data: 7-Zip unpacks the
 * files.
 */

const BLOCK = 0x31;
const BLOCK_BYTES = 900_000;
/** Consecutive symbols that share a code table, chosen by a list of selectors (bzlib_private.h). */
const GROUP_SYMBOLS = 50;
const MAX_TABLES = 6;
const MAX_CODE_BITS = 20;
/** Symbols below the move-to-front positions: digits of a run length of the front byte. */
const [RUN_A, RUN_B] = [0, 1];

/** The block's first byte is followed by the index of the original row (`origPtr`), below 14 * 2^16. */
export function beginsNsisBzip2(bytes: Uint8Array): boolean {
  return bytes[0] === BLOCK && bytes[1]! < 14;
}

/** Unpacks as much as there is into `target`. @returns how many bytes */
export function unpackNsisBzip2(source: Uint8Array, target: Uint8Array): number {
  const bits = new Bits(source);
  const block = new Uint32Array(BLOCK_BYTES);
  let size = 0;
  while (size < target.length && bits.read(8) === BLOCK) {
    const first = bits.read(24);
    const length = readBlock(bits, block);
    if (length === undefined || bits.isPastEnd || first >= length) break;
    size += writeBlock(block.subarray(0, length), first, target.subarray(size));
  }
  return size;
}

/** Most significant bit of a byte first. Behind the end, zeros follow. */
class Bits {
  readonly #source: Uint8Array;
  #at = 0;

  constructor(source: Uint8Array) {
    this.#source = source;
  }

  get isPastEnd(): boolean {
    return this.#at > 8 * this.#source.length;
  }

  bit(): number {
    const at = this.#at++;
    return ((this.#source[at >>> 3] ?? 0) >>> (7 - (at & 7))) & 1;
  }

  read(width: number): number {
    let value = 0;
    for (let left = width; left > 0; left--) value = (value << 1) | this.bit();
    return value;
  }
}

/** Reads a block's bytes, sorted by what follows them. @returns how many; undefined when it is invalid */
function readBlock(bits: Bits, block: Uint32Array): number | undefined {
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
      if (digit > BLOCK_BYTES) return undefined;
      run += digit * (symbol + 1);
      digit *= 2;
      continue;
    }
    if (length + run > BLOCK_BYTES) return undefined;
    block.fill(places[0]!, length, length + run);
    length += run;
    [run, digit] = [0, 1];
    if (symbol === end) return length;
    if (length === BLOCK_BYTES) return undefined;
    block[length++] = toFront(places, symbol - 1);
  }
  return undefined;
}

/** A two-level bitmap: which of 16 ranges are used, and which bytes within each. */
function readBytesThatOccur(bits: Bits): number[] {
  const stretches = bits.read(16);
  const found: number[] = [];
  for (let stretch = 0; stretch < 16; stretch++) {
    if (((stretches >>> (15 - stretch)) & 1) === 0) continue;
    const marks = bits.read(16);
    for (let index = 0; index < 16; index++) if (((marks >>> (15 - index)) & 1) === 1) found.push(16 * stretch + index);
  }
  return found;
}

/** The table of each group, stored as a move-to-front position. */
function readChoices(bits: Bits, tables: number, groups: number): Uint8Array | undefined {
  const latest = Array.from({ length: tables }, (_, index) => index);
  const choices = new Uint8Array(groups);
  for (let group = 0; group < groups; group++) {
    let place = 0;
    while (bits.bit() === 1) if (++place >= tables) return undefined;
    choices[group] = toFront(latest, place);
  }
  return choices;
}

/** Code lengths, each stored as a difference from the previous one. */
function readCodes(bits: Bits, tables: number, symbols: number): Codes[] | undefined {
  const all: Codes[] = [];
  for (let table = 0; table < tables; table++) {
    const lengths = new Uint8Array(symbols);
    let length = bits.read(5);
    for (let symbol = 0; symbol < symbols; symbol++) {
      for (;;) {
        if (length < 1 || length > MAX_CODE_BITS) return undefined;
        if (bits.bit() === 0) break;
        length += bits.bit() === 0 ? 1 : -1;
      }
      lengths[symbol] = length;
    }
    all.push(new Codes(lengths));
  }
  return all;
}

/** Canonical Huffman codes: those of one length are consecutive, in the order of symbols. */
class Codes {
  readonly #counts = new Uint16Array(MAX_CODE_BITS + 1);
  readonly #symbols: number[];

  constructor(lengths: Uint8Array) {
    for (const length of lengths) this.#counts[length]!++;
    this.#symbols = [...lengths.keys()].sort((a, b) => lengths[a]! - lengths[b]! || a - b);
  }

  next(bits: Bits): number | undefined {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length <= MAX_CODE_BITS; length++) {
      code = (code << 1) | bits.bit();
      const count = this.#counts[length]!;
      if (code - first < count) return this.#symbols[index + code - first];
      index += count;
      first = (first + count) << 1;
    }
    return undefined;
  }
}

function toFront(list: number[], place: number): number {
  const value = list[place]!;
  list.copyWithin(1, 0, place);
  list[0] = value;
  return value;
}

/** Undoes the Burrows-Wheeler transform and the run-length coding: after four equal bytes, a count says how many more follow. */
function writeBlock(block: Uint32Array, first: number, target: Uint8Array): number {
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
