/**
 * bzip2 as NSIS writes it (bzip2/compress.c and decompress.c in its Source): there is no stream header; a block begins with one
 * byte, and has neither a checksum nor the bit for randomised data. The rest is plain bzip2. For small data: 7-Zip unpacks the
 * files.
 */
import { Bzip2Bits, readBzip2Block, writeBzip2Block } from './bzip2-block.ts';

const BLOCK = 0x31;
const BLOCK_BYTES = 900_000;
/** The block's first byte is followed by the index of the original row (`origPtr`), below 14 * 2^16. */
export function beginsNsisBzip2(bytes: Uint8Array): boolean {
  return bytes[0] === BLOCK && bytes[1]! < 14;
}

/** Made once: it takes longer to fill with zeros than a small script takes to unpack. */
let scratch: Uint32Array | undefined;

/** Unpacks as much as there is into `target`. @returns how many bytes */
export function unpackNsisBzip2(source: Uint8Array, target: Uint8Array): number {
  const bits = new Bzip2Bits(source);
  scratch ??= new Uint32Array(BLOCK_BYTES);
  const block = scratch;
  let size = 0;
  while (size < target.length && bits.read(8) === BLOCK) {
    const first = bits.read(24);
    const length = readBzip2Block(bits, block);
    if (length === undefined || bits.isPastEnd || first >= length) break;
    size += writeBzip2Block(block.subarray(0, length), first, target.subarray(size));
  }
  return size;
}
