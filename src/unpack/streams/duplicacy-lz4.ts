/**
 * A chunk of Duplicacy that is not encrypted (duplicacy_chunk.go), packed with LZ4 as it does unless told: a word, and what go-lz4
 * (writer.go) makes, a size and one block. Those of zlib are found as what they are, encrypted ones are told in unread/encrypted.ts.
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
/** By which a block is told from a text about LZ4, whose characters are a size of a gigabyte and more. */
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
