/**
 * Finds where escapes hide something. Most hide nothing: a line end in a message, a slash in an address. Worth a look
 * are those inside or beside a word that looks like a token or like base64, and those of an address with a password.
 */
import type { Signs } from '../../model/sign.ts';
import { CODING_REACH_BYTES, type Run } from './coding.ts';
import { type EscapeGrammar, lengthIn, NO_ESCAPE, NOTHING, valueIn } from './escape-grammar.ts';
import { nextLead } from './leads.ts';
import { CLASSES, DIGIT, isRandom, isRandomInOneCase, LETTER, MAX_READ, MIN_WORD, SLASH } from './words.ts';

const [LF, CR] = [0x0a, 0x0d];

export function* escapedRuns(
  bytes: Uint8Array,
  { start, end, signs }: Run & { readonly signs: Signs | undefined },
  grammar: EscapeGrammar,
): Generator<Run, void, undefined> {
  const word = new Word(bytes);
  const limit = Math.min(bytes.length, end + CODING_REACH_BYTES);
  let begun = 0;
  let at = nextLead(bytes, grammar, Math.max(0, start - CODING_REACH_BYTES), signs);
  while (at >= 0 && at < limit) {
    const found = grammar.weigh?.(bytes, at) ?? grammar.read(bytes, at);
    const after = found === NO_ESCAPE ? at + 1 : at + lengthIn(found);
    if (found === NO_ESCAPE || !hides(word, at, found, grammar)) {
      at = nextLead(bytes, grammar, after, signs);
      continue;
    }
    const first = stretchStart(bytes, at, { least: Math.max(begun, at - CODING_REACH_BYTES), grammar });
    begun = stretchEnd(bytes, { at, first }, grammar);
    if (first >= start && first < end) yield { start: first, end: begun };
    at = nextLead(bytes, grammar, begun, signs);
  }
}

function hides(word: Word, at: number, found: number, grammar: EscapeGrammar): boolean {
  const value = valueIn(found);
  const after = at + lengthIn(found);
  if (value === NOTHING) return word.goOn(at, after);
  const kind = CLASSES[value] ?? 0;
  if (kind !== 0) return word.join(at, after, kind);
  if (grammar.parts[value] === 1) return word.part(at, after) || (grammar.endsUserInfo?.(word.bytes, at) ?? false);
  return grammar.packs?.(word.bytes, at) ?? false;
}

/** The word that contains the escapes, as far as it was read. */
class Word {
  readonly bytes: Uint8Array;
  /** End of the last byte read, where an escape continues the word. */
  #end = -1;
  #length = 0;
  #classes = 0;
  #digits = 0;
  /** Classes of the escaped characters only. */
  #escaped = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** @returns whether the word looks random by now */
  join(at: number, after: number, kind: number): boolean {
    if (at !== this.#end) this.#begin(at);
    this.#length++;
    this.#classes |= kind;
    this.#escaped |= kind;
    this.#readOn(after);
    if (this.#length < MIN_WORD || (this.#classes & DIGIT) === 0) return false;
    // Every address contains slashes, so for those the word must look like base64.
    return this.#escaped === SLASH ? isRandom(this.#classes) : (this.#classes & LETTER) !== 0;
  }

  /** @returns whether one that looks random is on both sides of a line end that is no part of it */
  goOn(at: number, after: number): boolean {
    if (at !== this.#end) this.#begin(at);
    const before = this.#length;
    this.#readOn(after);
    return before > 0 && this.#length > before && this.#isRandom();
  }

  /** @returns whether a word that looks random stands on either side */
  part(at: number, after: number): boolean {
    if (at !== this.#end) this.#begin(at);
    const isBehind = this.#isRandom();
    this.#clear();
    this.#readOn(after);
    return isBehind || this.#isRandom();
  }

  #isRandom(): boolean {
    if (this.#length < MIN_WORD) return false;
    return isRandom(this.#classes) || isRandomInOneCase(this.#classes, this.#digits, this.#length);
  }

  #clear(): void {
    this.#length = 0;
    this.#classes = 0;
    this.#digits = 0;
    this.#escaped = 0;
  }

  #begin(at: number): void {
    this.#clear();
    for (let index = at - 1; index >= 0 && index >= at - MAX_READ; index--) {
      const kind = CLASSES[this.bytes[index]!]!;
      if (kind === 0) return;
      this.#add(kind);
    }
  }

  #readOn(after: number): void {
    let index = after;
    for (; index < this.bytes.length && index < after + MAX_READ; index++) {
      const kind = CLASSES[this.bytes[index]!]!;
      if (kind === 0) break;
      this.#add(kind);
    }
    this.#end = index;
  }

  #add(kind: number): void {
    this.#classes |= kind;
    this.#length++;
    if (kind === DIGIT) this.#digits++;
  }
}

function stretchStart(
  bytes: Uint8Array,
  at: number,
  { least, grammar }: { readonly least: number; readonly grammar: EscapeGrammar },
): number {
  let first = at;
  while (first > least && !isEnd(bytes, first - 1, grammar)) first--;
  // No escape is cut in two.
  return grammar.shields && bytes[first] !== grammar.lead
    ? first + (leadsBefore(bytes, first, grammar.lead) % 2)
    : first;
}

function stretchEnd(
  bytes: Uint8Array,
  { at, first }: { readonly at: number; readonly first: number },
  { ends, quotes, shields, lead }: EscapeGrammar,
): number {
  const opening = quotes[bytes[first - 1] ?? 0] === 1 ? bytes[first - 1]! : -1;
  let end = at;
  for (; end < bytes.length; end += shields && bytes[end] === lead ? 1 + shieldedBytes(bytes, end + 1) : 1) {
    const byte = bytes[end]!;
    if (ends[byte] === 1 && (opening < 0 || byte === opening || quotes[byte] === 0)) break;
  }
  return Math.min(end, bytes.length);
}

function isEnd(bytes: Uint8Array, at: number, { ends, shields, lead }: EscapeGrammar): boolean {
  const shielded = bytes[at] === LF && bytes[at - 1] === CR ? at - 1 : at;
  return ends[bytes[at]!] === 1 && !(shields && leadsBefore(bytes, shielded, lead) % 2 === 1);
}

/** A lead shields both bytes of a line end. */
function shieldedBytes(bytes: Uint8Array, at: number): number {
  return bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1;
}

function leadsBefore(bytes: Uint8Array, at: number, lead: number): number {
  let count = 0;
  while (count < MAX_READ && bytes[at - 1 - count] === lead) count++;
  return count;
}
