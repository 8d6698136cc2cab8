/** Blocks and records of write-ahead logs of LevelDB (doc/log_format.md) and of RocksDB (db/log_format.h), as they lie. */
import { maskedCrc32c } from '../checksums/crc32c.ts';
import { littleEndian } from '../codecs/small-numbers.ts';

export const BLOCK_BYTES = 32 << 10;

/*  record; it does not cross the end of a block, where up to 6 bytes are left over
 *  0   4  checksum of what stands behind the size
 *  4   2  bytes of the content
 *  6   1  type
 *  7   4  of RocksDB where logs are written over: number of the log
 *  7   .  content                                                    */
export const HEADER_BYTES = 7;
const [SIZE_AT, TYPE_AT] = [4, 6];
const NUMBER_BYTES = 4;

/** What a record has of what was written as one; `about`: it is about the log, and no part of anything. */
export type Role = 'whole' | 'first' | 'middle' | 'last' | 'about';

interface RecordType {
  readonly role: Role;
  readonly hasNumber: boolean;
}

const ROLES: readonly Role[] = ['whole', 'first', 'middle', 'last'];
/** It says how what follows is packed. */
export const PACKING_TYPE = 9;
/** 5 to 8 are 1 to 4 with a number; 10 and 11 tell sizes of timestamps, 130 and 131 which log came before. */
const TYPES: ReadonlyMap<number, RecordType> = new Map([
  ...ROLES.flatMap((role, index): [number, RecordType][] => [
    [index + 1, { role, hasNumber: false }],
    [index + 5, { role, hasNumber: true }],
  ]),
  [PACKING_TYPE, { role: 'about', hasNumber: false }],
  [10, { role: 'about', hasNumber: false }],
  [11, { role: 'about', hasNumber: true }],
  [130, { role: 'about', hasNumber: false }],
  [131, { role: 'about', hasNumber: true }],
]);
/** Of the first record. */
export const LOG_MARK = { at: TYPE_AT, bytes: [...TYPES.keys()] };

/** What is about the log is short. Of text, in which a line feed may stand for a type, sizes are larger. */
const MOST_ABOUT_BYTES = 0x2000;

export interface LogRecord {
  readonly type: number;
  readonly role: Role;
  readonly content: Uint8Array;
  /** Of the log that it was written for; undefined where that is not told. */
  readonly logNumber: number | undefined;
  /** In the block. */
  readonly end: number;
  readonly hasItsSum: boolean;
}

/** What stands at `at` of a block; undefined where the header is none that can stand there. */
export function recordAt(block: Uint8Array, at: number): LogRecord | undefined {
  const type = block[at + TYPE_AT] ?? 0;
  const known = at + HEADER_BYTES <= block.length ? TYPES.get(type) : undefined;
  if (known === undefined) return undefined;
  const { role, hasNumber } = known;
  const bytes = littleEndian(block, at + SIZE_AT, 2);
  const numberAt = at + HEADER_BYTES;
  const start = numberAt + (hasNumber ? NUMBER_BYTES : 0);
  const end = start + bytes;
  if (end > block.length) return undefined;
  // Only at the end of a block something is left for the next one.
  if ((role === 'first' || role === 'middle') && end !== BLOCK_BYTES) return undefined;
  if (role === 'about' && bytes >= MOST_ABOUT_BYTES) return undefined;
  const logNumber = hasNumber ? littleEndian(block, numberAt, NUMBER_BYTES) : undefined;
  const hasItsSum = littleEndian(block, at, 4) === maskedCrc32c(block.subarray(at + TYPE_AT, end));
  return { type, role, content: block.subarray(start, end), logNumber, end, hasItsSum };
}

/** By the checksum of the first record, or of the next one that has its own. */
export function beginsWithRecords(head: Uint8Array): boolean {
  let at = 0;
  for (let start = 0; start < head.length; start += BLOCK_BYTES, at = 0) {
    const block = head.subarray(start, start + BLOCK_BYTES);
    while (BLOCK_BYTES - at >= HEADER_BYTES) {
      const record = recordAt(block, at);
      if (record === undefined) return false;
      if (record.hasItsSum) return true;
      at = record.end;
    }
  }
  return false;
}
