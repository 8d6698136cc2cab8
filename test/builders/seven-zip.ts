/** Writes 7z archives of one file, true ones and every kind of lie. `DOC/7zFormat.txt` of 7-Zip. */
import { crc32 } from 'node:zlib';
import { u32, u64 } from './numbers.ts';

export interface SevenZipFile {
  readonly name: string;
  /** What lies in the archive. */
  readonly packed: Uint8Array;
  /** Stored unless told. LZMA2 with this code of the dictionary size: 37 is 1.5 GiB. */
  readonly lzma2?: number;
  /** Bytes that it unpacks to, as told. */
  readonly size?: number;
  readonly crc32?: number;
  readonly packedSize?: number;
}

export function buildSevenZip(file: SevenZipFile): Buffer {
  const { name, packed, lzma2, size = packed.length, packedSize = packed.length } = file;
  const coder = lzma2 === undefined ? Buffer.of(1, 0) : Buffer.of(0x21, 0x21, 1, lzma2);
  const sum = file.crc32 === undefined ? [] : [Buffer.of(0x0a, 1), u32(file.crc32)];
  const names = Buffer.concat([Buffer.of(0), Buffer.from(`${name}\0`, 'utf16le')]);
  const header = Buffer.concat([
    Buffer.of(1, 4),
    ...[Buffer.of(6, 0, 1, 9), number(packedSize), Buffer.of(0)],
    ...[Buffer.of(7, 0x0b, 1, 0, 1), coder, Buffer.of(0x0c), number(size), ...sum, Buffer.of(0)],
    ...[Buffer.of(8, 0), Buffer.of(0)],
    ...[Buffer.of(5, 1, 0x11), number(names.length), names, Buffer.of(0, 0)],
  ]);
  return sevenZipWithHeader(header, packed);
}

/** Whatever `header` is, its place, size and checksum are right. */
export function sevenZipWithHeader(header: Uint8Array, packed: Uint8Array = Buffer.alloc(0)): Buffer {
  const start = Buffer.concat([u64(packed.length), u64(header.length), u32(crc32(header))]);
  const magic = Buffer.from('377abcaf271c0004', 'hex');
  return Buffer.concat([magic, u32(crc32(start)), start, packed, header]);
}

function number(value: number): Buffer {
  return value < 0x80 ? Buffer.of(value) : Buffer.concat([Buffer.of(0xff), u64(value)]);
}
