/**
 * Entries of Firefox's cache (cache2/entries of a profile; netwerk/cache2/CacheFileMetadata.h and .cpp of mozilla-central): the body as the
 * server sent it, data derived from it (bytecode of scripts), then metadata with the header. Recognised by that end, since the first bytes
 * belong to the body. Encrypted entries are handled by unread/encrypted-firefox-cache.ts.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { lookup2 } from '../checksums/lookup2.ts';
import { type Entry, type SourceContainer, TAIL_BYTES, type Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf, occurrences } from '../container/magic.ts';
import { REMAINDER, remainder } from '../container/remainder.ts';
import { latin1 } from '../container/text.ts';
import { cachedBody } from './cached-body.ts';

/*  what describes it, big-endian
 *  0     4   sum of all that follows, up to where the description begins
 *  4     2n  sums of the chunks before
 *  4+2n  32  header
 *  .     .   the key, and a NUL
 *  .     .   names and values, a NUL behind each
 *  .     4   since version 4: the version once more
 *  .     4   where the description begins
 *  header
 *  0     4   version
 *  24    4   bytes of the key
 *  28    4   flags, since version 2                                      */
const HEADER_BYTES = 32;
const KEY_BYTES_AT = 24;
const SUM_BYTES = 4;
const OFFSET_BYTES = 4;
/** kCacheEntryVersion. */
const [MIN_VERSION, MAX_VERSION] = [2, 4];
const DOUBLE_END_VERSION = 4;
const CHUNK_BYTES = 256 << 10;
const CHUNK_SUM_BYTES = 2;
/** Whose cookies the request used, for which site, and the address. */
const KEY = /^(?:[^\0]{1,4096},)?:[a-z][a-z0-9+.-]{1,30}:[^\0]*$/;
/** A metadata name that every response of a server has. */
const RESPONSE = Buffer.from('\0response-head\0HTTP/');
const ALTERNATIVE = /\0alt-data\x001;([0-9]{1,10}),/;

export const firefoxCache: SourceContainer = {
  id: 'firefox-cache',
  title: 'Firefox cache: entries (cache2)',
  limits: 'encrypted files',
  reads: 'source',
  headBytes: HEADER_BYTES,
  firstBytes: [],
  sniff: () => false,
  sniffTail: (tail) => descriptionIn(tail) !== undefined,
  isSureOfEnd: true,
  entries,
};

/** Distance of the header from the end, and the size of what follows the metadata's names. */
function descriptionIn(tail: Uint8Array): { readonly fromEnd: number; readonly endBytes: number } | undefined {
  const bytes = bufferOf(tail);
  if (bytes.at(-OFFSET_BYTES - 1) !== 0 && bytes.at(-OFFSET_BYTES - 1) !== DOUBLE_END_VERSION) return undefined;
  const response = bytes.lastIndexOf(RESPONSE);
  if (response < HEADER_BYTES) return undefined;
  for (let version = MIN_VERSION; version <= MAX_VERSION; version++) {
    const endBytes = version < DOUBLE_END_VERSION ? OFFSET_BYTES : 2 * OFFSET_BYTES;
    if (bytes.at(-endBytes - 1) !== 0) continue;
    for (const at of occurrences(bytes, Buffer.of(0, 0, 0, version), 0, response))
      if (hasKey(bytes, at, response)) return { fromEnd: bytes.length - at, endBytes };
  }
  return undefined;
}

function hasKey(bytes: Buffer, at: number, before: number): boolean {
  if (at + HEADER_BYTES > before) return false;
  const start = at + HEADER_BYTES;
  const length = bytes.readUInt32BE(at + KEY_BYTES_AT);
  if (length === 0 || start + length > before || bytes[start + length] !== 0) return false;
  return KEY.test(latin1(bytes.subarray(start, start + length)));
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const tailBytes = Math.min(TAIL_BYTES, source.size);
  const { fromEnd, endBytes } = descriptionIn(source.read(source.size - tailBytes, tailBytes))!;
  const headerAt = source.size - fromEnd;
  const chunks = Math.ceil(Math.max(0, headerAt - SUM_BYTES) / (CHUNK_BYTES + CHUNK_SUM_BYTES));
  const start = Math.max(0, headerAt - SUM_BYTES - chunks * CHUNK_SUM_BYTES);
  const description = source.read(start, source.size - start);
  yield* wrongInDescription(bufferOf(description), start, endBytes);
  yield* wrongChunks(source, start, bufferOf(description), budget);
  const text = latin1(description);
  const bodyEnd = Math.min(start, Number(ALTERNATIVE.exec(text)?.[1] ?? start));
  yield* cachedBody(source, { start: 0, end: bodyEnd }, text);
  if (bodyEnd < start) yield { name: 'alternative data', open: () => streamOf(source, bodyEnd, start) };
  // It ends exactly where the file does.
  yield remainder('headers', () => streamOf(source, start, source.size));
}

function* wrongInDescription(bytes: Buffer, start: number, endBytes: number): Generator<Trouble> {
  const sum = lookup2(bytes.subarray(SUM_BYTES, bytes.length - endBytes));
  const offset = bytes.readUInt32BE(bytes.length - OFFSET_BYTES);
  if (sum === bytes.readUInt32BE(0) && offset === start) return;
  const wrong =
    offset === start ? 'has another sum than the cache wrote' : `begins at byte ${start} and not at ${offset}`;
  yield damaged(`what describes the entry ${wrong}; it is read anyway`, REMAINDER.headers);
}

function* wrongChunks(source: ByteSource, end: number, description: Buffer, budget: Budget): Generator<Trouble> {
  let wrong = 0;
  for (let at = 0, index = SUM_BYTES; at < end; at += CHUNK_BYTES, index += CHUNK_SUM_BYTES) {
    budget.checkTime();
    const sum = lookup2(source.read(at, Math.min(CHUNK_BYTES, end - at))) & 0xffff;
    if (sum !== description.readUInt16BE(index)) wrong++;
  }
  if (wrong > 0)
    yield damaged(`${wrong} chunks do not have the sum that the cache wrote; they are read anyway`, 'body');
}
