/**
 * Small hashes of Redis and Valkey, each stored as one string: a listpack (listpack.c; Redis 7 and later) or a ziplist (ziplist.c), with
 * lengths before and behind each field and each value. The length between `password` and its value is a tab, and looks like text. They are
 * recognised by their size, which is stated before them, as that of a string, and again at their beginning.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { viewOf } from '../container/magic.ts';
import { settingOf } from '../records/pair-lines.ts';

/*  listpack                                        ziplist
 *  0  4  bytes of all, little-endian               0   4  bytes of all, little-endian
 *  4  2  elements                                  4   4  where the last one is; 8 2 elements
 *  6  .  elements: encoding, string, and bytes of  10  .  elements: bytes of the one before (1, or fe and 4), encoding, string
 *        both (1 to 5 bytes)
 *  .  1  ff                                        .   1  ff                                                                  */
const END = 0xff;
const LISTPACK_HEAD_BYTES = 6;
const ZIPLIST_HEAD_BYTES = 10;
const MIN_BYTES = LISTPACK_HEAD_BYTES + 1;
/** By default, a list of Redis has 512 elements of 64 bytes (`hash-max-listpack-entries`, `-value`), or 8 KiB. */
const MAX_BYTES = 1 << 20;
/** Precedes the string: `80` and 4 bytes, big-endian; two bits 01 and 14 bits; 00 and 6 bits. */
const MAX_PREFIX_BYTES = 5;
const WINDOW_BYTES = 256 << 10;

/** Limit on reads of false matches, as a multiple of the dump's size. */
const MAX_EFFORT = 16;

export class RedisLists {
  readonly #source: ByteSource;
  readonly #budget: Budget;
  #effort: number;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = source;
    this.#budget = budget;
    this.#effort = MAX_EFFORT * source.size;
  }

  /** Too many false matches: one may begin in each element of another, and be as long. */
  get isGivenUp(): boolean {
    return this.#effort < 0;
  }

  /** `name=value`, a line each, from all lists stored unpacked in a dump. */
  *lines(): Generator<Uint8Array> {
    const source = this.#source;
    let from = MAX_PREFIX_BYTES;
    while (from + MIN_BYTES <= source.size && !this.isGivenUp) {
      this.#budget.checkTime();
      const windowAt = from - MAX_PREFIX_BYTES;
      const window = source.read(windowAt, Math.min(WINDOW_BYTES, source.size - windowAt));
      let next = windowAt + window.length - MIN_BYTES + 1;
      for (let at = MAX_PREFIX_BYTES; at + MIN_BYTES <= window.length && !this.isGivenUp; at++) {
        const bytes = window[at + 3] === 0 ? listBytesAt(window, at) : 0;
        const lines = bytes === 0 ? undefined : this.#linesAt(windowAt + at, bytes);
        if (lines === undefined) continue;
        if (lines.length > 0) yield lines;
        next = Math.max(next, windowAt + at + bytes);
        at += bytes - 1;
      }
      from = next;
    }
  }

  #linesAt(at: number, bytes: number): Uint8Array | undefined {
    if (at + bytes > this.#source.size) return undefined;
    this.#budget.checkTime();
    const lines = linesOfList(this.#source.read(at, bytes));
    if (lines === undefined) this.#effort -= bytes;
    return lines;
  }
}

/** The size of a list that begins there, if both statements agree; else 0. */
function listBytesAt(window: Uint8Array, at: number): number {
  const bytes = window[at]! | (window[at + 1]! << 8) | (window[at + 2]! << 16);
  if (bytes < MIN_BYTES || bytes > MAX_BYTES) return 0;
  const [high, low] = [window[at - 2]!, window[at - 1]!];
  if (bytes < 64) return low === bytes ? bytes : 0;
  if (bytes < 1 << 14) return high === (0x40 | (bytes >> 8)) && low === (bytes & 0xff) ? bytes : 0;
  const isLong = window[at - 5] === 0x80 && viewOf(window).getUint32(at - 4) === bytes;
  return isLong ? bytes : 0;
}

