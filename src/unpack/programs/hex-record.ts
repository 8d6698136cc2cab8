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
