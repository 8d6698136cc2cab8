/**
 * Strings with their length in front, in one byte or in the lowest byte of several. Nothing else says where they begin and end,
 * and the byte may be a letter or a digit, as may the byte after them.
 */
import { membersOf } from '../../bytes/members.ts';
import { MANGLED_NAME } from './mangled-name.ts';
import type { Edges } from './rule.ts';

/** Such a length has bytes next to it that text does not have. Not 1b, which begins terminal colours. */
const NO_TEXT = /[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\xff]/;
const IS_NO_TEXT = membersOf(NO_TEXT);
/** Records have a number or a tag every few bytes. */
const NEAR_BYTES = 16;

/**
 * Mach-O adds another `_`, DLLs an import prefix. `_ZN2at4_ops14al` of libtorch_cpu.so has no `l` that counts
 * `pha_dropout_10redispatch…`.
 */
const MANGLED = new RegExp(`${NO_TEXT.source}(?:__imp_)?${MANGLED_NAME}`);

/** Whether a counted string may begin at `at`, judging by the bytes before it. */
export function mayBeCounted(window: Uint8Array, at: number): boolean {
  for (let before = Math.max(0, at - NEAR_BYTES); before < at; before++) {
    if (IS_NO_TEXT[window[before]!] === 1) return true;
  }
  return false;
}

/**
 * Where the string that begins at `start` may end according to the bytes before it, the likeliest first. `end` is where its
 * characters stop; the string ends earlier if a length says so, since the next string may follow directly.
 */
export function countedEnds(text: string, { start, end }: Span, edges: Edges): readonly number[] {
  const before = text.slice(Math.max(0, start - NEAR_BYTES), start);
  if (!NO_TEXT.test(before) || MANGLED.test(before)) return [];
  const byte = before.charCodeAt(before.length - 1);
  const isWhole = countsIn(byte).includes(end - start);
  const mayBeShorter = edges.before?.test(before.slice(-1)) === true;
  const lengths = [...wideCounts(before), ...listpackCounts(text, start), ...(mayBeShorter ? [byte, byte / 2] : [])];
  const shorter = lengths.filter((each) => each >= MIN_BYTES && Number.isInteger(each)).map((each) => start + each);
  return [...(isWhole ? [end] : []), ...shorter.filter((each) => each <= end)];
}

/** Tokens are at least this long; passwords behind their names may be shorter. */
const [MIN_BYTES, MIN_VALUE_BYTES] = [16, 12];

/** How many bytes a length byte may count, in the various formats that write a length in one byte. */
function countsIn(byte: number, least = MIN_BYTES): number[] {
  return [
    byte, // Protocol Buffers, MessagePack, pickle, marshal, a class of Java
    byte / 2, // zigzag: Avro, Kafka
    (byte - 3) / 2, // varlena of PostgreSQL, whose length includes the byte
    (byte - 1) / 2, // compiled Ruby
    byte - 1, // Lua 5.3
    byte - 5, // marshal of Ruby, LuaJIT
    byte >= 0x60 ? byte - 0x60 : byte - 0x40, // CBOR: text, bytes
    byte - 0x3f, // Smile
    byte - 0xa0, // MessagePack: up to 31
    kryoCount(byte),
  ].filter((bytes) => bytes >= least && Number.isInteger(bytes));
}

/** Kryo (`Output.writeUtf8Length`), one more than the length, up to 62: Gradle's histories. */
function kryoCount(byte: number): number {
  return byte < 0xc0 ? byte - 0x81 : 0;
}

/**
 * A length of two or four bytes, which says more than one byte does: 00 28, 00 00 00 28 and 28 00 00 00; 10 28 in Apple's property
 * lists.
 */
