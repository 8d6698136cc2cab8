/**
 * Values in H2's storage format (org.h2.mvstore.db.ValueDataType of h2database/h2database): a type byte, which may include the value or its
 * length, then the rest. Only the next type byte separates two values, and for short texts that is a letter.
 */
import { javaVarintAt } from './h2-varint.ts';

/**
 * What follows each type: `v` a varint, digits that many bytes, `T` a character count and characters, `B` a byte count and bytes, `A` a
 * count and values. The others have forms of their own: `C` a large text, `L` large bytes, `I` an interval, `D` a decimal number, `Z` a
 * time zone.
 */
const FORMS: ReadonlyMap<number, string> = new Map([
  ...named('', [0, 56, 57, 60, 61, 62, 63, 64, 65]),
  ...named('v', [4, 5, 7, 8, 10, 25, 58, 66, 67]),
  ...named('B', [12, 19, 22, 134, 137]),
  ...named('T', [13, 14, 21]),
  ...named('A', [17, 27]),
  ...named('vv', [9, 59]),
  ...named('1', [2]),
  ...named('2', [3]),
  ...named('vB', [6]),
  ...named('vvv', [11]),
  ...named('L', [15]),
  ...named('C', [16]),
  ...named('88', [20]),
  ...named('vvvv', [24]),
  ...named('I', [26]),
  ...named('vvvZ', [135]),
  ...named('vvZ', [136]),
  ...named('vD', [138]),
]);
function named(form: string, types: readonly number[]): [number, string][] {
  return types.map((type) => [type, form]);
}
/** Types that include a value or a length: the first one of each kind, and how many there are. */
const [INT_AT, INTS, LONG_AT, LONGS] = [32, 16, 48, 8];
const [TEXT_AT, BYTES_AT, LENGTHS] = [68, 100, 32];
/** Anything shorter is no secret; `settingOf` checks a setting's value. */
const MIN_BYTES = 4;
/** Limit per page, since each becomes an object; H2 has 48 rows in one. */
export const MAX_TEXTS = 1 << 17;
/** Nesting limit for arrays, as deep as any document is. */
const MAX_DEPTH = 16;
/** A large value is stored elsewhere: its length is -3. */
const [APART, APART_END] = [2 ** 32 - 3, 2 ** 32];
/** Time zones in quarters of an hour are below this, which introduces a varint. */
const LONG_ZONE = 127;
/** Intervals from here on have two fields (org.h2.api.IntervalQualifier). */
const FIRST_OF_TWO_FIELDS = 5;

export interface H2Text {
  readonly start: number;
  readonly end: number;
  /** Index, from 0 on, of the value that it is or belongs to. */
  readonly value: number;
}

/** Walks consecutive values. */
export class H2Values {
  /** Texts and byte values among them, at most MAX_TEXTS. */
  readonly texts: H2Text[] = [];
  count = 0;
  at: number;
  readonly #bytes: Uint8Array;
  readonly #isOld: boolean;

  /** @param isOld before H2 2: large texts do not state their character count */
  constructor(bytes: Uint8Array, at: number, isOld: boolean) {
    this.#bytes = bytes;
    this.at = at;
    this.#isOld = isOld;
  }

  /** Skips the next value. @returns whether there is one */
  pass(): boolean {
    const isOne = this.#value(0);
    this.count++;
    return isOne && this.texts.length <= MAX_TEXTS;
  }

  #value(depth: number): boolean {
    if (this.at >= this.#bytes.length || depth > MAX_DEPTH) return false;
    const type = this.#bytes[this.at++]!;
    if (type >= INT_AT && type < INT_AT + INTS) return true;
    if (type >= LONG_AT && type < LONG_AT + LONGS) return true;
    if (type >= TEXT_AT && type < TEXT_AT + LENGTHS) return this.#characters(type - TEXT_AT);
    if (type >= BYTES_AT && type < BYTES_AT + LENGTHS) return this.#take(type - BYTES_AT, true);
    const form = FORMS.get(type);
    if (form === undefined) return false;
    for (const part of form) if (!this.#part(part, depth)) return false;
    return true;
  }

  #part(part: string, depth: number): boolean {
    if (part === '1' || part === '2' || part === '8') return this.#take(Number(part), false);
    if (part === 'Z') return this.#take(1, false) && (this.#bytes[this.at - 1] !== LONG_ZONE || this.#part('v', depth));
    if (part === 'I') return this.#interval(depth);
    const number = this.#varint();
    if (number === undefined || part === 'v') return number !== undefined;
    if (part === 'T') return this.#characters(number);
    if (part === 'B') return this.#take(number, true);
    // NaN and both infinities are encoded as lengths of -1 to -3.
    if (part === 'D') return (number >= APART && number < APART_END) || this.#take(number, false);
    if (part === 'A') return this.#values(number, depth);
    return this.#large(number, part === 'C' && !this.#isOld);
  }

  #values(count: number, depth: number): boolean {
    for (let index = 0; index < count; index++) if (!this.#value(depth + 1)) return false;
    return true;
  }

  /*  v  number of the table      v  number of the value
   *  v  length                   v  of text: how many characters  */
  #large(bytes: number, hasCount: boolean): boolean {
    let numbers = hasCount ? 1 : 0;
    if (bytes === APART) numbers += 3;
    else if (!this.#take(bytes, true)) return false;
    for (; numbers > 0; numbers--) if (this.#varint() === undefined) return false;
    return true;
  }

  /** A qualifier, with all bits inverted if the interval is negative. */
  #interval(depth: number): boolean {
    if (!this.#take(1, false)) return false;
    const byte = this.#bytes[this.at - 1]!;
    const qualifier = byte >= 0x80 ? 0xff - byte : byte;
    return this.#part('v', depth) && (qualifier < FIRST_OF_TWO_FIELDS || this.#part('v', depth));
  }

  /** UTF-8, but with three bytes for each half of a surrogate pair (DataUtils.writeStringData). */
  #characters(count: number): boolean {
    const end = endOfCharacters(this.#bytes, this.at, count);
    return end !== undefined && this.#take(end - this.at, true);
  }

  #take(bytes: number, isText: boolean): boolean {
    const start = this.at;
    if (bytes > this.#bytes.length - start) return false;
    this.at += bytes;
    if (isText && bytes >= MIN_BYTES) this.texts.push({ start, end: this.at, value: this.count });
    return true;
  }

  #varint(): number | undefined {
    const found = javaVarintAt(this.#bytes, this.at);
    if (found !== undefined) this.at = found.next;
    return found?.value;
  }
}

/** @returns undefined where there are fewer */
export function endOfCharacters(bytes: Uint8Array, start: number, count: number): number | undefined {
  if (count > bytes.length - start) return undefined;
  let at = start;
  for (let left = count; left > 0 && at < bytes.length; left--) {
    const first = bytes[at]!;
    at += first < 0x80 ? 1 : first >= 0xe0 ? 3 : 2;
  }
  return at <= bytes.length ? at : undefined;
}
