/**
 * How readers of key-value stores hand on pairs: key and value on a line each or, where the key is a name and the value a word, both on one
 * line, `name=value`, like a setting in text. In the store itself, a value directly follows its key or is far from it, and is followed by
 * other data.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { membersOf } from '../../bytes/members.ts';
import { edgeLines } from './edge-lines.ts';

/** Limits for settings. Anything longer is recognised by itself, or not at all. */
const [MAX_KEY_BYTES, MAX_WORD_BYTES] = [256, 1024];
/** A shorter value is a number or a yes/no word; half a page of lines would consist of those (`PageLines`). */
const MIN_WORD_BYTES = 4;
/**
 * A shorter key is no token that a rule recognises by itself. For a longer one, a sign behind it could be taken for its end, as
 * in base64.
 */
const MIN_TOKEN_BYTES = 16;
const [LINE_FEED, EQUALS, COLON, SLASH] = [0x0a, 0x3d, 0x3a, 0x2f];
const [DOUBLE, SINGLE] = [0x22, 0x27];

const PRINTS = membersOf(/[!-~]/);
const OF_NAME = membersOf(/[A-Za-z0-9_.:-]/);
const ENDS_NAME = membersOf(/[A-Za-z0-9_]/);
/** Characters that would end an unquoted value. */
const BREAKS_WORD = membersOf(/["'`,;<>(){}[\]\\|&]/);
const BEGINS_WORD = membersOf(/[A-Za-z0-9_+/#*.~^%$@-]/);
const ENDS_SENTENCE = membersOf(/[.:!?]/);

/**
 * The line of a pair, `db_password=value`, with its line feed. A key with a path, or one that may be a token (session stores have those),
 * also gets a line of its own before it, since no part of a path is a name. A value that may itself be a setting, `psk=value`, also gets a
 * line of its own after it. A trailing NUL, which programs in C store with a text, is dropped.
 * @returns undefined where the key is no name or the value no word: then each is a line of its own
 */
export function settingOf(key: Uint8Array, value: Uint8Array): Uint8Array | undefined {
  const keyEnd = withoutNul(key);
  const valueEnd = withoutNul(value);
  if (keyEnd === 0 || keyEnd > MAX_KEY_BYTES) return undefined;
  if (valueEnd < MIN_WORD_BYTES || valueEnd > MAX_WORD_BYTES || ENDS_NAME[key[keyEnd - 1]!] !== 1) return undefined;
  const quote = quoteOf(value, valueEnd);
  if (quote === undefined) return undefined;
  let nameAt = keyEnd;
  while (nameAt > 0 && OF_NAME[key[nameAt - 1]!] === 1) nameAt--;
  const word = value.subarray(0, valueEnd);
  const line: Uint8Array[] = [key.subarray(nameAt, keyEnd), SIGN, word, END];
  if (quote !== 0) line.splice(2, 1, Uint8Array.of(quote), word, Uint8Array.of(quote));
  if (nameAt > 0 || keyEnd >= MIN_TOKEN_BYTES) line.unshift(key.subarray(0, keyEnd), END);
  if (holdsSetting(word)) line.push(word, END);
  return Buffer.concat(line);
}
const [SIGN, END] = [Uint8Array.of(EQUALS), Uint8Array.of(LINE_FEED)];

/** Whether it contains a sign followed by something else; a URL does not count. */
function holdsSetting(word: Uint8Array): boolean {
  for (let at = 1; at + 1 < word.length; at++) {
    const [sign, next] = [word[at], word[at + 1]];
    if ((sign === EQUALS || sign === COLON) && next !== EQUALS && next !== SLASH) return true;
  }
  return false;
}

function withoutNul(bytes: Uint8Array): number {
  return bytes.length > 0 && bytes[bytes.length - 1] === 0 ? bytes.length - 1 : bytes.length;
}

/** The quote that a word needs; 0 for none; undefined where it is no word, or contains both kinds of quotes. */
function quoteOf(value: Uint8Array, end: number): number | undefined {
  let [isBare, hasDouble, hasSingle] = [true, false, false];
  for (let at = 0; at < end; at++) {
    const byte = value[at]!;
    if (PRINTS[byte] !== 1) return undefined;
    if (BREAKS_WORD[byte] !== 1) continue;
    isBare = false;
    if (byte === DOUBLE) hasDouble = true;
    if (byte === SINGLE) hasSingle = true;
  }
  if (isBare && BEGINS_WORD[value[0]!] === 1 && ENDS_SENTENCE[value[end - 1]!] !== 1) return 0;
  return hasDouble ? (hasSingle ? undefined : SINGLE) : DOUBLE;
}

/** Where a pair lies in a file. */
export interface PairPlace {
  readonly keyAt: number;
  readonly keyBytes: number;
  readonly valueAt: number;
  readonly valueBytes: number;
}

/** The lines of a pair that has neighbours; of long or multi-line values, the first and the last. */
export function* pairLines(source: ByteSource, place: PairPlace): Generator<Uint8Array> {
  const { keyAt, keyBytes, valueAt, valueBytes } = place;
  const mayBeSetting = keyBytes > 0 && keyBytes <= MAX_KEY_BYTES + 1 && valueBytes <= MAX_WORD_BYTES + 1;
  const setting =
    mayBeSetting && valueBytes > 0
      ? settingOf(source.read(keyAt, keyBytes), source.read(valueAt, valueBytes))
      : undefined;
  if (setting !== undefined) yield setting;
  else {
    yield* edgeLines(source, keyAt, keyBytes);
    yield* edgeLines(source, valueAt, valueBytes);
  }
}