function wideCounts(before: string): number[] {
  const short = /[\0\x10]([\0-\xff])$|([\0-\xff])\0\0\0$/.exec(before);
  // Up to 4,095: in two bytes (a class of Java), or in four from the lowest one (bytecode of Python).
  const long = /([\x01-\x0f])([\0-\xff])$/.exec(before);
  const little = /([\0-\xff])([\x01-\x0f])\0\0$/.exec(before);
  return [
    ...(short ? [(short[1] ?? short[2]!).charCodeAt(0)] : []),
    ...(long ? [(long[1]!.charCodeAt(0) << 8) | long[2]!.charCodeAt(0)] : []),
    ...(little ? [(little[2]!.charCodeAt(0) << 8) | little[1]!.charCodeAt(0)] : []),
  ];
}

/*
 * Entry of a Redis listpack: 1  80 and a length of up to 63, or 2  e0 and one of up to 4,095; the string;
 *                            1  the length of both, to be read backwards: as often as not a letter
 */
function listpackCounts(text: string, start: number): number[] {
  const byte = text.charCodeAt(start - 1);
  const head = text.charCodeAt(start - 2) === 0xe0 ? { bytes: 2, count: byte } : { bytes: 1, count: byte - 0x80 };
  return text.charCodeAt(start + head.count) === head.count + head.bytes ? [head.count] : [];
}

/** Between a name and its value: tags, lengths of four and of eight bytes, the encoding that Ruby writes after each string. */
const BETWEEN_BYTES = 12;
/** The same for a length of one byte, except Ruby's: more would be a value of its own, as between constants of compiled Python. */
const TIGHT_BYTES = 5;
const PRINTS = membersOf(/[!-~]/);
/** The shortest name of a password. */
const MIN_NAME_BYTES = 3;
/** The first byte of Ruby's strings. */
const QUOTE = 0x22;
/** After a name or a value, the next one has a tag before its length: `2`, `t\0`, `I"`. */
const TAG_BYTES = 4;

/**
 * The value after a name if only lengths separate them: `0b DB_PASSWORD 16 …` in maps that a program writes as it holds them (JFR,
 * pprof, pickle, marshal, MessagePack, Java serialization), or a NUL and a length (BSON). The value has 12 characters or more and
 * no blanks. All lengths must be right.
 * @param start where the name begins
 * @param at where it ends, or the tag after it, which may be a letter
 */
