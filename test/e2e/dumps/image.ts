/**
 * A dump without its zero pages, for searching. Pages that follow one another stay together; where zeros were left out,
 * one page of them remains, so that nothing meets what it is not beside.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const PAGE_BYTES = 4096;
const CHUNK_BYTES = 16 << 20;
const ZEROS = Buffer.alloc(PAGE_BYTES);

export interface Image {
  readonly path: string;
  readonly size: number;
  readonly bytes: Buffer;
  /** Where in the file what is at `index` of `bytes` stands. */
  offsetOf(index: number): number;
}

export function loadImage(path: string): Image {
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  const pieces: Buffer[] = [];
  const starts: { index: number; offset: number }[] = [];
  let index = 0;
  let open = false;
  const chunk = Buffer.alloc(CHUNK_BYTES);
  for (let at = 0; at < size; at += CHUNK_BYTES) {
    const got = readSync(file, chunk, 0, CHUNK_BYTES, at);
    for (let page = 0; page < got; page += PAGE_BYTES) {
      const bytes = chunk.subarray(page, Math.min(page + PAGE_BYTES, got));
      if (ZEROS.subarray(0, bytes.length).equals(bytes)) {
        if (open) {
          pieces.push(ZEROS);
          index += PAGE_BYTES;
        }
        open = false;
        continue;
      }
      if (!open) starts.push({ index, offset: at + page });
      open = true;
      pieces.push(Buffer.from(bytes));
      index += bytes.length;
    }
  }
  closeSync(file);
  return {
    path,
    size,
    bytes: Buffer.concat(pieces),
    offsetOf: (wanted) => {
      const start = starts.findLast((candidate) => candidate.index <= wanted)!;
      return start.offset + wanted - start.index;
    },
  };
}

/** What is searched for. */
export interface Needle {
  /** Four at least. */
  readonly bytes: Buffer;
  /** Of every so many bytes only the first ones mean something: the others are not compared. */
  readonly meaning?: { readonly every: number; readonly first: number };
}

/**
 * Every place of every needle, in one pass: two bytes in a table, four in a map, then all of it.
 * @returns for each needle its indices in ascending order, at most `limit`
 */
export function placesOf(bytes: Buffer, needles: readonly Needle[], limit = 1000): number[][] {
  const places = needles.map((): number[] => []);
  const isBeginning = new Uint8Array(1 << 16);
  const byBeginning = new Map<number, number[]>();
  needles.forEach((needle, index) => {
    isBeginning[needle.bytes.readUInt16LE(0)] = 1;
    const beginning = needle.bytes.readUInt32LE(0);
    byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), index]);
  });
  for (let at = 0; at + 4 <= bytes.length; at++) {
    if (isBeginning[bytes[at]! | (bytes[at + 1]! << 8)] === 0) continue;
    for (const index of byBeginning.get(bytes.readUInt32LE(at)) ?? []) {
      const needle = needles[index]!;
      const found = places[index]!;
      if (found.length < limit && isAt(bytes, at, needle)) found.push(at);
    }
  }
  return places;
}

function isAt(image: Buffer, start: number, { bytes, meaning }: Needle): boolean {
  const { every, first } = meaning ?? { every: bytes.length, first: bytes.length };
  for (let at = 0; at < bytes.length; at += every)
    if (!bytes.subarray(at, at + first).equals(image.subarray(start + at, start + at + first))) return false;
  return true;
}
