/** Files in a zip packed by a method that is left to 7-Zip (APPNOTE 6.3.10, 4.4.5). */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { JoinedSource, sliceOf } from '../../bytes/joined-source.ts';
import { MemorySource } from '../../bytes/memory-source.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { wholeEntry } from '../container/whole-entry.ts';
import { sevenZipEntries } from '../seven-zip/seven-zip.ts';
import type { ZipRecord } from './zip-record.ts';
import { unpackSmallFile } from './zip-small-file.ts';

/** Shrunk, imploded, Deflate64, BZip2, LZMA, Zstandard (old and new number), xz, PPMd. */
const METHODS: readonly number[] = [1, 6, 9, 12, 14, 20, 93, 95, 98];
/** Bits 1 and 2: window and trees of imploded data, end mark of LZMA. */
const METHOD_FLAGS = 6;
const MAX_SIZE = 0xffff_fffe;
const NAME = Buffer.from('data');

/** Whether 7-Zip can unpack it. */
export function isOddMethod({ method, compressedSize, size }: ZipRecord): boolean {
  return METHODS.includes(method) && compressedSize > 0 && compressedSize <= MAX_SIZE && size <= MAX_SIZE;
}

/** Reads the file in [start, end), through 7-Zip unless it is small. @returns whether all went well */
export async function* readOddMethod(
  source: ByteSource,
  file: ZipRecord,
  { start, end }: { readonly start: number; readonly end: number },
  budget: Budget,
): AsyncGenerator<Entry | Trouble, boolean> {
  const small = unpackSmallFile(sliceOf(source, start, end), file);
  if (small !== undefined) {
    yield wholeEntry(file.name, small);
    return true;
  }
  let isSound = true;
  for await (const item of sevenZipEntries(zipOfOne(source, file, start, end), { type: 'zip' }, budget)) {
    if (!('trouble' in item)) {
      // What 7-Zip could not read is scanned as is by the surrounding zip.
      if (item.isRemainder !== true) yield { name: file.name, open: () => item.open(), whole: () => item.whole?.() };
      continue;
    }
    // A record without a checksum cannot contradict it.
    if (file.crc32 === undefined && item.trouble.message.includes('CRC Failed')) continue;
    isSound = false;
    yield { ...item, name: file.name };
  }
  return isSound;
}

/**
 * A zip that contains only this file, under a fixed name, so that 7-Zip depends on nothing else in the archive. The data is
 * not copied.
 */
function zipOfOne(source: ByteSource, file: ZipRecord, start: number, end: number): ByteSource {
  const local = Buffer.concat([record('PK\x03\x04', 30, 4, file, end - start), NAME]);
  const central = Buffer.concat([record('PK\x01\x02', 46, 6, file, end - start), NAME]);
  /*  0  4  signature PK 05 06
   *  8  2  entries here            10  2  entries
   * 12  4  size of the directory   16  4  its offset   */
  const tail = Buffer.alloc(22);
  tail.write('PK\x05\x06', 'latin1');
  tail.writeUInt16LE(1, 8);
  tail.writeUInt16LE(1, 10);
  tail.writeUInt32LE(central.length, 12);
  tail.writeUInt32LE(local.length + end - start, 16);
  const behind = Buffer.concat([central, tail]);
  return new JoinedSource([
    { source: new MemorySource(local), start: 0, end: local.length },
    { source, start, end },
    { source: new MemorySource(behind), start: 0, end: behind.length },
  ]);
}

/* From the version needed on, local and central records are alike:
 *  0  2  version needed     2  2  flags     4  2  method     6  4  time and date
 * 10  4  CRC-32            14  4  compressed size           18  4  size           22  2  length of the name  */
function record(signature: string, length: number, at: number, file: ZipRecord, compressedSize: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.write(signature, 'latin1');
  bytes.writeUInt16LE(63, at);
  bytes.writeUInt16LE(file.flags & METHOD_FLAGS, at + 2);
  bytes.writeUInt16LE(file.method, at + 4);
  bytes.writeUInt32LE(file.crc32 ?? 0, at + 10);
  bytes.writeUInt32LE(compressedSize, at + 14);
  bytes.writeUInt32LE(file.size, at + 18);
  bytes.writeUInt16LE(NAME.length, at + 22);
  return bytes;
}
