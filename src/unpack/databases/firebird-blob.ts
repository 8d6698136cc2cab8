/**
 * Blobs of Firebird (blb.cpp): on the page of the record, or on pages of their own, which that page lists, directly or in two levels.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { viewOf } from '../container/magic.ts';
import type { PageSet } from '../records/page-set.ts';
import { isEncrypted, TYPES } from './firebird-page.ts';

/*  line that is a blob                              page of a blob
 *  0   4  its first page                            16  4  its first page
 *  10  2  flags, 32 without segments                20  4  which of its pages, from 0
 *  12  1  level: 0 it is here, 1 its pages,         24  2  bytes
 *         2 pages that list its pages               28  .  the bytes, or numbers of pages, 4 bytes each, where flag 1 is set
 *  20  4  bytes
 *  28  .  as the level says                         segment: 2 bytes for how long, and as many           */
const [BLOB_AT, PAGE_CONTENT_AT] = [28, 28];
const STREAM = 32;
const POINTERS = 1;

export const levelOf = (line: Uint8Array): number => line[12] ?? 0;
const isStream = (line: Uint8Array): boolean => (line[10]! & STREAM) !== 0;

/** For level 0. */
export function contentOf(line: Uint8Array): Uint8Array {
  const bytes = line.length < BLOB_AT ? 0 : viewOf(line).getUint32(20, true);
  const content = line.subarray(BLOB_AT);
  // The line has padding behind it.
  if (isStream(line)) return content.subarray(0, bytes);
  return Buffer.concat([...new Segments().of(content)]);
}

/** Removes the lengths before segments. */
class Segments {
  /** Bytes of the segment still to come. */
  #left = 0;
  /** The first byte of a length. */
  #low: number | undefined;

  *of(bytes: Uint8Array): Generator<Uint8Array> {
    for (let at = 0; at < bytes.length; ) {
      if (this.#left > 0) {
        const piece = bytes.subarray(at, at + this.#left);
        yield piece;
        this.#left -= piece.length;
        at += piece.length;
      } else if (this.#low === undefined) this.#low = bytes[at++]!;
      else {
        this.#left = this.#low | (bytes[at++]! << 8);
        this.#low = undefined;
      }
    }
  }
}

/**
 * For levels 1 and 2. Throws FormatError at a missing page, after everything before it.
 * @param pages already used by blobs: each page belongs to one, once
 */
export async function* longContentOf(
  line: Uint8Array,
  { source, pageBytes, pages, budget }: { source: ByteSource; pageBytes: number; pages: PageSet; budget: Budget },
): AsyncGenerator<Uint8Array> {
  if (line.length < BLOB_AT) throw new FormatError('a blob is cut off before its pages; it is scanned as is');
  const segments = isStream(line) ? undefined : new Segments();
  const first = viewOf(line).getUint32(0, true);
  const page = (number: number): Uint8Array => {
    budget.checkTime();
    const at = number * pageBytes;
    const found = at + pageBytes <= source.size ? source.read(at, pageBytes) : undefined;
    const isOne = found?.[0] === TYPES.blob && !isEncrypted(found) && viewOf(found).getUint32(16, true) === first;
    if (!isOne || !pages.add(number))
      throw new FormatError(
        `page ${number} is none of this blob alone, or in another file: what was not found is scanned as is`,
      );
    return found.subarray(0, PAGE_CONTENT_AT + viewOf(found).getUint16(24, true));
  };
  let left = viewOf(line).getUint32(20, true);
  for (const number of pagesOf(line, page)) {
    if (left <= 0) return;
    const content = page(number).subarray(PAGE_CONTENT_AT);
    for (const piece of segments === undefined ? [content] : segments.of(content)) {
      yield piece;
      left -= piece.length;
    }
  }
  if (left > 0) throw new FormatError(`${left} bytes of the blob are on no page`);
}

function* pagesOf(line: Uint8Array, page: (number: number) => Uint8Array): Generator<number> {
  const numbers = numbersIn(line);
  if (levelOf(line) === 1) yield* numbers;
  else
    for (const number of numbers) {
      const list = page(number);
      if ((list[1]! & POINTERS) === 0)
        throw new FormatError(`page ${number}: a list of pages of the blob was expected, and its bytes found`);
      yield* numbersIn(list);
    }
}

/** Numbers begin at the same offset in both forms; 0 ends a list. */
function* numbersIn(list: Uint8Array): Generator<number> {
  const view = viewOf(list);
  for (let at = BLOB_AT; at + 4 <= list.length; at += 4) {
    const number = view.getUint32(at, true);
    if (number === 0) return;
    yield number;
  }
}
