/**
 * A Blosc buffer as a file: chunks of Zarr, and the output of `blosc.compress` and `pack_array` of Python (c-blosc 1.21,
 * README_CHUNK_FORMAT.rst). Most are packed with LZ4 or BloscLZ. Neither these nor the buffer have a magic number, so it is
 * recognised by its header, whose fields constrain one another, and by its first block. Uncompressed buffers are scanned as they
 * lie.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { unpackBlosc } from '../codecs/blosc.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { wholeEntry } from '../container/whole-entry.ts';

/*   0  1  version = 2
 *   1  1  of the codec = 1
 *   2  1  flags: 2 as it is, 8 not used; 1 and 4 together: a header of Blosc 2; bits 5 to 7: codec, 4 at most
 *   3  1  bytes of an element
 *   4  4  bytes unpacked, little-endian
 *   8  4  bytes of a block, unpacked
 *  12  4  bytes of all of it
 *  16  4  of each block, where it begins; a first part of it there: 4 bytes how long it is, then it                  */
const VERSIONS = [2, 1] as const;
const HEADER_BYTES = 16;
const [STORED, NOT_USED, BLOSC_2, LAST_CODEC] = [2, 8, 5, 4];
/** None of its programs packs anything smaller (BLOSC_MIN_BUFFERSIZE). */
const MIN_BYTES = 128;
/** Limit on what is held in memory: packed, unpacked, and once more while its elements are unshuffled. */
const MAX_BYTES = 96 << 20;

export const blosc: SourceContainer = {
  id: 'blosc',
  title: 'Blosc buffer (Zarr chunk)',
  limits: 'buffers above 96 MiB; in the middle of other bytes; Blosc 2',
  reads: 'source',
  headBytes: 4096,
  isCodec: true,
  firstBytes: [VERSIONS[0]],
  sniff,
  entries,
};

function sniff(head: Uint8Array): boolean {
  if (head.length < HEADER_BYTES + 8 || VERSIONS.some((version, at) => head[at] !== version)) return false;
  const flags = head[2]!;
  if ((flags & (STORED | NOT_USED)) !== 0 || (flags & BLOSC_2) === BLOSC_2 || flags >> 5 > LAST_CODEC) return false;
  const { contentBytes, blockBytes, packedBytes } = sizesIn(head);
  if (head[3] === 0 || blockBytes === 0 || blockBytes > contentBytes || contentBytes < MIN_BYTES) return false;
  const firstAt = HEADER_BYTES + 4 * Math.ceil(contentBytes / blockBytes);
  if (packedBytes > contentBytes || packedBytes <= firstAt + 4) return false;
  // With several threads, blocks may be in any order: the list says where each begins, and one begins right behind the list.
  const words = bufferOf(head.subarray(0, Math.min(head.length & ~3, firstAt)));
  let isFirst = head.length < firstAt;
  for (let at = HEADER_BYTES; at < words.length; at += 4) {
    const start = words.readUInt32LE(at);
    if (start < firstAt || start + 4 >= packedBytes) return false;
    isFirst ||= start === firstAt;
  }
  return isFirst && isPart(head, firstAt, blockBytes);
}

/** Whether `at` holds the size of a part, or lies beyond the head. */
function isPart(head: Uint8Array, at: number, blockBytes: number): boolean {
  const bytes = at + 4 <= head.length ? bufferOf(head).readUInt32LE(at) : 1;
  return bytes > 0 && bytes <= blockBytes;
}

function sizesIn(head: Uint8Array) {
  const words = bufferOf(head);
  return {
    contentBytes: words.readUInt32LE(4),
    blockBytes: words.readUInt32LE(8),
    packedBytes: words.readUInt32LE(12),
  };
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  budget.checkTime();
  const { contentBytes, packedBytes } = sizesIn(source.read(0, HEADER_BYTES));
  const end = Math.min(packedBytes, source.size);
  if (contentBytes > MAX_BYTES) {
    const message = `the buffer of Blosc has more than ${MAX_BYTES} bytes; it is scanned as is; unpack it before the scan`;
    yield { trouble: { code: 'unsupported', message } };
    return yield remainder('all', () => streamOf(source));
  }
  const content = end < packedBytes ? undefined : await unpackBlosc(source.read(0, end), contentBytes);
  if (content === undefined || content.length !== contentBytes) {
    const found = end < packedBytes ? `${end} of them` : 'one that cannot be unpacked';
    yield damaged(
      `expected a buffer of Blosc of ${packedBytes} bytes that holds ${contentBytes}, found ${found}; it is scanned as is`,
    );
    return yield remainder('all', () => streamOf(source));
  }
  yield wholeEntry('data', content);
  if (end < source.size) yield remainder('behind', () => streamOf(source, end), end);
}
