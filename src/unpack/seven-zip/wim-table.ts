/**
 * Whether the lookup table of a WIM is consistent ("Windows Imaging File Format", 2007): 7-Zip looks up the data of files in it by SHA-1,
 * and takes a file that it does not find for empty.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { size64LE } from '../../bytes/size64.ts';

/* Header, little-endian:
 *  40  2  number of this part
 *  44  4  images, each of which has its metadata in the table
 *  48  7  bytes of the table; 55  1  flags: 4 packed
 *  56  8  where it is
 *  64  8  its bytes unpacked; 7-Zip takes it for plain if they are as many
 * Entry of it, of 50 bytes:
 *   0  7  bytes of the data; 7  1  flags: 1 free, 2 metadata, 4 packed, 8 of several parts, 10 many in one
 *   8  8  where they are
 *  24  2  number of the part that has it
 *  26  4  how often it is named   */
const HEADER_BYTES = 208;
const ENTRY_BYTES = 50;
const PACKED = 4;
const KNOWN_FLAGS = 0x1f;
const MANY_IN_ONE = 0x10;

/** @returns a description of the problem */
export function strangeWimTable(source: ByteSource, budget: Budget): string | undefined {
  if (source.size < HEADER_BYTES) return undefined;
  const header = Buffer.from(source.read(0, HEADER_BYTES));
  const [bytes, flags, start] = [header.readUIntLE(48, 6), header[55]!, size64LE(header, 56)];
  const part = header.readUInt16LE(40);
  const expected = `expected the lookup table of a WIM at offset ${start}, of ${bytes} bytes`;
  const advice = 'files whose data it does not name were not read';
  if ((flags & PACKED) !== 0 && size64LE(header, 64) !== bytes) return undefined;
  if (bytes === 0 && header.readUInt32LE(44) > 0) return `${expected}, found images; ${advice}`;
  if (bytes % ENTRY_BYTES !== 0 || start + bytes > source.size) return `${expected}, found none; ${advice}`;
  const table = new ReadAheadSource(source);
  for (let at = start; at < start + bytes; at += ENTRY_BYTES) {
    budget.checkTime();
    const entry = Buffer.from(table.read(at, ENTRY_BYTES));
    if (!isSound(entry, part, source.size)) return `${expected}, found an entry at ${at} that is none; ${advice}`;
  }
  return undefined;
}

function isSound(entry: Buffer, part: number, size: number): boolean {
  const [bytes, flags, start] = [entry.readUIntLE(0, 6), entry[7]!, size64LE(entry, 8)];
  if ((flags & ~KNOWN_FLAGS) !== 0 || entry.readUInt16LE(24) !== part) return false;
  // The offset of data packed together with others is relative to that block.
  return (flags & MANY_IN_ONE) !== 0 || start + bytes <= size;
}
