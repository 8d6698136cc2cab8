/**
 * What Firefox packs with LZ4 (its LZ4Compression module; .jsonlz4, .mozlz4, .json.lz4 and the like in a profile): a magic number, the
 * size, one block. Its sessions hold cookies and what was typed into forms.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { isLikelyLz4Block, mostLz4Bytes, unpackLoneLz4Block } from '../codecs/lz4-block.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { wholeEntry } from '../container/whole-entry.ts';

/** "mozLz40" and a NUL; then 4 bytes of unpacked size, little-endian. */
const MAGIC = magic('6d 6f 7a 4c 7a 34 30 00');
const HEADER_BYTES = MAGIC.bytes.length + 4;
/** Held in memory, packed and unpacked. Profiles have some 10 MiB. */
const MAX_BYTES = 128 << 20;

export const mozLz4: SourceContainer = {
  id: 'mozlz4',
  title: 'LZ4 of Firefox (.jsonlz4, .mozlz4)',
  limits: 'more than 128 MiB',
  reads: 'source',
  headBytes: MAGIC.bytes.length,
  embeddedBy: [MAGIC],
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => hasMagic(head, MAGIC),
  // The block says itself where it ends; the size is what nothing else has. Not of none: libmagic's list of magic numbers has that. And
  // programs of Firefox hold the magic number with other constants behind it (libxul.so).
  sniffEmbedded: (bytes) =>
    bytes.length > HEADER_BYTES &&
    hasMagic(bytes, MAGIC) &&
    sizeIn(bytes) > 0 &&
    sizeIn(bytes) <= MAX_BYTES &&
    isLikelyLz4Block(bytes.subarray(HEADER_BYTES), sizeIn(bytes)),
  entries,
};

function sizeIn(bytes: Uint8Array): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, HEADER_BYTES).readUInt32LE(MAGIC.bytes.length);
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  budget.checkTime();
  const head = source.read(0, Math.min(HEADER_BYTES, source.size));
  const size = head.length < HEADER_BYTES ? 0 : sizeIn(head);
  if (size > MAX_BYTES) {
    const message = `the block has more than ${MAX_BYTES} bytes; it is scanned as it lies`;
    yield { trouble: { code: 'unsupported', message } };
  } else {
    // What lies behind the longest that it can be, in a larger file, is none of it.
    const block = source.read(HEADER_BYTES, Math.min(Math.max(0, source.size - HEADER_BYTES), mostLz4Bytes(size)));
    const { bytes, isDamaged } = unpackLoneLz4Block(block, size);
    yield wholeEntry('data', bytes);
    if (!isDamaged && bytes.length === size) return;
    yield damaged(
      `expected a block of LZ4 that has ${size} bytes, found ${bytes.length}; what could be had is scanned`,
    );
  }
  yield remainder('all', () => streamOf(source));
}
