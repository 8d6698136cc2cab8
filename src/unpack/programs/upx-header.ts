/** The pack header of UPX (packhead.cpp of its source), before or behind the packed data. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { TAIL_BYTES } from '../container/container.ts';

export const UPX_HEAD_BYTES = 4 << 10;
export const UPX_MAGIC = Buffer.from('UPX!');

export interface PackHeader {
  /** Where it ends in the file. */
  readonly end: number;
  /** Offset of the magic number of l_info, if the word behind the header gives it; otherwise -1, or arbitrary. */
  readonly infoAt: number;
  readonly method: number;
  /** Adler-32 of the content before the filter is reversed. */
  readonly contentSum: number;
  readonly packedSum: number;
  readonly contentBytes: number;
  readonly packedBytes: number;
  readonly filter: { readonly id: number; readonly mark: number };
}

const CHUNK_BYTES = 1 << 20;

/** The first one at or behind `start`: in a library, much of it lies between its blocks and the header. */
export function findPackHeaderBehind(source: ByteSource, start: number, budget: Budget): PackHeader | undefined {
  for (let at = start; at < source.size; at += CHUNK_BYTES) {
    budget.checkTime();
    const found = packHeaderIn(source.read(at, Math.min(CHUNK_BYTES + MAX_BYTES, source.size - at)), at, 0);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether the last bytes are a pack header and the word behind it, as in ELF. */
export function endsInPackHeader(tail: Uint8Array): boolean {
  const bytes = Buffer.from(tail.buffer, tail.byteOffset, tail.length).subarray(-MAX_BYTES);
  return bytes.length === MAX_BYTES && bytes.indexOf(UPX_MAGIC) === 0 && readPackHeader(bytes, 0, 0) !== undefined;
}

/** @param believesSizes accepts a header with a wrong checksum if its sizes fit the file */
export function findPackHeader(source: ByteSource, believesSizes: boolean): PackHeader | undefined {
  const headBytes = Math.min(UPX_HEAD_BYTES, source.size);
  const tailBytes = Math.min(TAIL_BYTES, source.size);
  const tailAt = source.size - tailBytes;
  const maxBytes = believesSizes ? source.size : 0;
  return (
    packHeaderIn(source.read(0, headBytes), 0, maxBytes) ??
    packHeaderIn(source.read(tailAt, tailBytes), tailAt, maxBytes)
  );
}

function packHeaderIn(bytes: Uint8Array, from: number, maxBytes: number): PackHeader | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = buffer.indexOf(UPX_MAGIC); at >= 0; at = buffer.indexOf(UPX_MAGIC, at + 1)) {
    const header = readPackHeader(buffer.subarray(at), from + at, maxBytes);
    if (header !== undefined) return header;
  }
  return undefined;
}

/** Offset from the magic number. */
const P_INFO_AT = 8;

/** Header size by format: DOS COM and SYS, DOS EXE, and all others. */
const SIZES = new Map([
  [1, 22],
  [2, 22],
  [3, 27],
  [7, 27],
]);
const USUAL_SIZE = 32;
/** Including the word behind it. */
const MAX_BYTES = USUAL_SIZE + 4;
/** From here on, formats of big-endian machines: the header is big-endian too, and its sizes precede its checksums. */
const FIRST_BIG_ENDIAN_FORMAT = 128;

/*  0  4  'UPX!'
 *  4  1  version: 10 and more in what UPX has written since 1998
 *  5  1  format, 1 DOS COM, 9 Win32 PE, 22 Linux x86-64 …
 *  6  1  method: 2 to 10 NRV, 14 LZMA, 15 deflate
 *  7  1  level, 1 to 10
 *  then, of all but DOS
 *  8  4  Adler-32 of the content, and 12 4 of what it is packed to
 * 16  4  bytes of the content, and 20 4 of what it is packed to
 * 24  4  bytes of the program
 * 28  1  filter, and 29 1 its mark
 *  the last byte is the sum of all behind the magic number, modulo 251; behind it, in ELF: 4 where p_info is */
function readPackHeader(bytes: Buffer, at: number, maxBytes: number): PackHeader | undefined {
  const [version = 0, format = 0, method = 0, level = 0] = bytes.subarray(4, 8);
  const size = SIZES.get(format) ?? USUAL_SIZE;
  if (bytes.length < size || version < 10 || version > 0x7f || format === 0) return undefined;
  if (method < 2 || method > 15 || level === 0 || level > 10) return undefined;
  let sum = 0;
  for (let index = 4; index < size - 1; index++) sum += bytes[index]!;
  const isLittleEndian = format < FIRST_BIG_ENDIAN_FORMAT;
  const word = (offset: number): number => (isLittleEndian ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset));
  const words = [8, 12, 16, 20].map((offset) => (size < USUAL_SIZE ? 0 : word(offset)));
  const [contentSum, packedSum, contentBytes, packedBytes] = (
    isLittleEndian ? words : [...words.slice(2), ...words.slice(0, 2)]
  ) as [number, number, number, number];
  const fits = packedBytes > 0 && packedBytes <= contentBytes && packedBytes <= maxBytes;
  if (sum % 251 !== bytes[size - 1] && !fits) return undefined;
  const infoAt = bytes.length < MAX_BYTES ? -1 : word(USUAL_SIZE) - P_INFO_AT;
  return {
    ...{ end: at + size, infoAt, method, contentSum, packedSum, contentBytes, packedBytes },
    filter: { id: bytes[28] ?? 0, mark: bytes[29] ?? 0 },
  };
}
