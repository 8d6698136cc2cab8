/**
 * A small, sound file in a zip that is packed with Deflate64, bzip2, xz or LZMA: an archive may have thousands, and each would be a run of 7-Zip, of
 * half a millisecond. Anything else, and damage, is left to 7-Zip.
 */
import { crc32 } from 'node:zlib';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { lzmaProperties, unpackLzma } from '../codecs/lzma-decoder.ts';
import { unpackSmallBzip2 } from '../codecs/small-bzip2.ts';
import { unpackSmallDeflate64 } from '../codecs/small-deflate64.ts';
import { unpackSmallXz } from '../codecs/small-xz.ts';
import { bufferOf } from '../container/magic.ts';
import type { ZipRecord } from './zip-record.ts';

type Unpack = (packed: ByteSource, file: ZipRecord) => Uint8Array | undefined;
/** APPNOTE 6.3.10, 4.4.5. */
const UNPACKERS: ReadonlyMap<number, Unpack> = new Map<number, Unpack>([
  [9, (packed, { size }) => unpackSmallDeflate64(packed, size)],
  [12, unpackSmallBzip2],
  [14, unpackSmallLzma],
  [95, unpackSmallXz],
]);
const SMALL_BYTES = 64 << 10;

/** @returns the content; undefined where 7-Zip is to be asked */
export function unpackSmallFile(packed: ByteSource, file: ZipRecord): Uint8Array | undefined {
  if (file.size > SMALL_BYTES || packed.size > SMALL_BYTES || file.crc32 === undefined) return undefined;
  const content = UNPACKERS.get(file.method)?.(packed, file);
  return content?.length === file.size && crc32(content) === file.crc32 ? content : undefined;
}

/*  4.4.3 and 5.8.8:  0  2  version of the SDK   2  2  bytes of properties, 5   4  1  lc, lp and pb   5  4  size of the dictionary   9  n  data
 *  Bit 1 of the flags: an end mark is behind the content.                                                                                     */
const DATA_AT = 9;
const HAS_END_MARK = 2;

function unpackSmallLzma(packed: ByteSource, { flags, size }: ZipRecord): Uint8Array | undefined {
  if (packed.size <= DATA_AT) return undefined;
  const bytes = bufferOf(packed.read(0, packed.size));
  const properties = bytes.readUInt16LE(2) === 5 ? lzmaProperties(bytes[4]!) : undefined;
  if (properties === undefined) return undefined;
  const hasMark = (flags & HAS_END_MARK) !== 0;
  // With room for one byte more, so that the mark is read.
  const target = new Uint8Array(hasMark ? size + 1 : size);
  const { size: unpackedBytes, left, end } = unpackLzma(bytes.subarray(DATA_AT), target, properties);
  const isSound = hasMark ? end === 'mark' : end === 'full' && left === 0;
  return isSound ? target.subarray(0, unpackedBytes) : undefined;
}
