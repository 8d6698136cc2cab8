/**
 * How readers of keys and values hand them on: a key and a value a line each or, where the key is a name and the value a word, both on one,
 * `name=value`, as settings stand in text. As they lie, a value begins right behind its key or far from it, and goes on with what others have.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { membersOf } from '../../bytes/members.ts';
import { edgeLines } from './edge-lines.ts';

/** Of settings. What is longer is known by itself, or not at all. */
const [MOST_KEY_BYTES, MOST_WORD_BYTES] = [256, 1024];
/** A shorter value is a number or a word for yes and no; half a page of lines is made for such (`PageLines`). */
const LEAST_WORD_BYTES = 4;
/** A shorter key is no token that a rule knows by itself. Of a longer one a sign behind it may be the end, as that of base64. */
const LEAST_TOKEN_BYTES = 16;
const [LINE_FEED, EQUALS, COLON, SLASH] = [0x0a, 0x3d, 0x3a, 0x2f];
const [DOUBLE, SINGLE] = [0x22, 0x27];

const PRINTS = membersOf(/[!-~]/);
const OF_NAME = membersOf(/[A-Za-z0-9_.:-]/);
const ENDS_NAME = membersOf(/[A-Za-z0-9_]/);
/** With which a value has to stand in quotes, or it would end there. */
const BREAKS_WORD = membersOf(/["'`,;<>(){}[\]\\|&]/);
const BEGINS_WORD = membersOf(/[A-Za-z0-9_+/#*.~^%$@-]/);
const ENDS_SENTENCE = membersOf(/[.:!?]/);

/**
 * The line of a pair, `db_password=value`, with its line feed; of a key with a path, that key on a line before it, since of a path no part
 * is a name, and so of a key that may be a token: sessions have theirs for keys. A value that may itself be a setting, `psk=value`, has a
 * line behind it. Programs in C keep the NUL behind a text, which is left out.
 * @returns undefined where the key is no name or the value no word: then each is a line of its own
 */
export function settingOf(key: Uint8Array, value: Uint8Array): Uint8Array | undefined {
  const keyEnd = withoutNul(key);
  const valueEnd = withoutNul(value);
  if (keyEnd === 0 || keyEnd > MOST_KEY_BYTES) return undefined;
  if (valueEnd < LEAST_WORD_BYTES || valueEnd > MOST_WORD_BYTES || ENDS_NAME[key[keyEnd - 1]!] !== 1) return undefined;
  const quote = quoteOf(value, valueEnd);
  if (quote === undefined) return undefined;
  let nameAt = keyEnd;
  while (nameAt > 0 && OF_NAME[key[nameAt - 1]!] === 1) nameAt--;
  const word = value.subarray(0, valueEnd);
  const line: Uint8Array[] = [key.subarray(nameAt, keyEnd), SIGN, word, END];
  if (quote !== 0) line.splice(2, 1, Uint8Array.of(quote), word, Uint8Array.of(quote));
  if (nameAt > 0 || keyEnd >= LEAST_TOKEN_BYTES) line.unshift(key.subarray(0, keyEnd), END);
  if (holdsSetting(word)) line.push(word, END);
  return Buffer.concat(line);
}
const [SIGN, END] = [Uint8Array.of(EQUALS), Uint8Array.of(LINE_FEED)];

/** Whether a sign stands in it with something else behind it; a URL is none. */
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

/** What a word has to stand in; 0 for nothing; undefined where it is no word, or has quotes of both kinds. */
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

/** Places in a file. */
export interface PairPlace {
  readonly keyAt: number;
  readonly keyBytes: number;
  readonly valueAt: number;
  readonly valueBytes: number;
}

/** The lines of a pair that others stand around; of what is long or has lines itself, the first and the last. */
export function* pairLines(source: ByteSource, place: PairPlace): Generator<Uint8Array> {
  const { keyAt, keyBytes, valueAt, valueBytes } = place;
  const mayBeSetting = keyBytes > 0 && keyBytes <= MOST_KEY_BYTES + 1 && valueBytes <= MOST_WORD_BYTES + 1;
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
