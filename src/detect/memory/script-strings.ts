/**
 * Hexadecimal digits in strings of V8, as programs of JavaScript pass keys around: wallets, and jsrsasign for every curve. With
 * uncompressed pointers, as in 64-bit Node, and one byte a character (string.h):
 *   0 map, 8 u32 hash, 12 u32 length, 16 the characters
 */
import { isZero } from '../../bytes/zeros.ts';
import { fromBytes } from '../proof/big-integer.ts';
import { basePoint, CURVES } from '../proof/ec.ts';
import { findStrings } from './find-strings.ts';
import type { MemoryImage } from './memory-search.ts';
import type { Nominee } from './nominee.ts';
import { fullNumbersOf } from './v8-digits.ts';

export interface ScriptStrings {
  /** Numbers as wide as P-256 and secp256k1, or as P-384: keys, but hashes too. */
  readonly numbers: readonly Nominee[];
  /** Of the length of a point: 04, x, y; or 02 or 03, and x. */
  readonly points: readonly Uint8Array[];
  /** Of Ethereum accounts, in lower case and without 0x. */
  readonly addresses: ReadonlySet<string>;
}

const NONE: ScriptStrings = { numbers: [], points: [], addresses: new Set() };
const CHUNK_BYTES = 1 << 20;
/** The longest string, with its length. */
const OVERLAP_BYTES = 256;
/** A length in four bytes, and digits; of 40 to 98 characters, or 130, 132, 194, 196. */
const STRING = /([(*@BD`b\x82\x84\xc2\xc4])\0\0\0((?:0x)?[0-9a-fA-F]{40,194})/g;
/** Digits of an address, of numbers, and of points. */
const ADDRESS = 40;
const NUMBERS: ReadonlySet<number> = new Set([64, 96]);
const POINTS: ReadonlySet<number> = new Set([66, 98, 130, 194]);
/** Of each kind. Programs that follow a block chain have thousands of hashes, and each costs a multiplication. */
const MAX_STRINGS = 2048;

/** Nothing unless a library of JavaScript computes on a curve there: the image is read again for it, some 3 ms for each MiB. */
export function scriptStringsOf(image: MemoryImage): ScriptStrings {
  if (!computesOnCurves(image)) return NONE;
  const numbers = new Map<string, Nominee>();
  const points = new Map<string, Uint8Array>();
  const addresses = new Set<string>();
  for (const { offset, hex } of hexStringsIn(image)) {
    const name = hex.toLowerCase();
    if (hex.length === ADDRESS && addresses.size < MAX_STRINGS) addresses.add(name);
    const bytes = Buffer.from(hex, 'hex');
    if (POINTS.has(hex.length) && points.size < MAX_STRINGS) points.set(name, bytes);
    if (!NUMBERS.has(hex.length) || numbers.size === MAX_STRINGS) continue;
    const place = { offset, length: hex.length, form: 'v8-hex', spellings: ['big-endian'], rank: 1 } as const;
    numbers.set(name, { ...place, bytes });
  }
  return { numbers: [...numbers.values()], points: [...points.values()], addresses };
}

/** Whether the base point of a curve is there as a number, as BigInt or in digits: those libraries construct it when they are loaded. */
function computesOnCurves(image: MemoryImage): boolean {
  const bases = CURVES.filter(({ name }) => CURVES_OF_256_BITS.has(name)).flatMap((curve) => basePoint(curve) ?? []);
  const numbers = bases.map((point) => Uint8Array.from(point.subarray(1, 33)));
  const digits = new Set(fullNumbersOf(image, 32));
  if (numbers.some((x) => digits.has(fromBytes(x)))) return true;
  const words = numbers.map((x) => x.toReversed());
  return findStrings(image, words).next().done !== true;
}
const CURVES_OF_256_BITS: ReadonlySet<string> = new Set(['P-256', 'secp256k1']);

function* hexStringsIn(image: MemoryImage): Generator<{ readonly offset: number; readonly hex: string }> {
  for (let start = 0; start < image.size; start += CHUNK_BYTES - OVERLAP_BYTES) {
    image.checkTime();
    const bytes = image.read(start, CHUNK_BYTES);
    if (isZero(bytes)) continue;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    for (const { 1: length, 2: digits, index } of text.matchAll(STRING)) {
      const whole = digits!.slice(0, length!.charCodeAt(0));
      if (index >= CHUNK_BYTES - OVERLAP_BYTES || whole.length < length!.charCodeAt(0)) continue;
      const hex = whole.replace(/^0x/, '');
      yield { offset: start + index + 4 + whole.length - hex.length, hex };
    }
  }
}
