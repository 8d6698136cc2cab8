/**
 * The part of a zip that its central directory says nothing of: truncated and damaged archives, entries that were taken
 * out of the directory only, bytes that some tool put between. Local headers are looked for by their signature; the rest
 * comes out as it lies.
 */
import type { Budget } from '../bytes/budget.ts';
import { type ByteSource, streamOf } from '../bytes/byte-source.ts';
import type { Entry, Trouble } from './container.ts';
import type { Range } from './coverage.ts';
import type { HeaderPieces } from './header-pieces.ts';
import { isPadding, type REMAINDER, remainder } from './remainder.ts';
import { readZipFile } from './zip-file.ts';
import { FLAG, isPlausible, LOCAL_SIGNATURE, type LocalHeader, readLocalHeader } from './zip-record.ts';

/** @param headers gets the headers that are found */
export async function* recoverZip(
  source: ByteSource,
  { start, end }: Range,
  kind: keyof typeof REMAINDER,
  headers: HeaderPieces,
  budget: Budget,
): AsyncGenerator<Entry | Trouble> {
  let junkStart = start;
  for (let at = start; at < end; ) {
    budget.checkTime();
    const header = readLocalHeader(source, at, end);
    if (header === undefined || !isPlausible(header)) {
      at = find(source, at + 1, end, budget, isLocal);
      continue;
    }
    yield* junk(source, junkStart, at, kind);
    headers.add(header.rawName);
    headers.add(header.extra);
    const compressedSize = hasUnknownSize(header) ? storedBytes(source, header, end, budget) : header.compressedSize;
    at = yield* readZipFile(source, { ...header, compressedSize }, end, budget);
    junkStart = at;
  }
  yield* junk(source, junkStart, end, kind);
}

function* junk(source: ByteSource, start: number, end: number, kind: keyof typeof REMAINDER): Generator<Entry> {
  if (start < end && !isPadding(source, start, end)) yield remainder(kind, () => streamOf(source, start, end));
}

/** Stored data knows no end of its own. */
function hasUnknownSize(header: LocalHeader): boolean {
  return header.method === 0 && (header.flags & FLAG.hasDescriptor) !== 0 && header.compressedSize === 0;
}

/** Up to a descriptor that gives this very size, or else the next header of any kind. */
function storedBytes(source: ByteSource, { dataStart }: LocalHeader, end: number, budget: Budget): number {
  const isEnd = (bytes: Buffer, at: number, offset: number): boolean =>
    isLocal(bytes, at) ||
    isCentral(bytes, at) ||
    (isDescriptor(bytes, at) && bytes.readUInt32LE(at + 8) === offset - dataStart);
  return find(source, dataStart, end, budget, isEnd) - dataStart;
}

/** `at` in `bytes`, `offset` in the file. */
type Test = (bytes: Buffer, at: number, offset: number) => boolean;

const isLocal = (bytes: Buffer, at: number): boolean => bytes.readUInt32LE(at) === LOCAL_SIGNATURE.readUInt32LE(0);
const isCentral = (bytes: Buffer, at: number): boolean => bytes.readUInt32LE(at) === 0x02014b50;
const isDescriptor = (bytes: Buffer, at: number): boolean => bytes.readUInt32LE(at) === 0x08074b50;

/** Where the first "PK" that passes `test` begins, with 12 bytes to look at; `end` when there is none. */
function find(source: ByteSource, start: number, end: number, budget: Budget, test: Test): number {
  let windowBytes = 4 << 10;
  for (let from = start; from + TESTED_BYTES <= end; from += windowBytes - TESTED_BYTES + 1) {
    budget.checkTime();
    if (from > start) windowBytes = Math.min(2 * windowBytes, 1 << 20);
    const read = source.read(from, Math.min(windowBytes, end - from));
    const bytes = Buffer.from(read.buffer, read.byteOffset, read.length);
    for (let at = bytes.indexOf('PK'); at >= 0 && at + TESTED_BYTES <= bytes.length; at = bytes.indexOf('PK', at + 1))
      if (test(bytes, at, from + at)) return from + at;
  }
  return end;
}
const TESTED_BYTES = 12;
