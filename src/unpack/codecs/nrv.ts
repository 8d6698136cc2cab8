/**
 * NRV2B, NRV2D and NRV2E of UCL, which UPX uses for what it does not pack with LZMA. Bits and bytes share one stream: bits come from
 * words, each stored where its first bit is needed. Verified against the output of `upx -d`.
 */
import { copyMatch } from './copy-match.ts';

export interface NrvManner {
  readonly kind: '2b' | '2d' | '2e';
  /** Size of the little-endian words that hold the bits. */
  readonly wordBytes: 1 | 2 | 4;
}

/** End mark: no distance has this value. */
const END = 0xffff_ffff;
/** Code for repeating the previous distance. */
const SAME = 2;
/** From this distance on, a match is one byte longer. */
const FAR = { '2b': 0xd00, '2d': 0x500, '2e': 0x500 };

/**
 * Unpacks into `target`, limited to its size.
 * @returns where the content ends, or the complement (~) of where it breaks off, when it is damaged, cut off or longer
 */
export function unpackNrv(source: Uint8Array, target: Uint8Array, { kind, wordBytes }: NrvManner): number {
  const bits = new NrvBits(source, wordBytes);
  let to = 0;
  let latest = 1;
  while (!bits.isPastEnd) {
    while (bits.bit() === 1) {
      if (to === target.length || bits.isPastEnd) return ~to;
      target[to++] = bits.byte();
    }
    const prefix = kind === '2b' ? bits.prefixed() : bits.paired();
    let length = 0;
    if (prefix === SAME) length = bits.bit();
    else {
      const packed = (prefix - 3) * 256 + bits.byte();
      if (packed === END) return bits.isPastEnd ? ~to : to;
      // In 2D and 2E, the lowest bit belongs to the length.
      latest = kind === '2b' ? packed + 1 : Math.floor(packed / 2) + 1;
      length = kind === '2b' ? bits.bit() : ~packed & 1;
    }
    length = (kind === '2e' ? shortLength(bits, length) : longLength(bits, length)) + (latest > FAR[kind] ? 1 : 0);
    if (latest > to || length > target.length - to) return ~to;
    to = copyMatch(target, to, latest, length);
  }
  return ~to;
}

/** 2 to 4 bytes, or more. */
function longLength(bits: NrvBits, first: number): number {
  const length = first * 2 + bits.bit();
  return length === 0 ? bits.prefixed() + 3 : length + 1;
}

function shortLength(bits: NrvBits, first: number): number {
  if (first === 1) return 2 + bits.bit();
  return bits.bit() === 1 ? 4 + bits.bit() : bits.prefixed() + 4;
}

/** Larger numbers mean damage. */
const MAX_NUMBER = 2 ** 26;

class NrvBits {
  readonly #source: Uint8Array;
  readonly #wordBytes: number;
  #at = 0;
  #word = 0;
  #left = 0;

  constructor(source: Uint8Array, wordBytes: number) {
    this.#source = source;
    this.#wordBytes = wordBytes;
  }

  /** More input was needed than there is. */
  get isPastEnd(): boolean {
    return this.#at > this.#source.length;
  }

  byte(): number {
    return this.#source[this.#at++] ?? 0;
  }

  /** Most significant bit of a word first. */
  bit(): number {
    if (this.#left === 0) {
      this.#word = 0;
      for (let shift = 0; shift < 8 * this.#wordBytes; shift += 8) this.#word |= this.byte() << shift;
      this.#left = 8 * this.#wordBytes;
    }
    this.#left--;
    return (this.#word >>> this.#left) & 1;
  }

  /** A prefix code: after each bit, a 0 means that another bit follows. */
  prefixed(): number {
    let value = 1;
    do value = value * 2 + this.bit();
    while (this.bit() === 0 && value < MAX_NUMBER);
    return value;
  }

  /** A similar code that reads two bits at a time; the first one is always present. */
  paired(): number {
    let value = 1;
    for (;;) {
      value = value * 2 + this.bit();
      if (this.bit() === 1 || value >= MAX_NUMBER) return value;
      value = (value - 1) * 2 + this.bit();
    }
  }
}
