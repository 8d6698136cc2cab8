/**
 * Unpacks a small, sound .bz2 file here: a run of 7-Zip takes longer to begin than such a file takes to unpack, and an archive may have
 * thousands. Anything else, as randomised blocks (of bzip2 before 0.9.5), other bytes after the last stream and damage of any kind, is
 * left to 7-Zip.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { crc32Bzip2 } from '../checksums/crc32-bzip2.ts';
import { Bzip2Bits, readBzip2Block, writeBzip2Block } from './bzip2-block.ts';

/** Packed or unpacked. */
const SMALL_BYTES = 64 << 10;
/** Of a block before its runs are written: one byte more for four equal ones. */
const MAX_BLOCK_BYTES = SMALL_BYTES + SMALL_BYTES / 4;

/*  a stream begins at a byte:  0  3  BZh   3  1  size of its blocks, '1' to '9' times 100,000 bytes
 *  then, at any bit, blocks:   48  digits of pi   32  CRC-32 of what is unpacked   1  randomised   24  index of the original row   the data
 *  then its end:               48  digits of the square root of pi   32  sum of the CRCs   up to 7 of padding                            */
const STREAM = 0x42_5a_68;
const BLOCK: readonly [number, number] = [0x31_4159, 0x26_5359];
const END: readonly [number, number] = [0x17_7245, 0x38_5090];

/** @returns the content; undefined where 7-Zip is to be asked */
export function unpackSmallBzip2(source: ByteSource): Uint8Array | undefined {
  if (source.size > SMALL_BYTES) return undefined;
  const file = source.read(0, source.size);
  const bits = new Bzip2Bits(file);
  // One byte more, so that what is too large shows.
  const target = new Uint8Array(SMALL_BYTES + 1);
  let size = 0;
  do {
    const streamBytes = unpackStream(bits, target.subarray(size));
    if (streamBytes === undefined || bits.isPastEnd) return undefined;
    size += streamBytes;
    bits.skipToByte();
  } while (!bits.isAtEnd);
  return target.slice(0, size);
}

/** @returns how many bytes; undefined when it is not sound, or larger than `target` less one */
function unpackStream(bits: Bzip2Bits, target: Uint8Array): number | undefined {
  if (bits.read(24) !== STREAM) return undefined;
  const level = bits.read(8) - 0x30;
  if (level < 1 || level > 9) return undefined;
  let [size, sums] = [0, 0];
  for (;;) {
    const mark = [bits.read(24), bits.read(24)];
    const sum = readSum(bits);
    if (isSame(mark, END)) return sum === sums ? size : undefined;
    if (!isSame(mark, BLOCK)) return undefined;
    const content = unpackBlock(bits, target.subarray(size));
    if (content === undefined || crc32Bzip2(content) !== sum) return undefined;
    size += content.length;
    sums = ((sums << 1) | (sums >>> 31)) ^ sum;
    sums >>>= 0;
  }
}

const scratch = new Uint32Array(MAX_BLOCK_BYTES);

function unpackBlock(bits: Bzip2Bits, target: Uint8Array): Uint8Array | undefined {
  const isRandomised = bits.read(1) === 1;
  const first = bits.read(24);
  const length = isRandomised ? undefined : readBzip2Block(bits, scratch);
  if (length === undefined || bits.isPastEnd || first >= length) return undefined;
  const size = writeBzip2Block(scratch.subarray(0, length), first, target);
  return size < target.length ? target.subarray(0, size) : undefined;
}

function readSum(bits: Bzip2Bits): number {
  return bits.read(16) * 0x1_0000 + bits.read(16);
}

function isSame(mark: readonly number[], [high, low]: readonly [number, number]): boolean {
  return mark[0] === high && mark[1] === low;
}
