/**
 * What 7-Zip skips in a RAR archive of version 5 and later (RARLAB, "RAR 5.0 archive format") although all header checksums match: the
 * data of a folder, a file that begins in another volume, data of service blocks that no RAR writes, and blocks behind the end block.
 */
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { varintAt } from '../codecs/small-numbers.ts';
import { continuedFile, dataOfFolder, dataOfStranger } from './passed-over.ts';

const MARK_BYTES = 8;
const [FILE, SERVICE, ENCRYPTION, END] = [2, 3, 4, 5];
/** Header flags: sizes of the extra area and of the data are present. */
const [HAS_EXTRA, HAS_DATA] = [1, 2];
/** Header flag: its data begins in another volume. */
const IS_CONTINUED = 8;
/** Flags of a file or a service: a folder; the time and the CRC-32 of its data are present. */
const [IS_FOLDER, HAS_TIME, HAS_SUM] = [1, 2, 4];
/** Comment, quick open, access rights, NTFS stream, recovery record. */
const SERVICES = ['CMT', 'QO', 'ACL', 'STM', 'RR'];
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
    if (block.isStranger && block.dataBytes > 0) return dataOfStranger(at, block.dataBytes);
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
  /** A service that no RAR writes. */
  readonly isStranger: boolean;
  readonly headerBytes: number;
  readonly dataBytes: number;
}

/* Block; numbers of 7 bits a byte, the lowest first
 *  0  4  CRC-32 of what follows
 *  4  .  bytes of what follows this number; type; flags; bytes of extra records, if there are some; bytes of data, if there are some
 *     .  of a file or a service: its flags; bytes when unpacked; attributes; time, CRC-32; how it is packed; system; bytes of its name, and it */
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
  const ofFile = type === FILE || type === SERVICE ? number() : 0;
  const nameOf = (): string => {
    for (let skipped = 0; skipped < 2; skipped++) number();
    next += ((ofFile & HAS_TIME) === 0 ? 0 : 4) + ((ofFile & HAS_SUM) === 0 ? 0 : SUM_BYTES);
    for (let skipped = 0; skipped < 2; skipped++) number();
    const nameBytes = number();
    return Buffer.from(header.subarray(next, next + nameBytes)).toString('latin1');
  };
  return {
    type,
    isFolder: type === FILE && (ofFile & IS_FOLDER) !== 0,
    isContinued: (flags & IS_CONTINUED) !== 0,
    isStranger: type === SERVICE && !SERVICES.includes(nameOf()),
    ...{ headerBytes: header.length, dataBytes },
  };
}
