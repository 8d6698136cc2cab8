/**
 * Entries of Chromium's "simple" cache (net/disk_cache/simple/simple_entry_format.h), used for Cache, Code Cache and CacheStorage of a
 * profile: `<hash>_0` with what a server sent and its header, `<hash>_1` with what was derived from it, `<hash>_s` with ranges of a
 * body. The block-file cache (`index`, `data_1`) is not opened: which blocks form a body is in another file.
 */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import type { Range } from '../container/coverage.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { latin1 } from '../container/text.ts';
import { cachedBody } from './cached-body.ts';

/*  header, little-endian, behind which the key stands
 *  0   8  magic number
 *  8   4  version
 *  12  4  bytes of the key
 *  16  4  its hash
 *  20  4  padding                                       */
const MAGIC = magic('30 5c 72 a7 1b 6d fb fc');
const HEADER_BYTES = 24;
const KEY_BYTES_AT = 12;
/*  end of a stream
 *  0   8  magic number
 *  8   4  flags: 1 = it has a sum, 2 = SHA-256 of the key stands before it
 *  12  4  CRC-32 of the stream
 *  16  4  bytes of the stream
 *  20  4  padding                                                          */
const END_MAGIC = magic('d8 41 0d 97 45 6f fa f4');
const END_BYTES = 24;
const [HAS_SUM, HAS_KEY_SUM] = [1, 2];
const KEY_SUM_BYTES = 32;
/*  range of a body, behind which its bytes stand
 *  0   8  magic number
 *  8   8  where in the body
 *  16  8  bytes
 *  24  4  CRC-32
 *  28  4  padding                                */
const RANGE_MAGIC = magic('6b 67 53 65 01 bf 97 eb');
const RANGE_BYTES = 32;
/** An address and the requesting site; Chromium accepts 2 MiB for each. */
const MAX_KEY_BYTES = 8 << 20;
/** Limit on the header, which says how the body is packed. */
const MAX_HEADER_BYTES = 1 << 20;
const SUM_BYTES = 1 << 20;

export const chromiumCache: SourceContainer = {
  id: 'chromium-cache',
  title: 'Chromium cache: entries of the simple cache',
  limits: 'the block cache (data_0 to data_3): only raw bytes',
  reads: 'source',
  headBytes: HEADER_BYTES,
  firstBytes: firstBytesOf([MAGIC]),
  // The file `index` beside the entries has the same magic number, but no key.
  sniff: (head) =>
    hasMagic(head, MAGIC) && (head.length < HEADER_BYTES || bufferOf(head).readUInt32LE(KEY_BYTES_AT) > 0),
  entries,
};

/** A stream without its end record. */
interface Stream extends Range {
  readonly sum: number | undefined;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const keyEnd = endOfKey(source);
  yield { name: 'key', open: () => streamOf(source, HEADER_BYTES, keyEnd) };
  const rangeHead = source.read(keyEnd, Math.min(RANGE_BYTES, source.size - keyEnd));
  if (hasMagic(rangeHead, RANGE_MAGIC)) return yield* rangesOf(source, keyEnd, budget);
  const last = streamBefore(source, source.size, keyEnd);
  if (last === undefined) {
    yield damaged(NO_END);
    return yield* cachedBody(source, { start: keyEnd, end: source.size }, '');
  }
  if (last.keySum !== undefined && !isSumOfKey(source, keyEnd, last.keySum))
    yield damaged('the key is not the one whose SHA-256 is there; it is read anyway', 'key');
  if (last.start === keyEnd) return yield* checked(source, last, 'stream 2', budget);
  // The body and its end record precede the header's stream; that record does not state the body's size.
  const bodyEnd = Math.max(keyEnd, last.start - END_BYTES);
  const end = endAt(source, bodyEnd);
  if (end === undefined) yield damaged(NO_END, 'body');
  const body = { start: keyEnd, end: end === undefined ? last.start : bodyEnd, sum: end?.sum };
  yield* wrongSum(source, body, 'body', budget);
  yield* cachedBody(source, body, headerText(source, last));
  yield* checked(source, last, 'headers', budget);
}
const NO_END = 'expected the record that ends a stream, found other bytes; what there is is read';

