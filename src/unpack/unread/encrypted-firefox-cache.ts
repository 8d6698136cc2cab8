/**
 * Entries of Firefox's cache that are encrypted with AES-256-GCM (netwerk/cache2/CacheFileMetadata.cpp and CacheCrypto.h of
 * mozilla-central, since version 4 of entries, if a setting says so). Recognised by their end and their size, since all else is random.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { SourceContainer, Trouble } from '../container/container.ts';
import { bufferOf } from '../container/magic.ts';
import { encryptedMessage } from './encrypted-message.ts';

/*  end of the file, big-endian, behind chunks of the body and what describes it
 *  0  4  version
 *  4  4  bytes of the body before it was encrypted; the highest bit: it is     */
const END_BYTES = 8;
const VERSION = 4;
const IS_ENCRYPTED = 0x8000_0000;
const CHUNK_BYTES = 256 << 10;
/** Added to each chunk and to the metadata: a tag and a nonce. */
const ADDED_BYTES = 16 + 12;
/** Sums of 4 bytes, and of 2 for each chunk; a header of 32; a key and its NUL. */
const [SUM_BYTES, CHUNK_SUM_BYTES, HEADER_BYTES, MIN_KEY_BYTES] = [4, 2, 32, 4];
/** kMaxElementsSize, and an address of the same size. */
const MAX_NAMES_BYTES = 128 << 10;
/** Of 256 random bytes some 162 are distinct; of 100, 83. */
const [SAMPLE_BYTES, MIN_DISTINCT] = [256, 0.8];

export const encryptedFirefoxCache: SourceContainer = {
  id: 'firefox-cache-encrypted',
  title: 'Firefox cache entry',
  reads: 'source',
  headBytes: END_BYTES,
  // A tail alone does not give the size; if the size does not match, it is some other file.
  keepsLeaf: 'searched',
  firstBytes: [],
  sniff: () => false,
  sniffTail: (tail) =>
    bodyBytesIn(tail) !== undefined && isRandom(tail.subarray(0, -END_BYTES).subarray(-SAMPLE_BYTES)),
  entries,
};

async function* entries(source: ByteSource): AsyncGenerator<Trouble> {
  const bodyBytes = bodyBytesIn(source.read(source.size - END_BYTES, END_BYTES))!;
  const chunks = Math.ceil(bodyBytes / CHUNK_BYTES);
  const described = source.size - END_BYTES - bodyBytes - ADDED_BYTES * (chunks + 1);
  const names = described - SUM_BYTES - CHUNK_SUM_BYTES * chunks - HEADER_BYTES;
  if (names < MIN_KEY_BYTES || names > MAX_NAMES_BYTES) return;
  yield { trouble: { code: 'encrypted', message: encryptedMessage(encryptedFirefoxCache.title) } };
}

function bodyBytesIn(tail: Uint8Array): number | undefined {
  if (tail.length < END_BYTES) return undefined;
  const end = bufferOf(tail.subarray(-END_BYTES));
  const [version, offset] = [end.readUInt32BE(0), end.readUInt32BE(4)];
  return version === VERSION && offset >= IS_ENCRYPTED ? offset - IS_ENCRYPTED : undefined;
}

function isRandom(bytes: Uint8Array): boolean {
  const expected = 256 * (1 - Math.exp(-bytes.length / 256));
  return new Set(bytes).size >= MIN_DISTINCT * expected && bytes.length > HEADER_BYTES;
}
