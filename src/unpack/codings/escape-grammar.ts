/** How one notation writes a character by others. */

import type { Members } from '../../bytes/members.ts';
import type { Sign } from '../../model/sign.ts';

export interface EscapeGrammar {
  /** The byte with which every escape begins. */
  readonly lead: number;
  /** What every escape is that may hide something: it may be passed over where there is no sign. */
  readonly sign: Sign;
  /** The escape at `at`, where `lead` stands; made by `escaped`, or `NO_ESCAPE`. */
  read(bytes: Uint8Array, at: number): number;
  /** Bytes at which a stretch of this notation ends. */
  readonly ends: Members;
  /** Those of them that end only what another of the same kind begins. */
  readonly quotes: Members;
  /** Whether `lead` takes that away from the byte behind it, as a backslash does with a quote. */
  readonly shields: boolean;
  /**
   * Values that part words, by value: beside one that looks random they are worth a look. What joins words is the same
   * in all notations.
   */
  readonly parts: Members;
  /** What to look at instead of `read` when it is asked what an escape is worth. */
  weigh?(bytes: Uint8Array, at: number): number;
  /** Whether an escape that neither joins nor parts is one of many in packed data. */
  packs?(bytes: Uint8Array, at: number): boolean;
}

export const NO_ESCAPE = 0;
/** The value of an escape that stands for nothing, such as an escaped line end. */
export const NOTHING = 0x1fffff;

/** An escape of up to 63 bytes. One number, since it is made for every escape that is met. */
export function escaped(value: number, length: number, kind: 'character' | 'byte' = 'character'): number {
  return ((value << 1) | (kind === 'byte' ? 1 : 0)) * 64 + length;
}

export function lengthIn(found: number): number {
  return found & 63;
}

export function valueIn(found: number): number {
  return found >>> 7;
}

function isByte(found: number): boolean {
  return (found & 64) !== 0;
}

const HEX = Uint8Array.from({ length: 256 }, (_, byte) => {
  const value = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(value) ? 16 : value;
});

/** The byte that two hex digits at `at` are; 256 or more when one of them is none. */
export function hexByteAt(bytes: Uint8Array, at: number): number {
  if (at + 1 >= bytes.length) return 256;
  const low = HEX[bytes[at + 1]!]!;
  return low === 16 ? 256 : (HEX[bytes[at]!]! << 4) | low;
}

/** The number that hex digits at [at, end) are, -1 when one of them is none. */
export function hexAt(bytes: Uint8Array, at: number, end: number): number {
  if (end > bytes.length || end <= at) return -1;
  let value = 0;
  for (let index = at; index < end; index++) {
    const digit = HEX[bytes[index]!]!;
    if (digit === 16) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/** Where the hex digits from `at` on end; no more than `most` are looked at. */
export function afterHex(bytes: Uint8Array, at: number, most: number): number {
  let end = at;
  while (end < bytes.length && end < at + most && HEX[bytes[end]!] !== 16) end++;
  return end;
}

/** Undoes one layer. */
export function undoEscapes(run: Uint8Array, grammar: EscapeGrammar): Uint8Array {
  const bytes = new Uint8Array(run.length);
  let length = 0;
  for (let at = 0; at < run.length; ) {
    const found = run[at] === grammar.lead ? grammar.read(run, at) : NO_ESCAPE;
    if (found === NO_ESCAPE) {
      bytes[length++] = run[at++]!;
      continue;
    }
    at += lengthIn(found);
    const value = valueIn(found);
    if (value === NOTHING) continue;
    if (value < 0x80 || isByte(found)) bytes[length++] = value;
    else length = writeUtf8(bytes, length, value);
  }
  return bytes.subarray(0, length);
}

/** RFC 3629, section 3. No escape is shorter than what it stands for. */
function writeUtf8(bytes: Uint8Array, at: number, value: number): number {
  const more = value < 0x800 ? 1 : value < 0x10000 ? 2 : 3;
  bytes[at] = [0, 0xc0, 0xe0, 0xf0][more]! | (value >> (6 * more));
  for (let index = 1; index <= more; index++) bytes[at + index] = 0x80 | ((value >> (6 * (more - index))) & 0x3f);
  return at + more + 1;
}
