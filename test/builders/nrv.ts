/** Packs with NRV2B, NRV2D and NRV2E, for tests: what is told it, as literals and matches. Independent of src. */

export interface NrvManner {
  readonly kind: '2b' | '2d' | '2e';
  readonly wordBytes: 1 | 2 | 4;
}

/** A literal, or a match of two bytes or more. */
export type NrvToken = number | { readonly distance: number; readonly length: number };

export function packNrv(tokens: readonly NrvToken[], { kind, wordBytes }: NrvManner): Buffer {
  const stream = new Stream(wordBytes);
  let latest = 1;
  for (const token of tokens) {
    if (typeof token === 'number') {
      stream.bit(1);
      stream.byte(token);
      continue;
    }
    const { distance, length } = token;
    const least = distance > (kind === '2b' ? 0xd00 : 0x500) ? 3 : 2;
    const rest = length - least;
    stream.bit(0);
    // Of 2D and 2E a bit of the length is the lowest one of the distance, turned round.
    const first = kind === '2e' ? Number(rest < 2) : rest < 3 ? (rest + 1) >> 1 : 0;
    if (distance === latest) {
      writePrefix(stream, kind, 2);
      stream.bit(first);
    } else if (kind === '2b') {
      writeDistance(stream, kind, distance - 1);
      stream.bit(first);
    } else writeDistance(stream, kind, (distance - 1) * 2 + (1 - first));
    latest = distance;
    if (kind === '2e') writeShort(stream, rest);
    else if (rest < 3) stream.bit((rest + 1) & 1);
    else {
      stream.bit(0);
      writeNumber(stream, rest - 1);
    }
  }
  stream.bit(0);
  writeDistance(stream, kind, 0xffff_ffff);
  return stream.finish();
}

/** 2E: 0 and 1, 2 and 3, 4 and more. */
function writeShort(stream: Stream, rest: number): void {
  if (rest < 2) stream.bit(rest);
  else if (rest < 4) {
    stream.bit(1);
    stream.bit(rest - 2);
  } else {
    stream.bit(0);
    writeNumber(stream, rest - 2);
  }
}

function writeDistance(stream: Stream, kind: NrvManner['kind'], value: number): void {
  writePrefix(stream, kind, Math.floor(value / 256) + 3);
  stream.byte(value % 256);
}

function writePrefix(stream: Stream, kind: NrvManner['kind'], value: number): void {
  if (kind === '2b') writeNumber(stream, value);
  else writePaired(stream, value);
}

/** Digits behind the first, each with whether it is the last. */
function writeNumber(stream: Stream, value: number): void {
  const digits = [...value.toString(2).slice(1)];
  for (const [index, digit] of digits.entries()) {
    stream.bit(Number(digit));
    stream.bit(Number(index === digits.length - 1));
  }
}

/** Undoes `value = value * 2 + bit; value = (value - 1) * 2 + bit` from its end. */
function writePaired(stream: Stream, value: number): void {
  const bits: number[] = [1];
  let rest = value;
  for (;;) {
    bits.unshift(rest % 2);
    rest = Math.floor(rest / 2);
    if (rest === 1) break;
    bits.unshift(0, rest % 2);
    rest = Math.floor(rest / 2) + 1;
  }
  for (const bit of bits) stream.bit(bit);
}

class Stream {
  readonly #bytes: number[] = [];
  readonly #wordBytes: number;
  #wordAt = 0;
  #left = 0;

  constructor(wordBytes: number) {
    this.#wordBytes = wordBytes;
  }

  byte(value: number): void {
    this.#bytes.push(value);
  }

  bit(value: number): void {
    if (this.#left === 0) {
      this.#wordAt = this.#bytes.length;
      for (let index = 0; index < this.#wordBytes; index++) this.#bytes.push(0);
      this.#left = 8 * this.#wordBytes;
    }
    this.#left--;
    this.#bytes[this.#wordAt + (this.#left >> 3)]! |= value << (this.#left & 7);
  }

  finish(): Buffer {
    return Buffer.from(this.#bytes);
  }
}
