/** String literals that a program joins: where the next one opens, and what is in all of them. */

import { membersOf } from '../../bytes/members.ts';
import { directiveBefore, literalBehind } from './assembler-literals.ts';
import type { Piece } from './in-pieces.ts';

const [LF, DOT, BACKSLASH] = [0x0a, 0x2e, 0x5c];
export const QUOTES = membersOf(/["'`]/);
export const BETWEEN = membersOf(/[ \t\r\n\\+.&<>|~]/);
const OPERATORS = membersOf(/[+.&<>|~]/);
/** String prefixes of Python, C and C#. */
const PREFIXES = membersOf(/[bBrRuUfFL@$]/);
/** Bytes between two literals: mostly indentation. */
export const MAX_BETWEEN = 256;
/** With a prefix or a directive, and the quote. */
const MAX_JOINT = MAX_BETWEEN + 16;

/** Where the literal opens that continues the one ending at `closing`; -1 when none does. */
export function nextLiteral(bytes: Uint8Array, closing: number): number {
  const limit = Math.min(bytes.length, closing + MAX_BETWEEN);
  let position = closing + 1;
  let operators = 0;
  for (; position < limit; position++) {
    const byte = bytes[position]!;
    if (BETWEEN[byte] === 0) break;
    operators += OPERATORS[byte]!;
  }
  if (operators > 2 || position >= bytes.length) return -1;
  const isDirect = position === closing + 1;
  if (bytes[position - 1] === DOT) {
    const opening = literalBehind(bytes, position - 1);
    if (opening >= 0) return opening;
  }
  if (QUOTES[bytes[position]!] === 0) {
    for (let letters = 0; letters < 2 && PREFIXES[bytes[position] ?? 0] === 1; letters++) position++;
    if (position >= bytes.length || QUOTES[bytes[position]!] === 0) return -1;
  }
  // A doubled quote is how SQL and CSV write one; shells join 'a'"b".
  return isDirect && (bytes[position] === bytes[closing] || position > closing + 1) ? -1 : position;
}

/** The quote that ends the literal opened at `opening`, or the line end; the end of the bytes when both are missing. */
export function literalEnd(bytes: Uint8Array, opening: number): number {
  return Math.min(bytes.length, endOf(bytes, opening + 1, bytes[opening]!));
}

/** @param from in a literal opened by `quote`. @returns more than the length of the bytes when they end with a backslash */
function endOf(bytes: Uint8Array, from: number, quote: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== quote && bytes[at] !== LF) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

const QUOTE = Buffer.from('"');
/** A directive is longer than this, and each such literal has one before it: so what is decoded is no longer than the run. */
const ESCAPED_NUL = Buffer.from('\\000');

/** Takes what is in the literals, one piece of a run after the other. */
export class LiteralJoiner {
  /** Of the literal in which the next piece begins. */
  #quote = 0;
  #hasNul = false;
  /** Whether the literals are those of directives. Undefined before the first. */
  #areDirectives: boolean | undefined;

  undo(run: Uint8Array, isLast: boolean): Piece {
    const bytes = new Uint8Array(run.length + ESCAPED_NUL.length + 2 * QUOTE.length);
    let length = 0;
    const add = (part: Uint8Array): void => {
      bytes.set(part, length);
      length += part.length;
    };
    let at = this.#areDirectives === undefined ? this.#open(run, Math.max(0, literalBehind(run, 0))) : 0;
    if (this.#areDirectives === undefined) {
      this.#areDirectives = at > 1;
      // In quotes, as one literal: what escapes stand for goes on up to the quote.
      if (this.#areDirectives) add(QUOTE);
    }
    for (;;) {
      const closing = endOf(run, at, this.#quote);
      const isCut = closing >= run.length;
      // A backslash at the end belongs to what follows it.
      const used = closing > run.length && !isLast ? run.length - 1 : Math.min(closing, run.length);
      add(run.subarray(at, used));
      if (!isLast && (isCut || closing + MAX_JOINT > run.length))
        return { decoded: bytes.subarray(0, length), used, isOver: false };
      if (this.#hasNul) add(ESCAPED_NUL);
      const opening = isCut || run[closing] !== this.#quote ? -1 : nextLiteral(run, closing);
      if (opening < 0) break;
      at = this.#open(run, opening);
    }
    if (this.#areDirectives) add(QUOTE);
    return { decoded: bytes.subarray(0, length), used: run.length, isOver: true };
  }

  /** @returns where what is in the literal begins */
  #open(run: Uint8Array, opening: number): number {
    this.#quote = run[opening] ?? 0;
    this.#hasNul = directiveBefore(run, opening)?.hasNul === true;
    return opening + 1;
  }
}
