/**
 * SPIFFS, the file system of NodeMCU, Arduino and ESP-IDF (spiffs_nucleus.h): files in pages with a header each, which would cut a key. Pages are
 * read one by one, as in other logs of flash memory, and the lists of pages are not needed.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { joinedPieces } from '../container/joined-pieces.ts';
import { viewOf } from '../container/magic.ts';
import { decodeUtf8OrLatin1 } from '../container/text.ts';

/*  page
 *  0  2  object, with the highest bit set in its index    2  2  number of the page in the object, or in the index
 *  4  1  flags, cleared as they become true: 1 used, 2 final, 4 index, 128 deleted
 *  5  n  data
 *  first page of an index:  8 4 size of the file, all ones while it is written    12 1 kind: 1 is a file    13 n name, ended by a zero       */
const PAGE_BYTES = 256;
const HEADER_BYTES = 5;
const SIZE_AT = 8;
const KIND_AT = 12;
const NAME_AT = 13;
const INDEX = 0x8000;
const FILE = 1;
const [USED_FINAL_INDEX, USED_FINAL, DELETED] = [0xf8, 0xfc, 0x80];
const UNKNOWN_SIZE = 0xffffffff;
/** Of ESP-IDF, and longer than that of any other default. */
const MAX_NAME_BYTES = 64;
/** Pages have numbers of 16 bits. */
const MAX_IMAGE_BYTES = PAGE_BYTES << 16;
/** Pages read at a time. */
const CHUNK_BYTES = 256 * PAGE_BYTES;

export const spiffs: SourceContainer = {
  id: 'spiffs',
  title: 'SPIFFS',
  limits:
    'pages of other sizes than 256; images that do not begin with a file; earlier versions of files: only raw bytes',
  reads: 'source',
  headBytes: 2 * PAGE_BYTES,
  keepsLeaf: 'searched',
  // The first page of a block lists the objects of the others.
  sniff: (head) => namesFile(head.subarray(PAGE_BYTES)),
  entries,
};

/** Whether it is the first page of the index of a file. */
function namesFile(page: Uint8Array): boolean {
  if (page.length < PAGE_BYTES || page[4] !== USED_FINAL_INDEX || page[KIND_AT] !== FILE) return false;
  const view = viewOf(page);
  const size = view.getUint32(SIZE_AT, true);
  const isFirst = view.getUint16(0, true) > INDEX && view.getUint16(2, true) === 0;
  return isFirst && (size <= MAX_IMAGE_BYTES || size === UNKNOWN_SIZE) && nameOf(page) !== undefined;
}

function nameOf(page: Uint8Array): string | undefined {
  const end = page.indexOf(0, NAME_AT);
  const name = page.subarray(NAME_AT, end);
  if (end <= NAME_AT || name.length > MAX_NAME_BYTES || name.some((byte) => byte < 0x20 || byte === 0x7f))
    return undefined;
  return decodeUtf8OrLatin1(name).replace(/^\//, '');
}

interface File {
  readonly name: string;
  readonly size: number;
  /** Offset of each page of data, by its number. */
  readonly pages: Map<number, number>;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const files = filesIn(source, budget);
  addPages(source, files, budget);
  for (const file of files.values()) {
    const pieces = piecesOf(file);
    if (pieces.length > 0)
      yield { name: file.name, open: () => joinedPieces(source, pieces, budget), taken: () => pieces };
    // Pages beyond its size, of an earlier version that was longer, stand in for none.
    const missing = pagesOf(file) - pieces.length;
    if (missing > 0) yield damaged(`${missing} of its ${pagesOf(file)} pages are missing`, file.name);
  }
}

/** By object; of several pages that name an object, the last one. */
function filesIn(source: ByteSource, budget: Budget): Map<number, File> {
  const files = new Map<number, File>();
  for (const { page } of pagesIn(source, budget)) {
    if (!namesFile(page)) continue;
    const view = viewOf(page);
    const object = view.getUint16(0, true) & ~INDEX;
    files.set(object, { name: nameOf(page)!, size: view.getUint32(SIZE_AT, true), pages: new Map() });
  }
  return files;
}

/** Deleted pages are earlier versions, as long as there is another. */
function addPages(source: ByteSource, files: ReadonlyMap<number, File>, budget: Budget): void {
  for (const { page, at } of pagesIn(source, budget)) {
    if ((page[4]! | DELETED) !== USED_FINAL) continue;
    const view = viewOf(page);
    const pages = files.get(view.getUint16(0, true))?.pages;
    const number = view.getUint16(2, true);
    const isDeleted = page[4] !== USED_FINAL;
    if (pages !== undefined && !(isDeleted && pages.has(number))) pages.set(number, at);
  }
}

function* pagesIn(source: ByteSource, budget: Budget): Generator<{ readonly page: Uint8Array; readonly at: number }> {
  const size = Math.min(source.size, MAX_IMAGE_BYTES);
  for (let start = 0; start < size; start += CHUNK_BYTES) {
    budget.checkTime();
    const chunk = source.read(start, Math.min(CHUNK_BYTES, size - start));
    for (let at = 0; at + PAGE_BYTES <= chunk.length; at += PAGE_BYTES)
      yield { page: chunk.subarray(at, at + PAGE_BYTES), at: start + at };
  }
}

/** Of a file that is still written, as many as there are. */
function pagesOf({ size, pages }: File): number {
  return size === UNKNOWN_SIZE ? pages.size : Math.ceil(size / (PAGE_BYTES - HEADER_BYTES));
}

function piecesOf({ size, pages }: File): readonly { readonly start: number; readonly end: number }[] {
  const dataBytes = PAGE_BYTES - HEADER_BYTES;
  return [...pages]
    .sort(([one], [other]) => one - other)
    .map(([number, at]) => {
      const left = size === UNKNOWN_SIZE ? dataBytes : Math.min(dataBytes, size - number * dataBytes);
      return { start: at + HEADER_BYTES, end: at + HEADER_BYTES + left };
    })
    .filter(({ start, end }) => end > start);
}