function endOfKey(source: ByteSource): number {
  if (source.size < HEADER_BYTES) throw new FormatError(`the entry ends at byte ${source.size}, in its header`);
  const bytes = bufferOf(source.read(0, HEADER_BYTES)).readUInt32LE(KEY_BYTES_AT);
  if (bytes > MAX_KEY_BYTES || HEADER_BYTES + bytes > source.size)
    throw new FormatError(`the entry has ${source.size} bytes, and a key of ${bytes}`);
  return HEADER_BYTES + bytes;
}

/** The end record at `at`, if there is one. */
function endAt(source: ByteSource, at: number) {
  const bytes = bufferOf(source.read(at, Math.min(END_BYTES, source.size - at)));
  if (bytes.length < END_BYTES || !hasMagic(bytes, END_MAGIC)) return undefined;
  const flags = bytes.readUInt32LE(8);
  const sum = (flags & HAS_SUM) === 0 ? undefined : bytes.readUInt32LE(12);
  return { sum, hasKeySum: (flags & HAS_KEY_SUM) !== 0, length: bytes.readUInt32LE(16) };
}

/** The stream whose end record ends at `end`; undefined when there is none, or it would begin before `keyEnd`. */
function streamBefore(source: ByteSource, end: number, keyEnd: number) {
  const record = end - END_BYTES < keyEnd ? undefined : endAt(source, end - END_BYTES);
  if (record === undefined) return undefined;
  const streamEnd = end - END_BYTES - (record.hasKeySum ? KEY_SUM_BYTES : 0);
  const start = streamEnd - record.length;
  if (start < keyEnd) return undefined;
  const keySum = record.hasKeySum ? source.read(streamEnd, KEY_SUM_BYTES) : undefined;
  return { start, end: streamEnd, sum: record.sum, keySum };
}

function isSumOfKey(source: ByteSource, keyEnd: number, sum: Uint8Array): boolean {
  const key = source.read(HEADER_BYTES, keyEnd - HEADER_BYTES);
  return createHash('sha256').update(key).digest().equals(sum);
}

function headerText(source: ByteSource, { start, end }: Range): string {
  return latin1(source.read(start, Math.min(MAX_HEADER_BYTES, end - start)));
}

function* checked(source: ByteSource, stream: Stream, name: string, budget: Budget): Generator<Entry | Trouble> {
  if (stream.start === stream.end) return;
  yield* wrongSum(source, stream, name, budget);
  yield { name, open: () => streamOf(source, stream.start, stream.end) };
}

function* wrongSum(source: ByteSource, { start, end, sum }: Stream, name: string, budget: Budget): Generator<Trouble> {
  if (sum === undefined) return;
  let found = 0;
  for (let at = start; at < end; at += SUM_BYTES) {
    budget.checkTime();
    found = crc32(source.read(at, Math.min(SUM_BYTES, end - at)), found);
  }
  if (found !== sum) yield damaged('its CRC-32 is not the one that the cache wrote; it is read anyway', name);
}

function* rangesOf(source: ByteSource, keyEnd: number, budget: Budget): Generator<Entry | Trouble> {
  for (let at = keyEnd; at < source.size; ) {
    const header = bufferOf(source.read(at, Math.min(RANGE_BYTES, source.size - at)));
    if (header.length < RANGE_BYTES || !hasMagic(header, RANGE_MAGIC)) {
      yield damaged(`expected a range of the body at byte ${at}, found other bytes, which are scanned as is`);
      yield { name: `bytes from ${at} on`, open: () => streamOf(source, at, source.size) };
      return;
    }
    const name = `range at ${header.readBigUInt64LE(8)}`;
    const length = size64LE(header, 16);
    const start = at + RANGE_BYTES;
    const end = Math.min(source.size, start + length);
    if (end - start < length) yield damaged(`the entry ends ${start + length - end} bytes before the range does`, name);
    // A range written in pieces has no sum.
    const sum = header.readUInt32LE(24) || undefined;
    yield* checked(source, { start, end, sum }, name, budget);
    at = end;
  }
}
