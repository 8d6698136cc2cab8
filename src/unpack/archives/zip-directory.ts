/**
 * The records of a zip's central directory (APPNOTE 6.3.10, section 4.3.12), listed by yauzl. yauzl gives up the whole
 * archive at the first record it refuses, and requires the end of the archive to be the end of the file. So it is shown
 * a small synthetic archive: a part of the directory, with matching end records. A refused record then costs only
 * itself.
 */
import {
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  type Entry as YauzlEntry,
} from 'yauzl';
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { KeysieveError } from '../../model/errors.ts';
import type { Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import type { ZipEnd } from './zip-end.ts';
import type { ZipRecord } from './zip-record.ts';

const RECORD_BYTES = 46;
const SIGNATURE = 0x02014b50;
/** A directory with more refused records is not read further: the entries are found by their local headers. */
const MAX_REFUSED = 16;

/** Records in the order of the directory. */
export async function* readZipDirectory(
  source: ByteSource,
  end: ZipEnd,
  budget: Budget,
): AsyncGenerator<ZipRecord | Trouble> {
  let at = end.directoryStart;
  if (at === undefined) return;
  let count = 0;
  for (let refused = 0; at < end.directoryEnd; refused++) {
    try {
      for await (const entry of list(source, at, end.directoryEnd)) {
        budget.checkTime();
        count++;
        at += RECORD_BYTES + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
        yield zipRecord(entry);
        if (at >= end.directoryEnd) return;
      }
    } catch (error) {
      if (error instanceof KeysieveError || !(error instanceof Error)) throw error;
      const next = behindRecord(source, at, end.directoryEnd);
      // Bytes beyond the declared number of records: a digital signature or padding, which is scanned with the directory.
      if (next === undefined && isCount(count, end.entryCount)) return;
      yield badRecord(at);
      if (next === undefined || refused === MAX_REFUSED) return;
      count++;
      at = next;
    }
  }
}

/** yauzl's own message is left out: it may quote bytes of the archive. */
function badRecord(at: number): Trouble {
  const message = `expected a record of the central directory at offset ${at}, found none that makes sense; its entry is looked for by its local header`;
  return damaged(message);
}

/** Without a zip64 record, the count is modulo 65,536. */
function isCount(count: number, declared: number): boolean {
  return count === declared || count % 65536 === declared;
}

function zipRecord(entry: YauzlEntry): ZipRecord {
  return {
    name: getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true),
    rawName: entry.fileNameRaw,
    flags: entry.generalPurposeBitFlag,
    method: entry.compressionMethod,
    crc32: entry.crc32,
    compressedSize: entry.compressedSize,
    size: entry.uncompressedSize,
    headerOffset: entry.relativeOffsetOfLocalHeader,
  };
}

/* 28  2  file name length
 * 30  2  extra field length
 * 32  2  comment length     */
function behindRecord(source: ByteSource, at: number, end: number): number | undefined {
  if (at + RECORD_BYTES > end) return undefined;
  const record = Buffer.from(source.read(at, RECORD_BYTES));
  if (record.readUInt32LE(0) !== SIGNATURE) return undefined;
  return at + RECORD_BYTES + record.readUInt16LE(28) + record.readUInt16LE(30) + record.readUInt16LE(32);
}

async function* list(source: ByteSource, start: number, end: number): AsyncGenerator<YauzlEntry> {
  const reader = new DirectoryReader(source, start, end);
  const options = { lazyEntries: true, decodeStrings: false, validateEntrySizes: false, autoClose: false };
  const zipfile = await fromRandomAccessReaderPromise(reader, reader.size, options);
  try {
    yield* zipfile.eachEntry();
  } finally {
    zipfile.close();
  }
}

/** The synthetic archive for yauzl: bytes of the directory, then end records that declare more entries than can be there. */
class DirectoryReader extends RandomAccessReader {
  readonly size: number;
  readonly #source: ByteSource;
  readonly #start: number;
  readonly #directoryBytes: number;
  readonly #end: Buffer;
  #window: Uint8Array = new Uint8Array(0);
  #windowStart = 0;

  constructor(source: ByteSource, start: number, end: number) {
    super();
    this.#source = source;
    this.#start = start;
    this.#directoryBytes = end - start;
    this.#end = endRecords(this.#directoryBytes);
    this.size = this.#directoryBytes + this.#end.length;
  }

  override read(
    target: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    let failure: Error | null = null;
    try {
      target.set(this.#bytes(position, length), offset);
    } catch (error) {
      failure = error as Error;
    }
    callback(failure);
  }

  /**
   * There is nothing to close. yauzl would report the close in a later turn of the event loop, which does not come while nested archives
   * are read: each of them stayed in memory until then, half a KiB for each entry of zips in zips.
   */
  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }

  #bytes(position: number, length: number): Uint8Array {
    // Only the search for the end records reads across the end of the directory; it needs only the length of the part
    // before that.
    if (position + length === this.size) return Buffer.concat([Buffer.alloc(length), this.#end]).subarray(-length);
    if (position >= this.#directoryBytes && position + length < this.size)
      return this.#end.subarray(position - this.#directoryBytes).subarray(0, length);
    if (position + length > this.#directoryBytes) throw new Error('unexpected end of the central directory');
    if (position < this.#windowStart || position + length > this.#windowStart + this.#window.length) {
      const windowBytes = Math.min(Math.max(length, WINDOW_BYTES), this.#directoryBytes - position);
      this.#window = this.#source.read(this.#start + position, windowBytes);
      this.#windowStart = position;
    }
    return this.#window.subarray(position - this.#windowStart, position - this.#windowStart + length);
  }
}
const WINDOW_BYTES = 256 << 10;

/** zip64 record, zip64 locator and end record, for a directory at offset 0; fields as in zip-end.ts. */
function endRecords(directoryBytes: number): Buffer {
  const end = Buffer.alloc(56 + 20 + 22);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(BigInt(directoryBytes), 32);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(directoryBytes), 64);
  end.writeUInt32LE(0x06054b50, 76);
  return end;
}
