/** Whether a folder in an LZH archive has data ("LHa for UNIX", header.doc.md: levels 0 to 3), which 7-Zip skips. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { dataOfFolder } from './passed-over.ts';

/*  0  1  bytes of the header from offset 2 on; 0: the archive ends; level 2: 2, of all of the header; level 3: 2, 4
 *  2  5  how it is packed: -lhd- is a folder
 *  7  4  bytes of the data; level 1: and of further headers before them
 * 20  1  level
 * 24  4  level 3: bytes of all of the header
 * level 1: at the end of the header, and of each further one:  2  bytes of the next one; 0: none  */
const MIN_HEADER_BYTES = 22;
const REACH_BYTES = 28;
const METHOD = /^-(lh[0-9a-ex]|lz[45s]|pm[0-2s])-$/;
const FOLDER = '-lhd-';
const MAX_FILES = 1_000_000;
const MAX_FURTHER = 1000;

/** @returns a description of the problem */
export function dataOfLzhFolder(source: ByteSource, budget: Budget): string | undefined {
  let at = 0;
  for (let count = 0; count < MAX_FILES; count++) {
    budget.checkTime();
    const file = fileAt(source, at);
    if (file === undefined) return undefined;
    if (file.isFolder && file.dataBytes > 0) return dataOfFolder('LZH', at, file.dataBytes);
    at = file.dataAt + file.dataBytes;
  }
  return undefined;
}

interface LzhFile {
  readonly isFolder: boolean;
  readonly dataAt: number;
  readonly dataBytes: number;
}

function fileAt(source: ByteSource, at: number): LzhFile | undefined {
  if (at + MIN_HEADER_BYTES > source.size) return undefined;
  const header = Buffer.alloc(REACH_BYTES);
  header.set(source.read(at, Math.min(REACH_BYTES, source.size - at)));
  const method = header.toString('latin1', 2, 7);
  if (header[0] === 0 || !METHOD.test(method)) return undefined;
  const [isFolder, dataBytes, level] = [method === FOLDER, header.readUInt32LE(7), header[20]!];
  if (level === 2) return { isFolder, dataAt: at + header.readUInt16LE(0), dataBytes };
  if (level === 3) return { isFolder, dataAt: at + header.readUInt32LE(24), dataBytes };
  const dataAt = at + 2 + header[0]!;
  const furtherBytes = level === 1 ? furtherBytesAt(source, dataAt) : 0;
  return { isFolder, dataAt: dataAt + furtherBytes, dataBytes: Math.max(0, dataBytes - furtherBytes) };
}

function furtherBytesAt(source: ByteSource, start: number): number {
  let at = start;
  for (let count = 0; count < MAX_FURTHER && at >= 2 && at <= source.size; count++) {
    const bytes = Buffer.from(source.read(at - 2, 2)).readUInt16LE(0);
    if (bytes === 0) break;
    at += bytes;
  }
  return at - start;
}
