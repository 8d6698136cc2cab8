/** Blocks and records of write-ahead logs of LevelDB (doc/log_format.md) and of RocksDB (db/log_format.h), before reassembly. */
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

/** Which part of a write the record holds; `about`: it describes the log, and is no part of a write. */
export type Role = 'whole' | 'first' | 'middle' | 'last' | 'about';

interface RecordType {
  readonly role: Role;
  readonly hasNumber: boolean;
}

const ROLES: readonly Role[] = ['whole', 'first', 'middle', 'last'];
/** Names the codec of what follows. */
export const PACKING_TYPE = 9;
/** 5 to 8 are 1 to 4 with a log number; 10 and 11 state timestamp sizes, 130 and 131 the preceding log. */
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

/** Records about the log are short. In text, where a line feed may pass for a type, sizes are larger. */
const MAX_ABOUT_BYTES = 0x2000;

export interface LogRecord {
  readonly type: number;
  readonly role: Role;
  readonly content: Uint8Array;
  /** The log that it was written for; undefined where that is not stored. */
  readonly logNumber: number | undefined;
  /** Offset in the block. */
  readonly end: number;
  readonly hasItsSum: boolean;
}

/** The record at `at` of a block; undefined where the header is invalid there. */
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
  // A write is only split at the end of a block.
  if ((role === 'first' || role === 'middle') && end !== BLOCK_BYTES) return undefined;
  if (role === 'about' && bytes >= MAX_ABOUT_BYTES) return undefined;
  const logNumber = hasNumber ? littleEndian(block, numberAt, NUMBER_BYTES) : undefined;
  const hasItsSum = littleEndian(block, at, 4) === maskedCrc32c(block.subarray(at + TYPE_AT, end));
  return { type, role, content: block.subarray(start, end), logNumber, end, hasItsSum };
}

/** By the checksum of the first record, or of the next one that has one. */
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
