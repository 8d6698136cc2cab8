/**
 * Whether the last stream of an .xz file has lost its header ("The .xz File Format", 2.1 and 4): 7-Zip takes what no header begins for data
 * that follows the file.
 */
import { crc32 } from 'node:zlib';
import type { ByteSource } from '../bytes/byte-source.ts';
import { hasMagic, magic } from './magic.ts';

const HEADER_BYTES = 12;
const FOOTER_BYTES = 12;
/** Padding behind a stream is a multiple of four zeros; some files are filled up to a block of a tape or a disk. */
const MAX_PADDING_BYTES = 64 << 10;
/** 16 MiB of index are those of a few million blocks. */
const MAX_INDEX_BYTES = 16 << 20;
export const XZ_MAGIC = magic('fd 37 7a 58 5a 00');

/** @returns what is wrong with a file of which 7-Zip has left something over, in words */
export function headlessXzStream(source: ByteSource): string | undefined {
  const footer = footerOf(source);
  if (footer === undefined) return undefined;
  const start = streamStart(source, footer);
  // What has a header is found by it.
  if (start !== undefined && start >= 0 && startsXz(source.read(start, HEADER_BYTES))) return undefined;
  return 'found the end of an xz stream whose header is damaged behind those that were read; it is scanned as it lies';
}

interface Footer {
  readonly start: number;
  readonly indexBytes: number;
}

/* Stream footer:
 *  0  4  CRC-32 of the next six bytes
 *  4  4  backward size: of the index, in units of four bytes, less one
 *  8  2  flags of the stream, as in its header
 * 10  2  'YZ'                                                           */
function footerOf(source: ByteSource): Footer | undefined {
  const from = Math.max(0, source.size - MAX_PADDING_BYTES - FOOTER_BYTES);
  const tail = Buffer.from(source.read(from, source.size - from));
  const end = tail.findLastIndex((byte) => byte !== 0) + 1;
  const footer = tail.subarray(Math.max(0, end - FOOTER_BYTES), end);
  if (footer.length < FOOTER_BYTES || footer.toString('latin1', 10) !== 'YZ') return undefined;
  if (crc32(footer.subarray(4, 10)) !== footer.readUInt32LE(0)) return undefined;
  return { start: from + end - FOOTER_BYTES, indexBytes: 4 * (footer.readUInt32LE(4) + 1) };
}

/* Index:
 *  0  1  0
 *  1  n  number of blocks, and of each of them its size without padding and its size unpacked: seven bits a byte, the lowest first,
 *        bit 7 when more follow                                                                                               */
function streamStart(source: ByteSource, { start: footerAt, indexBytes }: Footer): number | undefined {
  const start = footerAt - indexBytes;
  if (start < HEADER_BYTES || indexBytes > MAX_INDEX_BYTES) return undefined;
  const index = source.read(start, indexBytes);
  let at = 1;
  const number = (): number => {
    let value = 0;
    for (let scale = 1; at < index.length; scale *= 128) {
      const byte = index[at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) break;
    }
    return value;
  };
  let blocks = 0;
  for (let left = number(); left > 0 && at < index.length; left--) {
    blocks += Math.ceil(number() / 4) * 4;
    number();
  }
  return start - blocks - HEADER_BYTES;
}

/*  0  6  fd '7zXZ' 00     6  2  flags     8  4  CRC-32 of the flags   */
export function startsXz(bytes: Uint8Array): boolean {
  return (
    bytes.length >= HEADER_BYTES &&
    hasMagic(bytes, XZ_MAGIC) &&
    crc32(bytes.subarray(6, 8)) === Buffer.from(bytes).readUInt32LE(8)
  );
}