/** `name=value`, a line each, from a string that is a list. Undefined: it is none. */
export function linesOfList(list: Uint8Array): Uint8Array | undefined {
  if (list.length < MIN_BYTES || list.length > MAX_BYTES || list.at(-1) !== END) return undefined;
  if (viewOf(list).getUint32(0, true) !== list.length) return undefined;
  const elements = elementsOf(list, LISTPACK_HEAD_BYTES, false) ?? elementsOf(list, ZIPLIST_HEAD_BYTES, true);
  if (elements === undefined) return undefined;
  const lines: Uint8Array[] = [];
  for (let index = 0; index + 1 < elements.length; index += 2) {
    const setting = settingOf(elements[index]!, elements[index + 1]!);
    if (setting !== undefined) lines.push(setting);
  }
  return Buffer.concat(lines);
}

/** All elements, with numbers as empty ones; undefined where they do not end where the list does. */
function elementsOf(list: Uint8Array, start: number, isZiplist: boolean): readonly Uint8Array[] | undefined {
  const elements: Uint8Array[] = [];
  let at = start;
  while (at < list.length - 1) {
    if (isZiplist) at += list[at] === 0xfe ? 5 : 1;
    const string = isZiplist ? inZiplist(list, at) : inListpack(list, at);
    if (string === undefined) return undefined;
    elements.push(list.subarray(string.start, string.end));
    const next = string.end + string.numberBytes;
    const behind = isZiplist ? next : behindListpack(list, at, next);
    if (behind === undefined) return undefined;
    at = behind;
  }
  return at === list.length - 1 ? elements : undefined;
}

/** Bytes of a string; a number has none. */
interface Element {
  readonly start: number;
  readonly end: number;
  readonly numberBytes: number;
}

const stringAt = (start: number, bytes: number): Element => ({ start, end: start + bytes, numberBytes: 0 });
const numberAt = (start: number, numberBytes: number): Element => ({ start, end: start, numberBytes });

/* 0xxxxxxx a number; 10 and 6 bits a string; 110 and 13 bits a number; 1110 and 12 bits a string;
 * f0 and 4 bytes, little-endian, a string; f1 to f4 a number of 2, 3, 4, 8 bytes                      */
function inListpack(list: Uint8Array, at: number): Element | undefined {
  const first = list[at]!;
  if (first < 0x80) return numberAt(at + 1, 0);
  if (first < 0xc0) return stringAt(at + 1, first & 0x3f);
  if (first < 0xe0) return numberAt(at + 1, 1);
  if (first < 0xf0) return stringAt(at + 2, ((first & 0x0f) << 8) | (list[at + 1] ?? 0));
  if (first === 0xf0 && at + 5 < list.length) return stringAt(at + 5, viewOf(list).getUint32(at + 1, true));
  const numberBytes = [2, 3, 4, 8][first - 0xf1];
  return numberBytes === undefined ? undefined : numberAt(at + 1, numberBytes);
}

/** An element is followed by its size, 7 bits a byte, most significant first: undefined where that is wrong. */
function behindListpack(list: Uint8Array, start: number, end: number): number | undefined {
  const bytes = end - start;
  const last = end + (bytes < 1 << 7 ? 0 : bytes < 1 << 14 ? 1 : 2);
  return ((list[last] ?? 0) & 0x7f) === (bytes & 0x7f) ? last + 1 : undefined;
}

/* 00 and 6 bits, 01 and 14 bits, 80 and 4 bytes, big-endian: a string; c0, d0, e0, f0, fe a number of 2, 4, 8, 3, 1 bytes;
 * f1 to fd a number                                                                                                        */
function inZiplist(list: Uint8Array, at: number): Element | undefined {
  const first = list[at] ?? END;
  if (first < 0x40) return stringAt(at + 1, first);
  if (first < 0x80) return stringAt(at + 2, ((first & 0x3f) << 8) | (list[at + 1] ?? 0));
  if (first === 0x80 && at + 5 < list.length) return stringAt(at + 5, viewOf(list).getUint32(at + 1));
  if (first > 0xf0 && first < 0xfe) return numberAt(at + 1, 0);
  const numberBytes = ZIPLIST_NUMBERS.get(first);
  return numberBytes === undefined ? undefined : numberAt(at + 1, numberBytes);
}
const ZIPLIST_NUMBERS = new Map([
  [0xc0, 2],
  [0xd0, 4],
  [0xe0, 8],
  [0xf0, 3],
  [0xfe, 1],
]);
