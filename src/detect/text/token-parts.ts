/**
 * The parts of tokens: runs of a given number of characters of one alphabet, and literals between them. A format declared once in
 * parts has its pattern, its maximum length and its examples.
 */
import { ALPHANUMERIC, BASE64, BASE64URL, DIGITS, HEX, LOWER, type RandomText, UPPER } from './random-text.ts';

export interface Run {
  /** Each character occurs in it once. */
  readonly alphabet: string;
  readonly least: number;
  readonly most: number;
}

/** A string is a literal. */
export type Part = Run | string;

const runOf =
  (alphabet: string) =>
  (least: number, most: number = least): Run => ({ alphabet, least, most });

export const digits = runOf(DIGITS);
export const hex = runOf(HEX);
export const anyHex = runOf(`${HEX}ABCDEF`);
export const upperHex = runOf(`${DIGITS}ABCDEF`);
export const lowerAlphanumeric = runOf(DIGITS + LOWER);
export const upperAlphanumeric = runOf(DIGITS + UPPER);
export const alphanumeric = runOf(ALPHANUMERIC);
export const base64 = runOf(BASE64);
export const base64url = runOf(BASE64URL);

/** RFC 9562, in lower case. */
export const UUID: readonly Part[] = [hex(8), '-', hex(4), '-', hex(4), '-', hex(4), '-', hex(12)];

/** @returns the source of a regular expression, without groups */
export function patternOf(parts: readonly Part[]): string {
  return parts
    .map((part) => (typeof part === 'string' ? escaped(part) : `[${classOf(part)}]${countOf(part)}`))
    .join('');
}

export function shortestOf(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : part.least), 0);
}

export function longestOf(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : part.most), 0);
}

/** A text that the pattern matches, of its least or its greatest length. */
export function textOf(parts: readonly Part[], random: RandomText, length: 'least' | 'most' = 'least'): string {
  return parts.map((part) => (typeof part === 'string' ? part : random.text(part[length], part.alphabet))).join('');
}

/** Bits of the parts that are random, at their least length. */
export function minBits(parts: readonly Part[]): number {
  return parts.reduce(
    (sum, part) => sum + (typeof part === 'string' ? 0 : part.least * Math.log2(part.alphabet.length)),
    0,
  );
}

export function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function countOf({ least, most }: Run): string {
  return least === most ? `{${least}}` : `{${least},${most}}`;
}

/** The alphabet as a character class, with its usual ranges abbreviated. */
function classOf({ alphabet }: Run): string {
  let rest = alphabet;
  let ranges = '';
  for (const [characters, range] of RANGES) {
    if (!rest.includes(characters)) continue;
    rest = rest.replace(characters, '');
    ranges += range;
  }
  return ranges + rest.replace(/[\\\]^/]/g, '\\$&').replace(/(.*)-(.*)/, '$1$2-');
}
const RANGES = [
  [UPPER, 'A-Z'],
  [LOWER, 'a-z'],
  [DIGITS, '0-9'],
  ['234567', '2-7'],
  ['abcdef', 'a-f'],
  ['ABCDEF', 'A-F'],
] as const;
