/** One line of firmware in text form. */
import { HEX_DIGITS, NO_HEX_DIGIT } from '../container/hex-digits.ts';

export interface HexRecord {
  /** Address of `data`, without the base that earlier records set; absent: the data has none. */
  readonly address?: number;
  /** Offset for the addresses of the records that follow. */
  readonly base?: number;
  /** At most 255 bytes, valid until the next record is read. */
  readonly data: Uint8Array;
  readonly isSumRight: boolean;
}

/** Reads lines, given as text[at, end) without their line feed. */
export interface RecordFormat {
  /** @returns undefined when it is no record */
  read(text: Uint8Array, at: number, end: number): HexRecord | undefined;
  /** Whether it begins like a record. */
  begins(text: Uint8Array, at: number, end: number): boolean;
}

const COLON = 0x3a;
const S = 0x53;
const DIGIT_0 = 0x30;

/*  Intel HEX, in digits of hex behind a colon
 *  0  1  bytes of data
 *  1  2  address
 *  3  1  type: 0 data, 1 end, 2 segment, 3 and 5 where it starts, 4 upper half of addresses, 0d data (micro:bit)
 *  4  n  data
 *  .  1  what makes the sum of all zero                                   */
const INTEL_FRAME_BYTES = 5;
const DATA_TYPES = [0x00, 0x0d];
const SEGMENT = 2;
const UPPER_HALF = 4;

export const intelRecords: RecordFormat = {
  begins: (text, at, end) => text[at] === COLON && end - at > 2,

  read(text, at, end) {
    if (text[at] !== COLON) return undefined;
    const bytes = readHex(text, at + 1, end);
    if (bytes === undefined || bytes.length < INTEL_FRAME_BYTES || bytes.length !== INTEL_FRAME_BYTES + bytes[0]!)
      return undefined;
    const isSumRight = (sumOf(bytes) & 0xff) === 0;
    const data = bytes.subarray(4, -1);
    const [low, type] = [(bytes[1]! << 8) | bytes[2]!, bytes[3]!];
    const isBase = (type === SEGMENT || type === UPPER_HALF) && data.length === 2;
    if (isBase) return { base: ((data[0]! << 8) | data[1]!) * (type === SEGMENT ? 16 : 65536), data, isSumRight };
    return { ...(DATA_TYPES.includes(type) && { address: low }), data, isSumRight };
  },
};

/*  S-record: S, its type, then in digits of hex
 *  0  1  bytes behind this
 *  1  n  address: 2 bytes of S1, 3 of S2, 4 of S3
 *  .  n  data
 *  .  1  what makes the sum of all 255            */
const ADDRESS_BYTES: Readonly<Record<number, number>> = { 1: 2, 2: 3, 3: 4 };
/** Those of header, count and start records. */
const NO_DATA_ADDRESS_BYTES = 2;

export const motorolaRecords: RecordFormat = {
  begins: (text, at, end) => text[at] === S && typeAt(text, at) !== undefined && end - at > 3,

  read(text, at, end) {
    const type = typeAt(text, at);
    if (text[at] !== S || type === undefined) return undefined;
    const bytes = readHex(text, at + 2, end);
    const addressBytes = ADDRESS_BYTES[type] ?? NO_DATA_ADDRESS_BYTES;
    if (bytes === undefined || bytes.length < addressBytes + 2 || bytes.length !== 1 + bytes[0]!) return undefined;
    const isSumRight = (sumOf(bytes) & 0xff) === 0xff;
    const data = bytes.subarray(1 + addressBytes, -1);
    if (ADDRESS_BYTES[type] === undefined) return { data, isSumRight };
    const address = bytes.subarray(1, 1 + addressBytes).reduce((sum, byte) => sum * 256 + byte, 0);
    return { address, data, isSumRight };
  },
};

/*  Extended Tektronix hex, as objcopy writes it (bfd/tekhex.c), behind a percent sign; numbers are digits of hex
 *  0  2  characters of this record
 *  2  1  type: 6 data, 3 symbols, 8 the end
 *  3  2  sum of the values of all other characters: of digits as such, of letters from 10 on
 *  5  1  digits of the address, 0 for 16
 *  6  n  address
 *  .  .  data                                                                                         */
const PERCENT = 0x25;
const TEKTRONIX_HEAD = 6;
const TEKTRONIX_DATA = 6;
/** What a number holds; no device has more. */
const MAX_ADDRESS_DIGITS = 13;

export const tektronixRecords: RecordFormat = {
  begins: (text, at, end) => text[at] === PERCENT && end - at > TEKTRONIX_HEAD,

  read(text, at, end) {
    if (text[at] !== PERCENT) return undefined;
    while (end > at && text[end - 1]! <= 0x20) end--;
    const start = at + 1;
    const digitAt = (index: number) => HEX_DIGITS[text[start + index] ?? 0]!;
    const [length, type, sum] = [16 * digitAt(0) + digitAt(1), digitAt(2), 16 * digitAt(3) + digitAt(4)];
    if (length !== end - start || length < TEKTRONIX_HEAD) return undefined;
    const isSumRight = (tektronixSum(text.subarray(start, end)) & 0xff) === sum;
    // Names of symbols, which are no data.
    if (type !== TEKTRONIX_DATA) return isSumRight ? { data: text.subarray(start, start), isSumRight } : undefined;
    const addressDigits = digitAt(5) || 16;
    const dataAt = TEKTRONIX_HEAD + addressDigits;
    const data = readHex(text, start + dataAt, end);
    if (data === undefined || addressDigits > MAX_ADDRESS_DIGITS || dataAt > length) return undefined;
    let address = 0;
    for (let index = TEKTRONIX_HEAD; index < dataAt; index++) {
      if (digitAt(index) & NO_HEX_DIGIT) return undefined;
      address = address * 16 + digitAt(index);
    }
    return { address, data, isSumRight };
  },
};

/** Small letters have values of their own, which count in names; as digits of hex they are what capitals are. Others (`*ABS*`) have none. */
function tektronixSum(record: Uint8Array): number {
  const isData = record[2] === DIGIT_0 + TEKTRONIX_DATA;
  let sum = 0;
  for (const [index, byte] of record.entries()) {
    const isSum = index === 3 || index === 4;
    if (!isSum) sum += isData ? HEX_DIGITS[byte]! : Math.max(0, VALUES.indexOf(String.fromCharCode(byte)));
  }
  return sum;
}

const VALUES = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$%._abcdefghijklmnopqrstuvwxyz';

function typeAt(text: Uint8Array, at: number): number | undefined {
  const type = (text[at + 1] ?? 0) - DIGIT_0;
  return type >= 0 && type <= 9 ? type : undefined;
}

const MAX_BYTES = 1 + 255 + INTEL_FRAME_BYTES;
const scratch = new Uint8Array(MAX_BYTES);

/** Hex digits only, apart from trailing white space. @returns bytes that are valid until the next call */
function readHex(text: Uint8Array, at: number, end: number): Uint8Array | undefined {
  while (end > at && text[end - 1]! <= 0x20) end--;
  const length = (end - at) / 2;
  if (!Number.isInteger(length) || length > MAX_BYTES) return undefined;
  for (let index = 0; index < length; index++) {
    const [high, low] = [HEX_DIGITS[text[at + 2 * index]!]!, HEX_DIGITS[text[at + 2 * index + 1]!]!];
    if ((high | low) & NO_HEX_DIGIT) return undefined;
    scratch[index] = (high << 4) | low;
  }
  return scratch.subarray(0, length);
}

function sumOf(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return sum;
}
