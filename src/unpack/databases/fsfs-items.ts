/**
 * The index at the end of an FSFS file since format 7 (libsvn_fs_fs/index.c, "phys-to-log"): it lists the consecutive items of the file,
 * each with a checksum, and so reveals damaged and missing ones.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { fnv1a32x4 } from '../checksums/fnv1a.ts';
import { varintAt } from '../codecs/small-numbers.ts';

/*  all numbers 7 bits a byte, the lowest first
 *  .  10  'P2L-INDEX' and a line feed
 *  .  .  first revision, bytes of the items, bytes of the items of a page, pages; bytes of each page of the index
 *  page
 *  .  .  where its first item lies
 *  item
 *  .  .  its bytes; its kind and number, as a difference, and its revision, too; checksum. What nothing uses has none   */
const INDEX_BEGIN = 'P2L-INDEX\n';
const HEADER_NUMBERS = 4;
const NUMBERS_OF_ITEM = 4;
const FOOTER = /^(\d{1,15}) [0-9a-f]{32} (\d{1,15}) [0-9a-f]{32}$/;
/** Two digits, two sums, three blanks. */
const MIN_FOOTER_BYTES = 69;
const MAX_NUMBER_BYTES = 7;
const READ_BYTES = 1 << 18;

export interface Footer {
  /** Where the items end. */
  readonly itemsEnd: number;
  readonly indexAt: number;
  /** Size of the part from its own beginning to the end of the file. */
  readonly bytes: number;
}

/** @param tail the last bytes of a file */
export function footerOf(tail: Uint8Array): Footer | undefined {
  const length = tail.at(-1) ?? 0;
  if (length < MIN_FOOTER_BYTES || length >= tail.length) return undefined;
  const text = Buffer.from(tail.subarray(tail.length - 1 - length, tail.length - 1)).toString('latin1');
  const match = FOOTER.exec(text);
  return match === null ? undefined : { itemsEnd: Number(match[1]), indexAt: Number(match[2]), bytes: length + 1 };
}

/** @returns how many items contradict the index; undefined when it is unreadable, or incomplete */
export function wrongItems(source: ByteSource, footer: Footer, budget: Budget): number | undefined {
  const end = source.size - footer.bytes;
  const numbers = new Numbers(source, footer.indexAt, end);
  if (footer.indexAt + INDEX_BEGIN.length > end || footer.itemsEnd > footer.indexAt) return undefined;
  if (Buffer.from(source.read(footer.indexAt, INDEX_BEGIN.length)).toString('latin1') !== INDEX_BEGIN) return undefined;
  numbers.at += INDEX_BEGIN.length;
  const [, size, , pages] = Array.from({ length: HEADER_NUMBERS }, () => numbers.next());
  if (size !== footer.itemsEnd || pages === undefined || pages > end - numbers.at) return undefined;
  const table = new Numbers(source, numbers.at, end);
  for (let page = 0; page < pages; page++) numbers.next();
  let [wrong, at, pageAt] = [0, 0, numbers.at];
  for (let page = 0; page < pages; page++) {
    numbers.at = pageAt;
    pageAt += table.next() ?? end;
    // An item that crosses pages is listed on each of them.
    const start = numbers.next();
    if (start === undefined || start > at || pageAt > end) return undefined;
    for (let itemAt = start; numbers.at < pageAt; ) {
      budget.checkTime();
      const [bytes, , , sum] = Array.from({ length: NUMBERS_OF_ITEM }, () => numbers.next());
      if (bytes === undefined || bytes === 0 || sum === undefined) return undefined;
      const itemEnd = itemAt + bytes;
      // An item that begins within another, and does not end with it, is invalid: pages full of those would be read
      // over and over.
      if (itemEnd > at && itemAt < at) return undefined;
      if (itemEnd > at && sum > 0 && !fits(source, itemAt, Math.min(itemEnd, footer.itemsEnd), sum, budget)) wrong++;
      itemAt = itemEnd;
      at = Math.max(at, itemEnd);
    }
  }
  return at < footer.itemsEnd ? undefined : wrong;
}

function fits(source: ByteSource, start: number, end: number, sum: number, budget: Budget): boolean {
  const hash = fnv1a32x4();
  for (let at = start; at < end; at += READ_BYTES) {
    budget.checkTime();
    hash.update(source.read(at, Math.min(READ_BYTES, end - at)));
  }
  return hash.digest() === sum;
}

/** Consecutive numbers. */
class Numbers {
  readonly #source: ByteSource;
  readonly #end: number;
  at: number;

  constructor(source: ByteSource, at: number, end: number) {
    this.#source = source;
    this.at = at;
    this.#end = end;
  }

  /** @returns undefined at the end, or at an invalid one */
  next(): number | undefined {
    const bytes = this.#source.read(this.at, Math.max(0, Math.min(MAX_NUMBER_BYTES, this.#end - this.at)));
    const found = varintAt(bytes, 0);
    if (found === undefined) return undefined;
    this.at += found.next;
    return found.value;
  }
}
