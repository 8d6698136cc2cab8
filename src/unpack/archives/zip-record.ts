/** The metadata of one file in a zip: in the central directory, and again right before the data (APPNOTE 6.3.10, 4.3.7). */
import { getFileNameLowLevel, parseExtraFields } from 'yauzl';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64LE } from '../../bytes/size64.ts';

export interface ZipRecord {
  /** Decoded: UTF-8 where the flag or Info-ZIP's field 0x7075 says so, else code page 437. */
  readonly name: string;
  readonly rawName: Uint8Array;
  readonly flags: number;
  readonly method: number;
  /** Undefined when only the descriptor behind the data has it. */
  readonly crc32: number | undefined;
  readonly compressedSize: number;
  /** Uncompressed. */
  readonly size: number;
  /** Of the local header, as stored in the archive. */
  readonly headerOffset: number;
}

export interface LocalHeader extends ZipRecord {
  readonly dataStart: number;
  readonly extra: Uint8Array;
}

/** General purpose bits, APPNOTE 4.4.4. */
export const FLAG = {
  encrypted: 1 << 0,
  hasDescriptor: 1 << 3,
  strongEncryption: 1 << 6,
  maskedHeader: 1 << 13,
} as const;

/** Whether the record declares no data. */
export function isEmpty({
  compressedSize,
  size,
  crc32,
}: Pick<ZipRecord, 'compressedSize' | 'size' | 'crc32'>): boolean {
  return compressedSize === 0 && size === 0 && crc32 === 0;
}

/** Whether the record declares encrypted data. */
export function isMarked({ flags }: ZipRecord): boolean {
  return (flags & (FLAG.encrypted | FLAG.strongEncryption)) !== 0;
}

const LOCAL_SIGNATURE = Buffer.from('PK\x03\x04', 'latin1');
export const HEADER_BYTES = 30;
/** Covers most names and extra fields with one read. */
const READ_BYTES = 256;

/*  0  4  signature PK 03 04
 *  4  2  version needed
 *  6  2  flags
 *  8  2  method
 * 10  4  time and date
 * 14  4  CRC-32
 * 18  4  compressed size
 * 22  4  size
 * 26  2  file name length (n)
 * 28  2  extra field length (m)
 * 30  n  file name
 *     m  extra field                */
/** The local header at `offset`; undefined when there is none, or it extends beyond `end`. */
export function readLocalHeader(source: ByteSource, offset: number, end: number): LocalHeader | undefined {
  if (!(offset >= 0 && offset + HEADER_BYTES <= end)) return undefined;
  let header = Buffer.from(source.read(offset, Math.min(READ_BYTES, end - offset)));
  if (!header.subarray(0, 4).equals(LOCAL_SIGNATURE)) return undefined;
  const nameEnd = HEADER_BYTES + header.readUInt16LE(26);
  const headerEnd = nameEnd + header.readUInt16LE(28);
  if (offset + headerEnd > end) return undefined;
  if (headerEnd > header.length) header = Buffer.from(source.read(offset, headerEnd));
  const rawName = header.subarray(HEADER_BYTES, nameEnd);
  const extra = header.subarray(nameEnd, headerEnd);
  const fields = extraFields(extra);
  const flags = header.readUInt16LE(6);
  return {
    name: getFileNameLowLevel(flags, rawName, fields, true),
    rawName,
    extra,
    flags,
    method: header.readUInt16LE(8),
    crc32: flags & FLAG.hasDescriptor ? undefined : header.readUInt32LE(14),
    ...sizes(header, fields),
    headerOffset: offset,
    dataStart: offset + headerEnd,
  };
}

/** Whether `bytes` at `at` can be a local header that is found only by its signature. APPNOTE ends at version 6.3. */
export function isLikeLocalHeader(bytes: Buffer, at: number): boolean {
  return (
    at + HEADER_BYTES <= bytes.length &&
    bytes.readUInt32LE(at) === LOCAL_SIGNATURE.readUInt32LE(0) &&
    bytes.readUInt16LE(at + 4) <= 63 &&
    (bytes.readUInt16LE(at + 6) & UNUSED_FLAGS) === 0 &&
    METHOD_NAMES.has(bytes.readUInt16LE(at + 8)) &&
    bytes.readUInt16LE(at + 26) > 0
  );
}
/** Bits 7 to 10, 14 and 15. */
const UNUSED_FLAGS = 0xc780;

type ExtraFields = ReturnType<typeof parseExtraFields>;

function extraFields(extra: Buffer): ExtraFields {
  try {
    return parseExtraFields(extra);
  } catch {
    // A length beyond the field: Android's zipalign pads like this. The field is scanned as is.
    return [];
  }
}

/* field 0x0001:  0  8  size, where the header has 0xffffffff
 *                   8  compressed size, likewise               */
function sizes(header: Buffer, fields: ExtraFields): { compressedSize: number; size: number } {
  const wide = fields.find(({ id }) => id === 1)?.data ?? Buffer.alloc(0);
  let at = 0;
  const [size, compressedSize] = [22, 18].map((offset) => {
    const value = header.readUInt32LE(offset);
    if (value !== 0xffffffff || at + 8 > wide.length) return value;
    at += 8;
    return size64LE(wide, at - 8);
  });
  return { size: size!, compressedSize: compressedSize! };
}

/** APPNOTE 4.4.5, for messages. Of these, only 0 and 8 are read. */
export const METHOD_NAMES: ReadonlyMap<number, string> = new Map([
  [0, 'stored'],
  [1, 'Shrink'],
  [2, 'Reduce 1'],
  [3, 'Reduce 2'],
  [4, 'Reduce 3'],
  [5, 'Reduce 4'],
  [6, 'Implode'],
  [8, 'Deflate'],
  [9, 'Deflate64'],
  [10, 'PKWARE DCL Implode'],
  [12, 'bzip2'],
  [14, 'LZMA'],
  [16, 'IBM z/OS CMPSC'],
  [18, 'IBM TERSE'],
  [19, 'IBM LZ77'],
  [20, 'Zstandard (old number)'],
  [93, 'Zstandard'],
  [94, 'MP3'],
  [95, 'xz'],
  [96, 'JPEG variant'],
  [97, 'WavPack'],
  [98, 'PPMd'],
  [99, 'AES encryption'],
]);
