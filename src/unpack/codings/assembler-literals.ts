/**
 * String literals of GNU as, one a line: `.ascii "…"` and, followed by a NUL, `.string "…"` and `.asciz "…"`. GCC writes arrays of bytes
 * and long strings this way (gcc -S, -save-temps), in lines of some sixty characters, and a new one after each NUL.
 */
import { standsAt } from '../../bytes/stands-at.ts';

const [TAB, LF, CR, SPACE, QUOTE, BACKSLASH] = [0x09, 0x0a, 0x0d, 0x20, 0x22, 0x5c];

interface Directive {
  readonly name: Uint8Array;
  /** Whether the literal's bytes are followed by a NUL. */
  readonly hasNul: boolean;
}

const DIRECTIVES: readonly Directive[] = [
  { name: Buffer.from('.ascii'), hasNul: false },
  { name: Buffer.from('.asciz'), hasNul: true },
  { name: Buffer.from('.string'), hasNul: true },
];

/** The directive whose literal opens at `opening`. */
export function directiveBefore(bytes: Uint8Array, opening: number): Directive | undefined {
  if (!isBlank(bytes[opening - 1])) return undefined;
  return DIRECTIVES.find(({ name }) => standsAt(bytes, opening - 1 - name.length, name));
}

/** Where the literal of the directive at `dot` opens; -1 when there is none. */
export function literalBehind(bytes: Uint8Array, dot: number): number {
  const found = DIRECTIVES.find(({ name }) => standsAt(bytes, dot, name));
  if (found === undefined) return -1;
  const opening = dot + found.name.length + 1;
  return bytes[opening] === QUOTE && isBlank(bytes[opening - 1]) ? opening : -1;
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

/** Lines are looked for in so many bytes before a joint: what is found must not depend on where a window begins. */
const MAX_BEFORE = 1024;

/**
 * The dot of the first directive in consecutive lines up to that whose literal opens at `opening`; -1 when that literal is no directive's.
 */
export function firstDirective(bytes: Uint8Array, opening: number): number {
  const limit = Math.max(0, opening - MAX_BEFORE);
  let first = -1;
  for (let dot = dotBefore(bytes, opening); dot >= 0; dot = dotAbove(bytes, dot, limit)) first = dot;
  return first;
}

function dotBefore(bytes: Uint8Array, opening: number): number {
  const directive = directiveBefore(bytes, opening);
  return directive === undefined ? -1 : opening - 1 - directive.name.length;
}

/** The dot of the directive that is the line above; -1 when that is something else, or begins before `limit`. */
function dotAbove(bytes: Uint8Array, dot: number, limit: number): number {
  let feed = dot - 1;
  while (isBlank(bytes[feed])) feed--;
  if (bytes[feed] !== LF) return -1;
  const closing = bytes[feed - 1] === CR ? feed - 2 : feed - 1;
  let start = closing;
  while (start > limit && bytes[start - 1] !== LF) start--;
  while (isBlank(bytes[start])) start++;
  const opening = literalBehind(bytes, start);
  return opening >= 0 && opening < closing && bytes[closing] === QUOTE ? start : -1;
}

/** Around the quotes of a joint, escapes are counted in so many bytes. */
const BYTES_BESIDE = 64;
/** Fewer may stand for a letter of another language, or a tab. */
const MIN_ESCAPES = 4;

/** Whether the two literals hold bytes, not text: some of them as octal escapes, `\202`. */
export function holdBytes(bytes: Uint8Array, closing: number, opening: number): boolean {
  return (
    escapesIn(bytes, Math.max(0, closing - BYTES_BESIDE), closing) +
      escapesIn(bytes, opening + 1, Math.min(bytes.length, opening + BYTES_BESIDE)) >=
    MIN_ESCAPES
  );
}

function escapesIn(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = start; at + 3 < end; at++)
    if (bytes[at] === BACKSLASH && isOctal(bytes[at + 1]) && isOctal(bytes[at + 2]) && isOctal(bytes[at + 3])) count++;
  return count;
}

function isOctal(byte: number | undefined): boolean {
  return byte !== undefined && byte >> 3 === 6;
}
