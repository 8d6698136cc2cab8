/** Whether a folder in an ARJ archive has data (TECHNOTE.TXT of ARJ, "ARJ archive format"), which 7-Zip skips. */
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { dataOfFolder } from './passed-over.ts';

/*  0  2  60 ea
 *  2  2  bytes of the header from offset 4 on, up to its CRC; 0: the archive ends
 * 10  1  type: 2 the archive itself, 3 a folder
 * 16  4  bytes of the data
 *  .  4  CRC-32 of the header
 *  .  2  bytes of an extended header; 0: none, else it and its CRC-32, and the same again */
const MARK = 0xea60;
const HEADER_AT = 4;
const MIN_HEADER_BYTES = 30;
const MAX_HEADER_BYTES = 2600;
const [ARCHIVE, FOLDER] = [2, 3];
const SUM_BYTES = 4;
const MAX_FILES = 1_000_000;

/** @returns a description of the problem */
export function dataOfArjFolder(source: ByteSource, budget: Budget): string | undefined {
  let at = 0;
  for (let count = 0; count < MAX_FILES; count++) {
    budget.checkTime();
    const header = headerAt(source, at);
    if (header === undefined) return undefined;
    const dataBytes = header[10] === ARCHIVE ? 0 : header.readUInt32LE(16);
    if (header[10] === FOLDER && dataBytes > 0) return dataOfFolder('ARJ', at, dataBytes);
    const dataAt = behindExtended(source, at + header.length + SUM_BYTES);
    if (dataAt === undefined) return undefined;
    at = dataAt + dataBytes;
  }
  return undefined;
}

/** @returns undefined when there is none, or its checksum is wrong */
function headerAt(source: ByteSource, at: number): Buffer | undefined {
  if (at + HEADER_AT > source.size) return undefined;
  const front = Buffer.from(source.read(at, HEADER_AT));
  const bytes = front.readUInt16LE(2);
  const end = at + HEADER_AT + bytes;
  if (front.readUInt16LE(0) !== MARK || bytes < MIN_HEADER_BYTES || bytes > MAX_HEADER_BYTES) return undefined;
  if (end + SUM_BYTES > source.size) return undefined;
  const header = Buffer.from(source.read(at, HEADER_AT + bytes));
  const sum = Buffer.from(source.read(end, SUM_BYTES)).readUInt32LE(0);
  return crc32(header.subarray(HEADER_AT)) === sum ? header : undefined;
}

function behindExtended(source: ByteSource, from: number): number | undefined {
  let at = from;
  while (at + 2 <= source.size) {
    const bytes = Buffer.from(source.read(at, 2)).readUInt16LE(0);
    at += 2;
    if (bytes === 0) return at;
    at += bytes + SUM_BYTES;
  }
  return undefined;
}
