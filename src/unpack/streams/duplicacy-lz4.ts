/**
 * An unencrypted chunk of Duplicacy (duplicacy_chunk.go), packed with LZ4, its default: a word, then the output of go-lz4
 * (writer.go), a size and one block. Those packed with zlib are found as zlib; encrypted ones are reported by unread/encrypted.ts.
 */

import { isLikelyLz4Block } from '../codecs/lz4-block.ts';
import type { SourceContainer } from '../container/container.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { entriesOfLoneBlock, MAX_LONE_BLOCK_BYTES } from './lone-lz4-block.ts';

/*  0  4  "LZ4 "
 *  4  4  bytes when it is unpacked, little-endian
 *  8  n  block of LZ4                                */
const MAGIC = magic('4c 5a 34 20');
const [SIZE_AT, HEADER_BYTES] = [4, 8];
/** Bytes that tell a block from a text about LZ4, whose characters would be a size of a gigabyte or more. */
const HEAD_BYTES = 64;

const sizeIn = (head: Uint8Array): number => bufferOf(head).readUInt32LE(SIZE_AT);

export const duplicacyLz4: SourceContainer = {
  id: 'duplicacy-lz4',
  title: 'Duplicacy chunk, not encrypted (LZ4)',
  limits: 'data above 128 MiB',
  reads: 'source',
  headBytes: HEAD_BYTES,
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) =>
    head.length > HEADER_BYTES &&
    hasMagic(head, MAGIC) &&
    sizeIn(head) > 0 &&
    sizeIn(head) <= MAX_LONE_BLOCK_BYTES &&
    isLikelyLz4Block(head.subarray(HEADER_BYTES, HEAD_BYTES), sizeIn(head)),
  async *entries(source, budget) {
    const contentBytes = source.size < HEADER_BYTES ? 0 : sizeIn(source.read(0, HEADER_BYTES));
    yield* entriesOfLoneBlock(source, { headerBytes: HEADER_BYTES, contentBytes }, budget);
  },
};
