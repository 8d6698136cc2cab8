/**
 * Files that Firefox packs with LZ4 (its LZ4Compression module; .jsonlz4, .mozlz4, .json.lz4 and the like in a profile): a magic
 * number, the size, one block. Its sessions hold cookies and what was typed into forms.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { isLikelyLz4Block } from '../codecs/lz4-block.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { entriesOfLoneBlock, MAX_LONE_BLOCK_BYTES } from './lone-lz4-block.ts';

/** "mozLz40" and a NUL; then 4 bytes of unpacked size, little-endian. */
const MAGIC = magic('6d 6f 7a 4c 7a 34 30 00');
/**
 * "mozJSSCLz40v001" and a NUL, then the same: a serialized script value (`EncodeLZ4` in AddonManagerStartup.cpp of mozilla-central),
 * startupCache/webext.sc.lz4 of each profile.
 */
const VALUE_MAGIC = magic('6d 6f 7a 4a 53 53 43 4c 7a 34 30 76 30 30 31 00');
const SIZE_BYTES = 4;
const HEADER_BYTES = MAGIC.bytes.length + SIZE_BYTES;

export const mozLz4: SourceContainer = {
  id: 'mozlz4',
  title: 'Firefox LZ4 (.jsonlz4, .mozlz4, .sc.lz4)',
  limits: 'data above 128 MiB',
  reads: 'source',
  headBytes: VALUE_MAGIC.bytes.length,
  embeddedBy: [MAGIC],
  firstBytes: firstBytesOf([MAGIC, VALUE_MAGIC]),
  sniff: (head) => hasMagic(head, MAGIC) || hasMagic(head, VALUE_MAGIC),
  // The block's end is self-evident, so only the size is evidence. A size of zero is not: libmagic's list of magic numbers has that.
  // Firefox's own programs (libxul.so) have other constants behind the magic number.
  sniffEmbedded: (bytes) =>
    bytes.length > HEADER_BYTES &&
    hasMagic(bytes, MAGIC) &&
    sizeIn(bytes) > 0 &&
    sizeIn(bytes) <= MAX_LONE_BLOCK_BYTES &&
    isLikelyLz4Block(bytes.subarray(HEADER_BYTES), sizeIn(bytes)),
  entries,
};

/** @param headerBytes including the size at its end */
function sizeIn(bytes: Uint8Array, headerBytes = HEADER_BYTES): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, headerBytes).readUInt32LE(headerBytes - SIZE_BYTES);
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const head = source.read(0, Math.min(VALUE_MAGIC.bytes.length + SIZE_BYTES, source.size));
  const headerBytes = SIZE_BYTES + (hasMagic(head, VALUE_MAGIC) ? VALUE_MAGIC : MAGIC).bytes.length;
  const contentBytes = head.length < headerBytes ? 0 : sizeIn(head, headerBytes);
  yield* entriesOfLoneBlock(source, { headerBytes, contentBytes }, budget);
}
