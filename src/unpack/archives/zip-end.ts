/**
 * Locates a zip's central directory: APPNOTE 6.3.10, sections 4.3.16 (end of central directory record, EOCD), 4.3.15 and
 * 4.3.14 (zip64 locator and record). Works with anything before the archive, whether its offsets include those bytes or
 * not, and with anything behind it.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64LE } from '../../bytes/size64.ts';
import type { Range } from '../container/coverage.ts';

export interface ZipEnd {
  /** Offset of the central directory in the file; undefined when nothing like one is where it should be. */
  readonly directoryStart: number | undefined;
  /** End of its records, usually `recordsStart`. */
  readonly directoryEnd: number;
  /** Where the end records begin. */
  readonly recordsStart: number;
  /** The end of the archive's comment. */
  readonly end: number;
  /** To be added to offsets stored in the archive. */
  readonly shift: number;
  /** As declared; archives with more than 65,535 entries and no zip64 record store it modulo 65,536. */
  readonly entryCount: number;
  readonly isMultiDisk: boolean;
}

const EOCD_BYTES = 22;
const EOCD = Buffer.from('PK\x05\x06', 'latin1');
const LOCATOR_BYTES = 20;
const LOCATOR = 0x07064b50;
const ZIP64_BYTES = 56;
const ZIP64 = 0x06064b50;
const DIRECTORY = 0x02014b50;
/** A file may be full of false signatures. */
const MAX_CANDIDATES = 1000;

/** The last end record in `source` with a non-empty central directory, or else the last plausible one. */
export function findZipEnd(source: ByteSource): ZipEnd | undefined {
  let last: ZipEnd | undefined;
  let tried = 0;
  for (const at of candidates(source)) {
    const record = readEnd(asBuffer(source.read(at, EOCD_BYTES)), source.size - at);
    const end = record && locate(source, record, at);
    if (end?.directoryStart !== undefined && end.directoryStart < end.directoryEnd) return end;
    last ??= end;
    if (++tried === MAX_CANDIDATES) break;
  }
  return last;
}

/** Offsets of the signature, starting from the end of `source`. */
function* candidates(source: ByteSource): Generator<number> {
  for (let end = source.size; end > 0; end -= SEARCH_BYTES) {
    const start = Math.max(0, end - SEARCH_BYTES);
    // Signatures that begin in the window: those that cross its end are completed by the bytes read beyond it.
    const length = Math.min(source.size, end + EOCD_BYTES - 1) - start;
    const found = signaturesIn(asBuffer(source.read(start, length)));
    for (const at of found.reverse()) if (start + at < end) yield start + at;
  }
}
const SEARCH_BYTES = 64 << 10;

/** Whether a file whose last bytes are `tail` ends with a zip: stricter than `findZipEnd`, because there is no other evidence. */
export function endsWithZip(tail: Uint8Array): boolean {
  const bytes = asBuffer(tail);
  return signaturesIn(bytes).some((at) => {
    const record = readEnd(bytes.subarray(at), tail.length - at);
    if (record === undefined) return false;
    if (record.entryCount === 0)
      return record.directorySize === 0 && bytes.subarray(0, at).subarray(-16).equals(SIGNED);
    // zip -fz -s writes zip64 records of three entries too.
    const isZip64 = isSignature(bytes, at - LOCATOR_BYTES, LOCATOR);
    const start = at - (isZip64 ? LOCATOR_BYTES + ZIP64_BYTES : 0) - record.directorySize;
    // For the last of several parts, the directory must be in view: in random bytes, the disk numbers could be anything.
    if (record.isMultiDisk) return record.entryCount < 0xffff && isSignature(bytes, start, DIRECTORY);
    if (start < 0 && record.directorySize >= record.entryCount * DIRECTORY_RECORD_BYTES) return true;
    return isZip64 || isSignature(bytes, start, DIRECTORY);
  });
}
const DIRECTORY_RECORD_BYTES = 46;
/**
 * Ends the signing block of an APK, before its central directory (APK Signature Scheme v2, "Format"): one without files is empty.
 */
const SIGNED = Buffer.from('APK Sig Block 42');

/** Offsets of end records in `bytes`. */
function signaturesIn(bytes: Buffer): number[] {
  const found: number[] = [];
  for (let at = bytes.indexOf(EOCD); at >= 0 && at + EOCD_BYTES <= bytes.length; at = bytes.indexOf(EOCD, at + 1))
    found.push(at);
  return found;
}

interface EndRecord {
  readonly entryCount: number;
  readonly directorySize: number;
  readonly directoryOffset: number;
  readonly commentLength: number;
  readonly isMultiDisk: boolean;
}

/*  0  4  signature PK 05 06
 *  4  2  number of this disk
 *  6  2  disk where the central directory starts
 *  8  2  entries on this disk
 * 10  2  entries in all
 * 12  4  size of the central directory
 * 16  4  its offset
 * 20  2  comment length
 * 22  n  comment                                    */
