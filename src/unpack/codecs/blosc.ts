/**
 * A Blosc buffer (c-blosc 1.21, README_CHUNK_FORMAT.rst and blosc.c): blocks, each stored whole or split into one part for each byte
 * of its elements.
 */
import { copyMatch } from './copy-match.ts';
import { unpackLoneLz4Block } from './lz4-block.ts';
import { unpackBlock } from './packed-block.ts';
import { unshuffled, unshuffledBits } from './shuffled.ts';

/*   0  1  version of Blosc; 1 of the codec
 *   2  1  flags: 1 bytes apart, 2 as it is, 4 bits apart, 10 blocks are whole; bits 5 to 7: codec
 *   3  1  bytes of an element
 *   4  4  bytes unpacked, little-endian
 *   8  4  bytes of a block, unpacked
 *  12  4  bytes of all of it
 *  16  4  of each block, where it begins; then as it is, or of each part 4 bytes of it, and the part                  */
const HEAD_BYTES = 16;
const [BYTES_APART, STORED, BITS_APART, WHOLE] = [1, 2, 4, 0x10];
const CODECS = ['blosclz', 'lz4', 'snappy', 'zlib', 'zstd'] as const;
type Codec = (typeof CODECS)[number];
/** As blosc_d does it: blocks with larger elements, or with fewer elements, are not split. */
const [MAX_PARTS, MIN_ELEMENTS] = [16, 128];
const MAX_WINDOW_BYTES = 8 << 20;

/** @param most limit on unpacked bytes @returns undefined when it has more, or cannot be unpacked */
export async function unpackBlosc(packed: Uint8Array, most: number): Promise<Uint8Array | undefined> {
  if (packed.length < HEAD_BYTES) return undefined;
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  const [flags, elementBytes] = [packed[2]!, packed[3]!];
  const [bytes, blockBytes, packedBytes] = [4, 8, 12].map((at) => view.getUint32(at, true)) as [number, number, number];
  if (bytes > most || packedBytes > packed.length) return undefined;
  if ((flags & STORED) !== 0)
    return HEAD_BYTES + bytes <= packed.length ? packed.subarray(HEAD_BYTES, HEAD_BYTES + bytes) : undefined;
  const blocks = Math.ceil(bytes / blockBytes);
  if (blockBytes === 0 || HEAD_BYTES + 4 * blocks > packed.length) return bytes === 0 ? new Uint8Array(0) : undefined;
  const content: Uint8Array[] = [];
  // Blocks may not share bytes: with a list of identical offsets, each 4 bytes of input cost 25 us.
  let left = packed.length;
  for (let block = 0; block < blocks; block++) {
    const size = Math.min(blockBytes, bytes - block * blockBytes);
    const isSplit = (flags & WHOLE) === 0 && size === blockBytes && elementBytes <= MAX_PARTS;
    const parts = isSplit && blockBytes / elementBytes >= MIN_ELEMENTS ? elementBytes : 1;
    const at = view.getUint32(HEAD_BYTES + 4 * block, true);
    const found = await unpackParts(packed, at, { parts, size, codec: CODECS[flags >> 5] });
    left -= found?.packedBytes ?? 0;
    if (found === undefined || left < 0) return undefined;
    content.push(together(found.content, flags, elementBytes));
  }
  // Avoids a second copy of a large block.
  return content.length === 1 ? content[0]! : Buffer.concat(content);
}

function together(block: Uint8Array, flags: number, elementBytes: number): Uint8Array {
  if ((flags & BYTES_APART) !== 0) return unshuffled(block, elementBytes);
  return (flags & BITS_APART) === 0 ? block : unshuffledBits(block, elementBytes);
}

interface Block {
  readonly parts: number;
  /** Unpacked size. */
  readonly size: number;
  readonly codec: Codec | undefined;
}

async function unpackParts(
  packed: Uint8Array,
  start: number,
  { parts, size, codec }: Block,
): Promise<{ readonly content: Uint8Array; readonly packedBytes: number } | undefined> {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  const content: Uint8Array[] = [];
  let at = start;
  for (let part = 0; part < parts; part++) {
    if (at + 4 > packed.length) return undefined;
    const bytes = view.getUint32(at, true);
    at += 4;
    if (bytes > packed.length - at) return undefined;
    const one = packed.subarray(at, at + bytes);
    const unpackedBytes = Math.floor(size / parts);
    const found = bytes === unpackedBytes ? one : await unpackPart(one, unpackedBytes, codec);
    if (found?.length !== unpackedBytes) return undefined;
    content.push(found);
    at += bytes;
  }
  return { content: content.length === 1 ? content[0]! : Buffer.concat(content), packedBytes: at - start };
}

async function unpackPart(part: Uint8Array, bytes: number, codec: Codec | undefined): Promise<Uint8Array | undefined> {
  if (codec === undefined || bytes > part.length * MAX_RATIO[codec]) return undefined;
  if (codec === 'blosclz') return unpackBloscLz(part, bytes);
  if (codec === 'lz4') return unpackLoneLz4Block(part, bytes).bytes;
  return unpackBlock(codec, part, bytes, MAX_WINDOW_BYTES);
}
/** A block of 128 KiB of Zstandard needs 3 bytes. */
const MAX_RATIO: Readonly<Record<Codec, number>> = { blosclz: 256, lz4: 256, snappy: 64, zlib: 1040, zstd: 1 << 16 };

/*  BloscLZ (blosclz.c), a step:
 *  0  1  below 32, and the first one whatever it is, of its lowest 5 bits: that many bytes and one more follow as they are
 *        else bits 5 to 7: length of the match - 2, where 7 goes on in bytes up to one below 255; bits 0 to 4: distance - 1, bits 8 to 12
 *  .  1  distance - 1, bits 0 to 7; where all 13 are set, 2 bytes follow, big-endian: distance - 8,192                           */
function unpackBloscLz(source: Uint8Array, bytes: number): Uint8Array | undefined {
  const target = new Uint8Array(bytes);
  let [at, made] = [0, 0];
  while (at < source.length) {
    const control = at === 0 ? source[at]! & 31 : source[at]!;
    at++;
    if (control < 32) {
      const end = at + control + 1;
      if (end > source.length || made + control + 1 > bytes) return undefined;
      while (at < end) target[made++] = source[at++]!;
      continue;
    }
    let length = (control >>> 5) + 2;
    if (length === 9) for (let more = 255; more === 255 && at < source.length; ) length += more = source[at++]!;
    let distance = (((control & 31) << 8) | (source[at++] ?? 0)) + 1;
    if (distance === FAR) {
      distance += ((source[at] ?? 0) << 8) | (source[at + 1] ?? 0);
      at += 2;
    }
    if (at > source.length || distance > made || made + length > bytes) return undefined;
    made = copyMatch(target, made, distance, length);
  }
  return made === bytes ? target : undefined;
}
const FAR = 8192;
