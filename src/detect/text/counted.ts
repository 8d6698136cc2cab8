/**
 * Strings whose length stands before them, in one byte or in the lowest one of several: nothing else says where they begin and end, and
 * the byte may be a letter or a digit, as may what follows them.
 */
import { membersOf } from './byte-runs.ts';
import type { Edges } from './rule.ts';

/** Among bytes of that kind: text has none of them, but for the escape with which colours begin. */
const NO_TEXT = /[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\xff]/;
const IS_NO_TEXT = membersOf(NO_TEXT);
/** Records have a number or a tag every few bytes. */
const NEAR_BYTES = 16;

/** Whether what begins at `at` may be one, by the bytes before. */
export function mayBeCounted(window: Uint8Array, at: number): boolean {
  for (let before = Math.max(0, at - NEAR_BYTES); before < at; before++) {
    if (IS_NO_TEXT[window[before]!] === 1) return true;
  }
  return false;
}

/**
 * Where one that begins at `start` may end by the bytes before it, the likeliest first: at `end`, or before, where these bytes tell that
 * what follows is its neighbour, or could belong to it themselves.
 */
export function countedEnds(
  text: string,
  { start, end }: { start: number; end: number },
  edges: Edges,
): readonly number[] {
  const before = text.slice(Math.max(0, start - NEAR_BYTES), start);
  if (!NO_TEXT.test(before)) return [];
  const byte = before.charCodeAt(before.length - 1);
  const isWhole = countsIn(byte).includes(end - start);
  const mayBeShorter = edges.before?.test(before.slice(-1)) === true;
  const told = [...wideCounts(before), ...listpackCounts(text, start), ...(mayBeShorter ? [byte, byte / 2] : [])];
  const shorter = told.filter((each) => each >= LEAST_BYTES && Number.isInteger(each)).map((each) => start + each);
  return [...(isWhole ? [end] : []), ...shorter.filter((each) => each <= end)];
}

/** Of a token. */
const LEAST_BYTES = 16;

/** How many bytes follow one that counts them. */
function countsIn(byte: number): number[] {
  return [
    byte, // Protocol Buffers, MessagePack, pickle, marshal, a class of Java
    byte / 2, // zigzag: Avro, Kafka
    (byte - 3) / 2, // varlena of PostgreSQL, in whose length the byte is
    (byte - 1) / 2, // compiled Ruby
    byte - 1, // Lua 5.3
    byte - 5, // marshal of Ruby, LuaJIT
    byte >= 0x60 ? byte - 0x60 : byte - 0x40, // CBOR: text, bytes
    byte - 0x3f, // Smile
  ].filter((bytes) => bytes >= LEAST_BYTES && Number.isInteger(bytes));
}

/** A length of two or four bytes says more than one byte does: 00 28, 00 00 00 28 and 28 00 00 00; 10 28 in property lists of Apple. */
function wideCounts(before: string): number[] {
  const length = /[\0\x10]([\0-\xff])$|([\0-\xff])\0\0\0$/.exec(before);
  return length === null ? [] : [(length[1] ?? length[2]!).charCodeAt(0)];
}

/* Of a listpack of Redis: 1  80 and a length of up to 63, or 2  e0 and one of up to 4,095; the string;
 *                         1  the length of both, to be read backwards: a letter, as often as not     */
function listpackCounts(text: string, start: number): number[] {
  const byte = text.charCodeAt(start - 1);
  const head = text.charCodeAt(start - 2) === 0xe0 ? { bytes: 2, count: byte } : { bytes: 1, count: byte - 0x80 };
  return text.charCodeAt(start + head.count) === head.count + head.bytes ? [head.count] : [];
}