function readEnd(bytes: Buffer, bytesLeft: number): EndRecord | undefined {
  const record = {
    isMultiDisk:
      !isOneDisk(bytes.readUInt16LE(4)) ||
      !isOneDisk(bytes.readUInt16LE(6)) ||
      bytes.readUInt16LE(8) !== bytes.readUInt16LE(10),
    entryCount: bytes.readUInt16LE(10),
    directorySize: bytes.readUInt32LE(12),
    directoryOffset: bytes.readUInt32LE(16),
    commentLength: bytes.readUInt16LE(20),
  };
  return EOCD_BYTES + record.commentLength <= bytesLeft ? record : undefined;
}

/** 0xffff: see the zip64 record. */
function isOneDisk(number: number): boolean {
  return number === 0 || number === 0xffff;
}

function locate(source: ByteSource, record: EndRecord, at: number): ZipEnd {
  const end = at + EOCD_BYTES + record.commentLength;
  const { recordStart, ...declared } = readZip64(source, at, record) ?? { ...record, recordStart: at };
  const byOffset = { start: declared.directoryOffset, shift: 0 };
  const bySize = recordStart - declared.directorySize;
  // The directory lies right before its end record; if its declared offset differs, all offsets are shifted likewise.
  const places = [{ start: bySize, shift: bySize - declared.directoryOffset }, byOffset];
  const place =
    declared.directorySize === 0 && declared.entryCount === 0
      ? { start: recordStart, shift: 0 }
      : places.find(({ start }) => isDirectory(source, start, recordStart));
  const { entryCount, isMultiDisk } = declared;
  return {
    directoryStart: place?.start,
    directoryEnd: frontDirectoryEnd(source, place?.start, declared.directorySize, recordStart) ?? recordStart,
    recordsStart: recordStart,
    end,
    shift: place?.shift ?? 0,
    entryCount,
    isMultiDisk,
  };
}

function isDirectory(source: ByteSource, start: number, end: number): boolean {
  return start >= 0 && start + 4 <= end && isSignature(asBuffer(source.read(start, 4)), 0, DIRECTORY);
}

/**
 * Mozilla's omni.ja has its directory in front of the entries, with an end record behind it, so that one read fetches both; the last
 * end record repeats it (`config/optimizejars.py` of Firefox).
 */
function frontDirectoryEnd(
  source: ByteSource,
  start: number | undefined,
  directoryBytes: number,
  recordsStart: number,
): number | undefined {
  if (start === undefined || directoryBytes === 0 || start + directoryBytes + EOCD_BYTES > recordsStart)
    return undefined;
  const end = start + directoryBytes;
  return EOCD.equals(source.read(end, EOCD.length)) ? end : undefined;
}

/** The ranges of the directory and its end records: one, or two with the entries between them. */
export function directoryRanges({ directoryStart, directoryEnd, recordsStart, end }: ZipEnd): readonly Range[] {
  if (directoryEnd === recordsStart) return [{ start: directoryStart ?? recordsStart, end }];
  return [
    { start: directoryStart ?? directoryEnd, end: directoryEnd + EOCD_BYTES },
    { start: recordsStart, end },
  ];
}

/* locator:  0  4  signature PK 06 07
 *           4  4  disk of the zip64 record
 *           8  8  offset of the zip64 record
 *          16  4  number of disks
 * record:   0  4  signature PK 06 06
 *           4  8  size of the rest
 *          16  4  number of this disk
 *          20  4  disk where the central directory starts
 *          24  8  entries on this disk
 *          32  8  entries in all
 *          40  8  size of the central directory
 *          48  8  its offset                                  */
function readZip64(source: ByteSource, eocdAt: number, eocd: EndRecord) {
  const locatorAt = eocdAt - LOCATOR_BYTES;
  if (locatorAt < ZIP64_BYTES) return undefined;
  const locator = asBuffer(source.read(locatorAt, LOCATOR_BYTES));
  if (!isSignature(locator, 0, LOCATOR)) return undefined;
  for (const at of [size64LE(locator, 8), locatorAt - ZIP64_BYTES]) {
    if (at + ZIP64_BYTES > locatorAt) continue;
    const record = asBuffer(source.read(at, ZIP64_BYTES));
    if (!isSignature(record, 0, ZIP64)) continue;
    return {
      recordStart: at,
      entryCount: size64LE(record, 32),
      directorySize: size64LE(record, 40),
      directoryOffset: size64LE(record, 48),
      isMultiDisk: eocd.isMultiDisk || record.readUInt32LE(16) !== 0 || record.readUInt32LE(20) !== 0,
    };
  }
  return undefined;
}

function isSignature(bytes: Buffer, at: number, signature: number): boolean {
  return at >= 0 && at + 4 <= bytes.length && bytes.readUInt32LE(at) === signature;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
