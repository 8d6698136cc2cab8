/**
 * Unpacks a small, sound .xz file here ("The .xz File Format" 1.2.1): for data of some KiB, a run of 7-Zip takes longer to begin than to
 * unpack. Anything else, as several streams or blocks, other filters and damage of any kind, is left to 7-Zip.
 */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { MemorySource } from '../../bytes/memory-source.ts';
import { Crc64, ECMA } from '../checksums/crc64.ts';
import { USUAL_PROPERTIES, unpackLzma } from './lzma-decoder.ts';
import { startsXz } from './xz-footer.ts';
import { LZMA2, measureLzma2, STORED_HEADER_BYTES, usualChunk, xzTrailer } from './xz-wrap.ts';

/** Packed or unpacked. An encoder makes one chunk of no more than this. */
const SMALL_BYTES = 64 << 10;
const STREAM_HEADER_BYTES = 12;
const MIN_BYTES = 32;

/*  block header
 *  0  1  its size in units of four bytes, less one
 *  1  1  bits 0 and 1: filters, less one   2 to 5: reserved   6: packed size follows   7: unpacked size follows
 *  2  n  the sizes, then the filters, then zeros up to the last 4 bytes, the CRC-32 of all before            */
const ONE_FILTER_WITHOUT_SIZES = 0;
const FILTERS_AND_RESERVED = 0x3f;

/** @returns the content; undefined where 7-Zip is to be asked */
export function unpackSmallXz(source: ByteSource): Uint8Array | undefined {
  if (source.size < MIN_BYTES || source.size > SMALL_BYTES) return undefined;
  const file = Buffer.from(source.read(0, source.size));
  const dataStart = startsXz(file) ? lzma2Start(file) : undefined;
  if (dataStart === undefined) return undefined;
  const { end, unpackedBytes, isCut } = measureLzma2(new MemorySource(file), dataStart, () => {});
  if (isCut || unpackedBytes > SMALL_BYTES) return undefined;
  const content = contentOf(file.subarray(dataStart, end), unpackedBytes);
  const check = content && checkOf(content, file[7]!);
  if (check === undefined) return undefined;
  const padding = Buffer.alloc(-(end - STREAM_HEADER_BYTES) & 3);
  const sizes = { unpaddedBytes: end - STREAM_HEADER_BYTES + check.length, unpackedBytes };
  const behind = Buffer.concat([padding, check, xzTrailer(file.subarray(6, 8), sizes)]);
  return behind.equals(file.subarray(end)) ? content : undefined;
}

/** Where the data begin, if LZMA2 is the only filter and the header of the block is sound. */
function lzma2Start(file: Buffer): number | undefined {
  const header = file.subarray(STREAM_HEADER_BYTES, STREAM_HEADER_BYTES + 4 * (file[STREAM_HEADER_BYTES]! + 1));
  const sumAt = header.length - 4;
  // A size of zero is that of an index.
  if (header[0] === 0 || (header[1]! & FILTERS_AND_RESERVED) !== ONE_FILTER_WITHOUT_SIZES) return undefined;
  if (sumAt < 4 || crc32(header.subarray(0, sumAt)) !== header.readUInt32LE(sumAt)) return undefined;
  // Sizes, when there are any, are not needed: that of the content is in the index too.
  let at = 2;
  for (let sizes = ((header[1]! >> 6) & 1) + (header[1]! >> 7); sizes > 0; sizes--) {
    while (at < sumAt && header[at]! >= 0x80) at++;
    at++;
  }
  return header[at] === LZMA2 && header[at + 1] === 1 ? STREAM_HEADER_BYTES + header.length : undefined;
}

/** Of a single chunk, packed or stored. */
function contentOf(data: Buffer, unpackedBytes: number): Uint8Array | undefined {
  const chunk = usualChunk(data);
  // The last byte is the mark of the end.
  if (chunk === undefined) {
    const isStored = data[0] === 1 && data.length === STORED_HEADER_BYTES + unpackedBytes + 1;
    return isStored ? data.subarray(STORED_HEADER_BYTES, -1) : undefined;
  }
  if (chunk.end !== data.length - 1) return undefined;
  const content = new Uint8Array(unpackedBytes);
  const { size, left, end } = unpackLzma(data.subarray(chunk.start, chunk.end), content, USUAL_PROPERTIES);
  return size === unpackedBytes && left === 0 && end === 'full' ? content : undefined;
}

/** By the kind of check in the flags of the stream; undefined for kinds that no tool writes. */
function checkOf(content: Uint8Array, kind: number): Uint8Array | undefined {
  switch (kind) {
    // As readers of bare LZMA2 write it (xz-wrap.ts).
    case 0:
      return new Uint8Array(0);
    case 1: {
      const sum = Buffer.alloc(4);
      sum.writeUInt32LE(crc32(content));
      return sum;
    }
    case 4:
      return crc64(content);
    case 10:
      return createHash('sha256').update(content).digest();
    default:
      return undefined;
  }
}

function crc64(content: Uint8Array): Uint8Array {
  const crc = new Crc64(ECMA, 0xffff_ffff);
  for (const byte of content) crc.add(byte);
  const sum = Buffer.alloc(8);
  sum.writeUInt32LE(~crc.low >>> 0, 0);
  sum.writeUInt32LE(~crc.high >>> 0, 4);
  return sum;
}
