/**
 * A name and its value in a CBOR map (RFC 8949, section 3). The byte before each is usually a letter, `kDB_PASSWORDv…`, so only
 * these lengths show where the name begins, where it ends and where the value begins.
 */
import { membersOf } from '../../bytes/members.ts';
import { MANGLED_NAME } from './mangled-name.ts';

/*
 *  the head of an item
 *  bits 7-5   its kind: 2 bytes, 3 text, 4 an array, 5 a map, 6 a tag, 7 a float, true or null
 *  bits 4-0   its length or number, up to 23; or how many bytes of it follow: 24 one, 25 two, 26 four, 27 eight; or 31: the
 *             item ends at a break, an item of kind 7
 */
const BYTES = 2;
const TEXT = 3;
const ARRAY = 4;
const TAG = 6;
const LAST_OF_SHORT = 23;
const ONE_BYTE = 24;
const TWO_BYTES = 25;
const EIGHT_BYTES = 27;
const OPEN = 31;

const MIN_NAME_BYTES = 3;
const MAX_NAME_BYTES = 64;
/** As in other counted formats. */
const MIN_VALUE_BYTES = 12;
/** Longer values are not named settings; hostile bytes may claim 64 KiB after each name. */
const MAX_VALUE_BYTES = 512;
/** How far from the pair the item that confirms it may be: as far as rules see around a name. */
const MAX_AWAY_BYTES = 400;

/**
 * `…credentialprovider_31bf3856ad364e35_none_…`: names of Windows components, of which hives have tens of thousands. The token of
 * the key that signs them is 18 bytes after an `r`.
 */
const COMPONENT = /^_[0-9a-f]{16}_/;

/**
 * `._ZN3syn6buffer6Cursor12token_stream17h…` of Rust libraries has a `u` 21 bytes before an `r`, 18 bytes before a `5`. Such names have
 * hundreds of bytes: `_RINvMNtCskkIUtGPGvtX_12biome_parser13parsed_syntaxNtB3_12ParsedSyntax25or_recover_with_token_setNtNtCsefyGHQyojLd_…`
 * has an `r` 18 bytes before a `t`, 20 bytes before an `e`.
 */
const MANGLED = new RegExp(MANGLED_NAME);

const NAME = membersOf(/[A-Za-z0-9_.-]/);
const PRINTS = membersOf(/[!-~]/);
const FIRST_ASCII = 0x20;

/**
 * @param within the word of the name by which it was found
 * @param runEnd end of the run of characters that names are made of: usually inside the value
 */
export function cborPair(window: Uint8Array, within: number, runEnd: number): CborPair | undefined {
  let likely: CborPair | undefined;
  let firstItem: number | undefined;
  for (let start = within; start > 0 && within - start < MAX_NAME_BYTES; start--) {
    const nameEnd = start + nameBytes(window, start);
    if (nameEnd >= within + MIN_NAME_BYTES && nameEnd < runEnd) {
      const value = valueAt(window, nameEnd);
      if (value !== undefined && !isInMangled(window, start)) {
        const pair = { nameStart: start, nameEnd, ...value };
        firstItem ??= firstItemBefore(window, within);
        if (isBehindItems(window, headOf(window, start), firstItem)) return pair;
        if (isBeforeItems(window, value.end)) likely ??= pair;
      }
    }
    if (NAME[window[start - 1]!] !== 1) break;
  }
  return likely;
}

function isInMangled(window: Uint8Array, start: number): boolean {
  const before = window.subarray(Math.max(0, start - MAX_AWAY_BYTES), start);
  return MANGLED.test(Buffer.from(before).toString('latin1'));
}

interface CborPair {
  readonly nameStart: number;
  readonly nameEnd: number;
  /** Of the value. */
  readonly start: number;
  readonly end: number;
}

/** Length of the name by its head of one byte or two; 0 if there is no such head. */
function nameBytes(window: Uint8Array, start: number): number {
  const byte = window[start - 1]!;
  if (window[start - 2] === ((TEXT << 5) | ONE_BYTE) && byte > LAST_OF_SHORT && byte <= MAX_NAME_BYTES) return byte;
  return byte >> 5 === TEXT && (byte & 0x1f) <= LAST_OF_SHORT ? byte & 0x1f : 0;
}

function headOf(window: Uint8Array, start: number): number {
  return nameBytes(window, start) > LAST_OF_SHORT ? start - 2 : start - 1;
}

/** A value of printable text or bytes that is followed by the end of the map or by what may be more of it. */
function valueAt(window: Uint8Array, at: number): { start: number; end: number } | undefined {
  if (!isText(window[at]!)) return undefined;
  const start = at + headBytes(window[at]!);
  const end = behindItem(window, at) ?? start;
  if (end - start < MIN_VALUE_BYTES || end - start > MAX_VALUE_BYTES || end > window.length) return undefined;
  for (let next = start; next < end; next++) if (PRINTS[window[next]!] !== 1) return undefined;
  if (COMPONENT.test(Buffer.from(window.subarray(start, end)).toString('latin1'))) return undefined;
  return mayGoOn(window, end) ? { start, end } : undefined;
}

/**
 * Whether the next two pairs fit: a name is text without a zero, a value is any item. The first byte that is not printable ends
 * the check in their favour.
 */