export function countedPair(
  window: Uint8Array,
  start: number,
  at: number,
): { readonly nameEnd: number; readonly start: number; readonly end: number } | undefined {
  if (!isTagNear(window, at) || isFirstOfTuple(window, start)) return undefined;
  const bsonEnd = endInBson(window, start, at);
  if (bsonEnd !== undefined) return { nameEnd: at, start: at + 1 + BSON_LENGTH_BYTES, end: bsonEnd };
  const limit = Math.min(at + BETWEEN_BYTES, window.length - 1);
  for (let next = at + 1; next <= limit; next++) {
    const end = PRINTS[window[next]!] === 1 ? endOfCounted(window, next) : undefined;
    if (end === undefined || isOfClass(window, next) || isApart(window, at, next)) continue;
    const nameEnd = endOfName(window, start, at, { start: next, end });
    if (nameEnd === undefined) return undefined;
    // In 00 00 00 46, a big-endian length, the zeros do not belong to a `D` at the end of the name.
    if (hasWideLength(window, next) && next - WIDE_BYTES < nameEnd) continue;
    return { nameEnd, ...behindTag(window, { start: next, end }) };
  }
  return undefined;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * What a tag seems to count, and that does not end at a tag, may be a printable length and its value: `12 @ …` of Protocol Buffers
 * are not 18 bytes that begin with `@`, but 64 after it.
 */
function behindTag(window: Uint8Array, counted: Span): Span {
  if (isAtTag(window, counted.end)) return counted;
  const start = counted.start + 1;
  const end = endOfCounted(window, start);
  return end !== undefined && end > counted.end && isAtTag(window, end) ? { start, end } : counted;
}

function isAtTag(window: Uint8Array, end: number): boolean {
  return end + 1 >= window.length || isTagNear(window, end);
}

/**
 * The same if the bytes between are printable and so may seem to belong to the name: `0b DB_PASSWORD ( …` in maps of Thrift's
 * compact protocol and in MySQL rows, in zigzag in Kafka headers, `B 0b DB_PASSWORD J ( …` in the eighth and ninth fields of
 * Protocol Buffers.
 * @param start where the name begins
 * @param within the word in it by which it was found
 */
export function adjoiningPair(window: Uint8Array, start: number, within: number): ReturnType<typeof countedPair> {
  const count = window[start - 1] ?? 0;
  if (IS_NO_TEXT[count] !== 1) return undefined;
  for (const { unit, tagBytes } of ADJOINING) {
    const nameEnd = start + count / unit;
    if (nameEnd < within + MIN_NAME_BYTES || (tagBytes > 0 && !isTagBehind(window, start, nameEnd))) continue;
    const valueAt = nameEnd + tagBytes + 1;
    const length = window[valueAt - 1] ?? 0;
    const end = valueAt + length / unit;
    if (IS_NO_TEXT[length] === 1 || end - valueAt < MIN_VALUE_BYTES || !Number.isInteger(end)) continue;
    if (isWhole(window, valueAt, end)) return { nameEnd, start: valueAt, end };
  }
  return undefined;
}
const ADJOINING = [
  { unit: 1, tagBytes: 0 },
  { unit: 2, tagBytes: 0 },
  { unit: 1, tagBytes: 1 },
];

/** Whether it is the tag before the name, as in a list, or the next one: in Protocol Buffers the field number begins at the third bit. */
function isTagBehind(window: Uint8Array, start: number, nameEnd: number): boolean {
  const [before, behind] = [window[start - 2], window[nameEnd]!];
  return behind === before || behind - 8 === before;
}

function isWhole(window: Uint8Array, start: number, end: number): boolean {
  return (
    end <= window.length && isAtTag(window, end) && window.subarray(start, end).every((byte) => PRINTS[byte] === 1)
  );
}

/*
 *  an element of BSON (bsonspec.org, version 1.1), as in the output of mongodump, MongoDB's files and traffic to its server
 *  0    1  02: text
 *  1    .  name, NUL
 *  n    4  bytes of the text with its NUL, little-endian
 *  n+4  .  text, NUL
 */
const BSON_TEXT = 2;
const BSON_LENGTH_BYTES = 4;

/** Where the value ends if the name from `start` to `at` is that of a BSON text. */
function endInBson(window: Uint8Array, start: number, at: number): number | undefined {
  if (window[start - 1] !== BSON_TEXT || window[at] !== 0) return undefined;
  const valueAt = at + 1 + BSON_LENGTH_BYTES;
  const end = valueAt + window[at + 1]! - 1;
  if (!hasWideLength(window, valueAt) || end - valueAt < MIN_VALUE_BYTES || window[end] !== 0) return undefined;
  return window.subarray(valueAt, end).every((byte) => PRINTS[byte] === 1) ? end : undefined;
}

/**
 * Where a counted string ends: by its usual length, or by another reading of its length if a tag follows directly. A printable
 * length has only one reading, and the tag after it may also be printable.
 */
function endOfCounted(window: Uint8Array, start: number): number | undefined {
  const varint = varintBefore(window, start);
  const counts = varint > 0 ? [varint, varint >> 1] : countsBefore(window, start, MIN_VALUE_BYTES);
  const isText = (end: number) =>
    end <= window.length && window.subarray(start, end).every((byte) => PRINTS[byte] === 1);
  const isAtEnd = (end: number) => end <= window.length && end + 1 >= window.length; // `x` of Java
  const isLikely = (bytes: number, index: number) => {
    const end = start + bytes;
    if (varint > 0) return isAtTag(window, end);
    if (counts.length === 1 && (isTagNear(window, end) || isAtEnd(end))) return true;
    // MessagePack ends with a value, and so does a MessagePack file.
    if (end === window.length && window[start - 1]! >= 0xb0) return true;
    return (index === 0 && PRINTS[bytes] !== 1) || IS_NO_TEXT[window[end] ?? 0x20] === 1;
  };
  const count = counts.find((bytes, index) => isLikely(bytes, index) && isText(start + bytes));
  return count === undefined ? undefined : start + count;
}

/** By the byte before, or by the lowest of four. */
function countsBefore(window: Uint8Array, start: number, least: number): number[] {
  if (start < 1) return [];
  const isWide = hasWideLength(window, start);
  const byte = window[start - (isWide ? 4 : 1)]!;
  if (PRINTS[byte] === 1 && window[start - 2] === QUOTE) return [byte - 5].filter((bytes) => bytes >= least); // Ruby's
  // A length that is a letter is usually not one, but part of a value that is counted otherwise.
  const hasOneMeaning = isWide || (PRINTS[byte] === 1 && PRINTS[window[start - 2] ?? 0] !== 1);
  if (hasOneMeaning) return [byte].filter((bytes) => bytes >= least);
  return PRINTS[byte] === 1 ? [] : countsIn(byte, least);
}

/** A two-byte varint, lower seven bits first: Protocol Buffers, Thrift's compact protocol; zigzag in Avro. 0 if there is none. */
function varintBefore(window: Uint8Array, start: number): number {
  const [low, high] = [window[start - 2] ?? 0, window[start - 1]!];
  return low >= 0x80 && high > 0 && high <= MAX_HIGH_BITS ? (low & 0x7f) | (high << 7) : 0;
}
/** Up to 256 bytes, in zigzag. */
const MAX_HIGH_BITS = 4;

const WIDE_BYTES = 4;

/** Four bytes, little-endian. */
function hasWideLength(window: Uint8Array, start: number): boolean {
  return start >= 4 && [1, 2, 3].every((bytes) => window[start - bytes] === 0);
}

/** Up to two letters may precede it, as in pickle: `q!X`, `q4X`. */
export function isTagNear(window: Uint8Array, at: number): boolean {
  const end = Math.min(at + TAG_BYTES, window.length);
  for (let next = at; next < end; next++) if (IS_NO_TEXT[window[next]!] === 1) return true;
  return false;
}

/**
 * Where the name ends according to the length before it: at `at`, or up to three letters of tags earlier.
 * @param value the value after it
 */
function endOfName(window: Uint8Array, start: number, at: number, value: Span): number | undefined {
  const counts = countsBefore(window, start, 1);
  // Kryo must also count the value: otherwise the head of a CBOR map would count a name together with all that is before it.
  const isKryo = value.end - value.start === kryoCount(window[value.start - 1]!);
  const isCount = (bytes: number) => counts.includes(bytes) && (isKryo || bytes !== kryoCount(window[start - 1]!));
  return [at, at - 1, at - 2, at - 3].find((end) => isCount(end - start));
}

/**
 * Whether there is more between them than a tag and a length.
 * @param at after the name, or a tag after it
 */
function isApart(window: Uint8Array, at: number, start: number): boolean {
  return start - at > TIGHT_BYTES && !hasWideLength(window, start) && window[start - 2] !== QUOTE;
}

/** The first string of a tuple in compiled Python is not the name of the next one: `password` and what a test makes of it. */
function isFirstOfTuple(window: Uint8Array, start: number): boolean {
  return TUPLES.includes(window[start - 4] ?? 0) && SHORT_TEXTS.includes(window[start - 2]!);
}
/** `)` of a short tuple; `z` and `Z` of short text; each also with the bit that marks later references (`Python/marshal.c`). */
const TUPLES = [0x29, 0xa9];
const SHORT_TEXTS = [0x7a, 0xfa, 0x5a, 0xda];

/** In a Java class, any other string may follow a name (JVMS, section 4.4.7). */
function isOfClass(window: Uint8Array, start: number): boolean {
  return window[start - 3] === 1 && window[start - 2] === 0;
}
