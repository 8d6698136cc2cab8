/**
 * Recovers what the central directory of a zip does not mention: truncated and damaged archives, entries removed from
 * the directory only, bytes that some tool inserted. Local headers are searched for by their signature; the rest comes
 * out as is.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import type { Entry, Trouble } from '../container/container.ts';
import type { Range } from '../container/coverage.ts';
import { HEADER_BATCH_BYTES, type HeaderPieces } from '../container/header-pieces.ts';
import { isPadding, type REMAINDER, remainder } from '../container/remainder.ts';
import { hasUnknownSize, localClaim, withoutMarks } from './zip-claims.ts';
import { readZipFile } from './zip-file.ts';
import { HEADER_BYTES, isLikeLocalHeader, type LocalHeader, readLocalHeader } from './zip-record.ts';

/** State shared between recovery and the reader of the archive. */
export interface ZipRecovery {
  readonly source: ByteSource;
  readonly budget: Budget;
  /** Receives the headers that are found. */
  readonly headers: HeaderPieces;
  /** Offsets of local headers whose data was read already, without success. */
  readonly tried: ReadonlySet<number>;
}

export async function* recoverZip(
  recovery: ZipRecovery,
  { start, end }: Range,
  kind: keyof typeof REMAINDER,
): AsyncGenerator<Entry | Trouble> {
  const { source, budget, headers, tried } = recovery;
  let junkStart = start;
  for (let at = start; ; ) {
    at = find(recovery, at, end, isLikeLocalHeader);
    if (at === end) break;
    const found = tried.has(at) ? undefined : readLocalHeader(source, at, end);
    if (found === undefined) {
      at++;
      continue;
    }
    const header = withoutMarks(await localClaim(source, found));
    yield* junk(source, junkStart, at, kind);
    headers.add(header.rawName);
    headers.add(header.extra);
    const compressedSize = hasUnknownSize(header) ? storedBytes(recovery, header, end) : header.compressedSize;
    const extent = yield* readZipFile(source, { ...header, compressedSize }, end, budget);
    junkStart = extent.isSound ? extent.end : at;
    at = extent.end;
    if (headers.size >= HEADER_BATCH_BYTES) yield* headers.take();
  }
  yield* junk(source, junkStart, end, kind);
}

function* junk(source: ByteSource, start: number, end: number, kind: keyof typeof REMAINDER): Generator<Entry> {
  if (start < end && !isPadding(source, start, end)) yield remainder(kind, () => streamOf(source, start, end));
}

/** The data up to a descriptor that states its exact size, or else up to the next header of any kind. */
function storedBytes(recovery: ZipRecovery, { dataStart }: LocalHeader, end: number): number {
  const isEnd: Test = (bytes, at, offset) => {
    if (isLikeLocalHeader(bytes, at) || bytes.readUInt32LE(at) === CENTRAL) return true;
    return bytes.readUInt32LE(at) === DESCRIPTOR && bytes.readUInt32LE(at + 8) === offset - dataStart;
  };
  return find(recovery, dataStart, end, isEnd) - dataStart;
}
const CENTRAL = 0x02014b50;
const DESCRIPTOR = 0x08074b50;

/** The candidate is at `at` in `bytes`, and at `offset` in the file. */
type Test = (bytes: Buffer, at: number, offset: number) => boolean;

/** Where the first "PK" that passes `test` begins; `end` when none does. The test sees 30 bytes, with zeros behind `end`. */
function find({ source, budget }: ZipRecovery, start: number, end: number, test: Test): number {
  let step = FIRST_STEP_BYTES;
  for (let from = start; from < end; from += step, step = Math.min(2 * step, LAST_STEP_BYTES)) {
    budget.checkTime();
    const read = source.read(from, Math.min(step + HEADER_BYTES, end - from));
    const bytes =
      read.length === step + HEADER_BYTES ? Buffer.from(read.buffer, read.byteOffset, read.length) : padded(read);
    for (let at = bytes.indexOf('PK'); at >= 0 && at < step; at = bytes.indexOf('PK', at + 1))
      if (test(bytes, at, from + at)) return from + at;
  }
  return end;
}
/** An entry is usually followed directly by the next one; a stub may have megabytes. */
const FIRST_STEP_BYTES = 256;
const LAST_STEP_BYTES = 1 << 20;

function padded(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, new Uint8Array(HEADER_BYTES)]);
}
