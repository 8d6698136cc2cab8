import { textPairs, textTriples } from './generated/text-statistics.ts';

/**
 * How likely bytes are to stand side by side in one kind of data. A rough model: it only has to tell which part of an
 * anchor is rare, and which windows should not share a bucket. A wrong guess costs time, never a hit.
 */
export interface Background {
  /** How much this kind of data matters. */
  readonly weight: number;
  /** Probability of a byte, for all 256. */
  readonly one: Float64Array;
  /** Probability of `first` followed by `second`. */
  pair(first: number, second: number): number;
  /** Probability of three bytes, letters in either case, if there are better figures for it than from pairs. */
  triple?(first: number, second: number, third: number): number;
}

export interface Backgrounds {
  /** All kinds, for choosing windows. */
  readonly kinds: readonly Background[];
  /** The kinds in which so many windows pass that it matters which anchors share a bucket. */
  readonly busy: readonly Background[];
  /** Those of the busy kinds for which there is no sample. */
  readonly modelled: readonly Background[];
}

export function backgrounds(): Backgrounds {
  const text = textBackground();
  const modelled = [encodedBackground(), wideBackground(text.one)];
  const busy = [text, ...modelled];
  return { kinds: [...busy, heapBackground()], busy, modelled };
}

/** Weight of text, such as source, logs and configuration. */
export const TEXT_WEIGHT = 3;

const RAREST = 2 ** -19;
const RAREST_TRIPLE = 2 ** -19;

/** Source text, from counted tables; scripts/build-background.ts describes their packing. */
function textBackground(): Background {
  const symbols = 98;
  const packed = Buffer.from(textPairs, 'base64');
  const symbolOf = new Uint8Array(256).fill(255);
  symbolOf[0x09] = 0;
  symbolOf[0x0a] = 1;
  symbolOf[0x0d] = 2;
  for (let byte = 0x20; byte <= 0x7e; byte++) symbolOf[byte] = byte - 0x20 + 3;
  const probabilityOf = Float64Array.from({ length: 16 }, (_, code) => 2 ** -(code + 4));
  const pair = (first: number, second: number): number => {
    const row = symbolOf[first]!;
    const column = symbolOf[second]!;
    if (row === 255 || column === 255) return RAREST / 16;
    const at = row * symbols + column;
    return probabilityOf[(packed[at >> 1]! >> ((at & 1) * 4)) & 15]!;
  };
  const one = new Float64Array(256).fill(RAREST);
  for (let first = 0; first < 256; first++) {
    if (symbolOf[first] === 255) continue;
    for (let second = 0x09; second <= 0x7e; second++) one[first]! += pair(first, second);
  }
  const triples = Buffer.from(textTriples, 'base64');
  const ofTriple = Float64Array.from({ length: 16 }, (_, code) => (code === 0 ? RAREST_TRIPLE : 2 ** (code - 18)));
  const triple = (first: number, second: number, third: number): number => {
    const cell = Math.imul(first | (second << 8) | (third << 16) | 0x202020, 0x9e3779b1) >>> 18;
    return ofTriple[(triples[cell >> 1]! >> ((cell & 1) * 4)) & 15]!;
  };
  return { weight: TEXT_WEIGHT, one, pair, triple };
}

/** Base64 and random bytes: mostly one of 64 characters, otherwise any byte. */
function encodedBackground(): Background {
  const one = new Float64Array(256).fill(0.2 / 256);
  for (let byte = 0x2b; byte <= 0x7a; byte++) {
    if (/[A-Za-z0-9+/]/.test(String.fromCharCode(byte))) one[byte]! += 0.8 / 64;
  }
  return independent(one);
}

/** Memory: half of it is zeros, which stand together, next to small numbers and 0xff. */
function heapBackground(): Background {
  const one = new Float64Array(256).fill(0.45 / 256);
  one[0]! += 0.5;
  one[0xff]! += 0.02;
  for (let byte = 1; byte < 32; byte++) one[byte]! += 0.03 / 31;
  const { pair } = independent(one);
  return { weight: 1, one, pair: (first, second) => (first === 0 && second === 0 ? 0.4 : pair(first, second)) };
}

/** UTF-16 text: each character next to a zero. */
function wideBackground(text: Float64Array): Background {
  const one = text.map((probability) => probability / 2);
  one[0] = 0.5;
  const pair = (first: number, second: number): number => {
    if (first === 0) return second === 0 ? RAREST : one[second]!;
    return second === 0 ? one[first]! : RAREST * one[first]! * one[second]!;
  };
  return { weight: 0.5, one, pair };
}

function independent(one: Float64Array): Background {
  return { weight: 1, one, pair: (first, second) => one[first]! * one[second]! };
}