function mayGoOn(window: Uint8Array, end: number): boolean {
  let at: number | undefined = end;
  for (let item = 0; item < 4; item++) {
    const byte = window[at];
    if (byte === undefined || !isAscii(byte)) return true;
    if (item % 2 === 0 && byte >> 5 !== TEXT) return false;
    const next = behindItem(window, at);
    if (next === undefined || (item % 2 === 0 && window.subarray(at, Math.min(next, at + MAX_NAME_BYTES)).includes(0)))
      return false;
    at = next;
  }
  return true;
}

/** Such a byte is the head of text, bytes or a negative number; tabs and line ends, which are numbers, occur in any text. */
function isAscii(byte: number): boolean {
  return (byte >= FIRST_ASCII && byte < 0x80) || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/**
 * Whether consecutive items lead up to `head` from one whose head is not text: the head of the map, a number, a text of 24 bytes
 * or more. A text of up to 23 bytes contains no zero: otherwise it is the length of a name that only looks like a head, as in
 * Windows hives, `S 00 00 00 x86_microsoft-…`. Each byte is read once, from the last to the first, so that hostile bytes cost no
 * more.
 * @param firstItem there is no such item before it
 */
function isBehindItems(window: Uint8Array, head: number, firstItem: number): boolean {
  const first = Math.max(firstItem, head - MAX_AWAY_BYTES);
  let nextZero = head;
  for (let away = 1; away <= head - first; away++) {
    const at = head - away;
    const next = behindItem(window, at);
    const isItem = next !== undefined && next <= head && (next <= nextZero || !isAscii(window[at]!));
    LEADS[away] = isItem ? LEADS[head - next]! : 0;
    if (window[at] === 0) nextZero = at;
    if (LEADS[away] === 1 && mayBeFirst(window, at)) return true;
  }
  return false;
}

/** Text has no such item, and the search for a chain of items is skipped: then `within`. */
function firstItemBefore(window: Uint8Array, within: number): number {
  let at = Math.max(0, within - MAX_NAME_BYTES - MAX_AWAY_BYTES);
  while (at < within && !mayBeFirst(window, at)) at++;
  return at;
}

/**
 * Not a zero, which ends each name in tables of linkers: `CreateAccessKey_zdfOrdAccessKeyzuzdczlze_info` of Haskell has lengths by
 * chance.
 */
function mayBeFirst(window: Uint8Array, at: number): boolean {
  const byte = window[at]!;
  if (isAscii(byte)) return isLength(window, at + 1);
  return byte !== 0 && !isLength(window, at) && !isOfCharacter(window, at);
}

/**
 * Whether the byte is part of a UTF-8 character (RFC 3629, section 3), which any text may contain: the `·` of `gclocals·…` in
 * output of the Go compiler is not a tag before a map.
 */
function isOfCharacter(window: Uint8Array, at: number): boolean {
  let first = at;
  while (first > 0 && at - first < 3 && isContinued(window[first]!)) first--;
  const byte = window[first]!;
  return byte >= 0xc2 && byte <= 0xf4 && isContinued(window[first + 1] ?? 0);
}

function isContinued(byte: number): boolean {
  return byte >= 0x80 && byte < 0xc0;
}
/** Whether items lead to a head from this many bytes before it. */
const LEADS = new Uint8Array(MAX_AWAY_BYTES + 1);
LEADS[0] = 1;

/**
 * Whether items follow one another from `behind` up to one whose head is not text. A zero is no such head, since it ends text
 * elsewhere.
 */
function isBeforeItems(window: Uint8Array, behind: number): boolean {
  const limit = Math.min(window.length, behind + MAX_AWAY_BYTES);
  let at: number | undefined = behind;
  while (at !== undefined && at < limit) {
    if (!isAscii(window[at]!) || isLength(window, at + 1))
      return window[at] !== 0 && headBytes(window[at]!) > 0 && !isOfCharacter(window, at);
    at = behindItem(window, at);
  }
  return false;
}

/** Head of a text of 24 to 31 bytes. */
function isLength(window: Uint8Array, at: number): boolean {
  return window[at - 1] === ((TEXT << 5) | ONE_BYTE) && window[at]! > LAST_OF_SHORT && window[at]! < FIRST_ASCII;
}

function isText(byte: number): boolean {
  return byte >> 5 === TEXT || byte >> 5 === BYTES;
}

/** Position after a text or a number, or after the head of an array, a map or a tag; undefined if there is none of these. */
function behindItem(window: Uint8Array, at: number): number | undefined {
  const byte = window[at]!;
  const bytes = headBytes(byte);
  if (bytes === 0) return undefined;
  if (!isText(byte)) return at + bytes;
  switch (byte & 0x1f) {
    case ONE_BYTE:
      return at + bytes + (window[at + 1] ?? 0);
    case TWO_BYTES:
      return at + bytes + (((window[at + 1] ?? 0) << 8) | (window[at + 2] ?? 0));
    default:
      return bytes === 1 ? at + bytes + (byte & 0x1f) : undefined; // longer ones are not settings
  }
}

/** 0 if the byte begins no head. */
function headBytes(byte: number): number {
  const info = byte & 0x1f;
  if (info <= LAST_OF_SHORT) return 1;
  if (info <= EIGHT_BYTES) return 1 + (1 << (info - ONE_BYTE));
  return info === OPEN && byte >> 5 >= ARRAY && byte >> 5 !== TAG ? 1 : 0;
}
