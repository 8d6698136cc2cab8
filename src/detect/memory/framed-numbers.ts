/**
 * Odd numbers of RSA keys, the highest byte first, that a format has put their length before; the rest of the format may be wiped or
 * overwritten, and they begin at any byte:
 *   DER           INTEGER: 02, 81 and u8 or 82 and u16, big-endian (X.690, sections 8.1.3 and 8.3)
 *   libgcrypt     01 (ST_DATA), u16 of the machine (src/sexp.c). Nothing else of the keys of gpg-agent is in its dump
 *   canonical     decimal digits and a colon (RFC 9804, section 4.1)
 *   SSH           u32, big-endian (mpint: RFC 4251, section 5)
 * All write a zero before a number whose highest bit is set. Moduli of public keys are left to rsa-public-keys.ts: lists of
 * authorities have hundreds, and each would be held against each.
 */
import { type Run, runsOf } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import { numberIn } from './number-order.ts';
import type { Numeral } from './remainders-of-d.ts';

/** Primes and moduli of RSA-1024 to RSA-4096. */
const WIDTHS = [64, 96, 128, 192, 256, 384, 512];
const MIN_RUN_BYTES = 48;
/** A number begins up to so many bytes before the first aligned word that looks random: a word and its own first bytes. */
const BEFORE_RUN = 16;
const MOST_DIGITS = 3;
/** Of each width: a process has those of a key or two. */
const MAX_NUMBERS = 64;

const [DER_INTEGER, DER_SHORT, DER_LONG, GCRYPT_DATA, COLON, ZERO] = [0x02, 0x81, 0x82, 0x01, 0x3a, 0x30];
const MAX_EXPONENT_BYTES = 4;

/** Each once. */
export function oddFramedNumbers(image: MemoryImage): Numeral[] {
  const ofWidth = new Map(WIDTHS.map((width) => [width, new Map<bigint, Numeral>()]));
  for (const run of runsOf(image, MIN_RUN_BYTES)) {
    const { bytes, at, start, end } = run;
    const last = Math.min(at + end - start, bytes.length - WIDTHS[0]!);
    for (let from = Math.max(4, at - BEFORE_RUN); from <= last; from++) {
      if (MAY_END_FRAME[(bytes[from - 2]! << 8) | bytes[from - 1]!] === 0) continue;
      const number = numberAt(run, from, framedLength(bytes, from));
      const numbers = number && ofWidth.get(8 * number.limbs)!;
      if (number !== undefined && numbers!.size < MAX_NUMBERS) numbers!.set(number.value, number);
    }
  }
  return [...ofWidth.values()].flatMap((numbers) => [...numbers.values()]);
}

/** Whether the last two bytes before a number may be the end of a frame: one look decides nearly every byte. */
const MAY_END_FRAME = new Uint8Array(1 << 16);
for (const length of WIDTHS.flatMap((width) => [width, width + 1])) {
  const [high, low] = [length >> 8, length & 0xff];
  MAY_END_FRAME[length] = 1;
  MAY_END_FRAME[(low << 8) | high] = 1;
  if (high === 0) MAY_END_FRAME[(DER_SHORT << 8) | low] = 1;
  MAY_END_FRAME[((ZERO + (length % 10)) << 8) | COLON] = 1;
}

/** What the frame that ends at `from` says; zero without a frame. */
function framedLength(bytes: Uint8Array, from: number): number {
  const [fourth, third, second, first] = bytes.subarray(from - 4, from) as unknown as [number, number, number, number];
  if (first === COLON) return decimalBefore(bytes, from - 1);
  if (third === DER_INTEGER && second === DER_SHORT) return first;
  if ((fourth === DER_INTEGER && third === DER_LONG) || (fourth === 0 && third === 0)) return second * 256 + first;
  return third === GCRYPT_DATA ? first * 256 + second : 0;
}

function decimalBefore(bytes: Uint8Array, end: number): number {
  let [value, unit] = [0, 1];
  for (let at = end - 1; at >= Math.max(0, end - MOST_DIGITS); at--, unit *= 10) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) break;
    value += digit * unit;
  }
  return value;
}

function numberAt({ bytes, at, start }: Run, from: number, length: number): Numeral | undefined {
  const width = length - (length & 1);
  const first = from + length - width;
  const isSigned = length === width || bytes[from] === 0;
  if (!WIDTHS.includes(width) || !isSigned || first + width > bytes.length) return undefined;
  // Of a number without the zero, the highest bit is clear.
  if (bytes[first]! < 0x80 !== (first === from) || (bytes[first + width - 1]! & 1) === 0) return undefined;
  if (isExponent(bytes, first + width)) return undefined;
  const value = numberIn(bytes.subarray(first, first + width), 'big');
  return { value, limbs: width / 8, offset: start - at + first };
}

function isExponent(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === DER_INTEGER && bytes[at + 1]! >= 1 && bytes[at + 1]! <= MAX_EXPONENT_BYTES;
}
