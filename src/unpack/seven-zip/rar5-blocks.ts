/**
 * What 7-Zip skips in a RAR archive of version 5 and later (RARLAB, "RAR 5.0 archive format") although all header checksums match: the
 * data of a folder, a file that begins in another volume, and blocks behind the end block.
 */
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { varintAt } from '../codecs/small-numbers.ts';
import { continuedFile, dataOfFolder } from './passed-over.ts';

const MARK_BYTES = 8;
const [FILE, ENCRYPTION, END] = [2, 4, 5];
/** Header flags: sizes of the extra area and of the data are present. */
const [HAS_EXTRA, HAS_DATA] = [1, 2];
/** Header flag: its data begins in another volume. */
const IS_CONTINUED = 8;
/** File flag. */
const IS_FOLDER = 1;
const SUM_BYTES = 4;
/** "Size of header … must not be longer than 3 bytes". */
const MAX_SIZE_BYTES = 3;
/** Room for a million files; each block must be read. */
const MAX_BLOCKS = 1_000_000;

/** @returns a description of the problem */
export function strangeRar5Block(source: ByteSource, budget: Budget): string | undefined {
  let isEnded = false;
  let at = MARK_BYTES;
  for (let count = 0; count < MAX_BLOCKS; count++) {
    budget.checkTime();
    const block = readBlock(source, at);
    if (block === undefined || block.type === ENCRYPTION) return undefined;
    if (isEnded)
      return `expected no block of RAR after the one that ends the archive, found one at offset ${at}; it is scanned as is`;
    if (block.isFolder && block.dataBytes > 0) return dataOfFolder('RAR', at, block.dataBytes);
    if (block.type === FILE && block.isContinued) return continuedFile(at);
    isEnded = block.type === END;
    at += block.headerBytes + block.dataBytes;
  }
  return undefined;
}

interface Block {
  readonly type: number;
  readonly isFolder: boolean;
  readonly isContinued: boolean;
  readonly headerBytes: number;
  readonly dataBytes: number;
}

/* Block; numbers of 7 bits a byte, the lowest first
 *  0  4  CRC-32 of what follows
 *  4  .  bytes of what follows this number; type; flags; bytes of extra records, if there are some; bytes of data, if there are some
 *     .  of a file: flags of the file                                                                                            */
/** @returns undefined when there is none, or its checksum is wrong */
function readBlock(source: ByteSource, at: number): Block | undefined {
  if (at + SUM_BYTES + MAX_SIZE_BYTES > source.size) return undefined;
  const front = Buffer.from(source.read(at, SUM_BYTES + MAX_SIZE_BYTES));
  const size = varintAt(front, SUM_BYTES);
  if (size === undefined || at + size.next + size.value > source.size) return undefined;
  const header = source.read(at, size.next + size.value);
  if (crc32(header.subarray(SUM_BYTES)) !== front.readUInt32LE(0)) return undefined;
  let next = size.next;
  const number = (): number => {
    const found = varintAt(header, next);
    next = found?.next ?? header.length;
    return found?.value ?? 0;
  };
  const [type, flags] = [number(), number()];
  if ((flags & HAS_EXTRA) !== 0) number();
  const dataBytes = (flags & HAS_DATA) === 0 ? 0 : number();
  const isFolder = type === FILE && (number() & IS_FOLDER) !== 0;
  const isContinued = (flags & IS_CONTINUED) !== 0;
  return { type, isFolder, isContinued, headerBytes: header.length, dataBytes };
}
