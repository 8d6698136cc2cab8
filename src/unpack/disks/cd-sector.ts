import { isZero } from '../../bytes/zeros.ts';
import { crc32Table } from '../checksums/crc32-table.ts';
import { littleEndian } from '../codecs/small-numbers.ts';

/*  sector of 2352 bytes (ECMA-130, section 14; of mode 2 with forms: System Description CD-ROM XA)
 *  0   12  synchronization: 00, ten times ff, 00
 *  12  3   address: minutes, seconds, 75ths, in BCD
 *  15  1   mode
 *  mode 1:          16  2048  data     2064  4  EDC of what comes before     2068  284  zeros and parity
 *  mode 2:          16  2336  data
 *  mode 2, form 1:  16  8     subheader     24  2048  data     2072  4  EDC from 16 on     2076  276  parity
 *  mode 2, form 2:  16  8     subheader     24  2324  data     2348  4  EDC from 16 on, or 0
 *  subheader: 4 bytes, twice; the third of them has the bit 20 in form 2                                                */
export const SECTOR_BYTES = 2352;
export const SYNC = Buffer.from('00ffffffffffffffffffff00', 'hex');
const ADDRESS_AT = 12;
const MODE_AT = 15;
const HEADER_BYTES = 16;
const SUBHEADER_BYTES = 8;
const EDC_BYTES = 4;
const FORM_2 = 0x20;
const MAX_MODE = 2;

/** Where the data of a sector lies, and what its checksum covers. */
interface Layout {
  readonly start: number;
  readonly end: number;
  /** First byte covered by the EDC, which directly follows the data; absent: there is none. */
  readonly sumFrom?: number;
}
const MODE_1: Layout = { start: 16, end: 16 + 2048, sumFrom: 0 };
const MODE_2: Layout = { start: 16, end: SECTOR_BYTES };
const XA_FORM_1: Layout = { start: 24, end: 24 + 2048, sumFrom: 16 };
const XA_FORM_2: Layout = { start: 24, end: 24 + 2324, sumFrom: 16 };

export function hasSync(bytes: Uint8Array, at = 0): boolean {
  return bytes.length >= at + SYNC.length && SYNC.equals(bytes.subarray(at, at + SYNC.length));
}

/** Whether a sector begins with `bytes`, which may be cut off; zeros alone do not count, as many files end with them. */
export function beginsSync(bytes: Uint8Array): boolean {
  return bytes.length > 1 && SYNC.subarray(0, bytes.length).equals(bytes.subarray(0, SYNC.length));
}

/** Whether `head` begins as a sector with a plausible header. */
export function isSectorHead(head: Uint8Array): boolean {
  if (head.length < HEADER_BYTES || !hasSync(head) || head[MODE_AT]! > MAX_MODE) return false;
  return head.subarray(ADDRESS_AT, MODE_AT).every((byte) => byte >> 4 < 10 && (byte & 15) < 10);
}

/** A sector, split in two. */
export interface SectorParts {
  readonly data: Uint8Array;
  /** What surrounds the data, if it may be more than a header, a checksum and parity. */
  readonly others: readonly Uint8Array[];
  /** The checksum is wrong, or the mode is invalid. */
  readonly isDamaged: boolean;
}

/** @param sector of 2352 bytes, or fewer where it is cut off */
export function sectorParts(sector: Uint8Array): SectorParts {
  const layout = layoutOf(sector);
  const data = sector.subarray(layout.start, layout.end);
  const behind = sector.subarray(layout.end);
  // Software that writes no checksums writes no parity either.
  const isSound = layout === MODE_2 ? sector[MODE_AT]! <= MAX_MODE : isZero(behind) || hasSum(sector, layout);
  return isSound || sector.length < SECTOR_BYTES
    ? { data, others: [], isDamaged: false }
    : { data, others: [sector.subarray(0, layout.start), behind], isDamaged: true };
}

function layoutOf(sector: Uint8Array): Layout {
  if (sector[MODE_AT] === 1) return MODE_1;
  const [first, second] = [HEADER_BYTES, HEADER_BYTES + SUBHEADER_BYTES / 2];
  const form = ((sector[first + 2] ?? 0) & FORM_2) === 0 ? XA_FORM_1 : XA_FORM_2;
  // libmirage misplaces the bit in the second half.
  const isTwice = sector.subarray(first, second).every((byte, at) => byte === sector[second + at]);
  return isTwice || hasSum(sector, form) ? form : MODE_2;
}

function hasSum(sector: Uint8Array, { sumFrom = 0, end }: Layout): boolean {
  return edcOf(sector.subarray(sumFrom, end)) === littleEndian(sector, end, EDC_BYTES);
}

/**
 * The EDC of ECMA-130, section 14: (x^16 + x^15 + x^2 + 1)(x^16 + x^2 + x + 1), least significant bit of a byte first, initial
 * value zero.
 */
function edcOf(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at++) sum = TABLE[(sum ^ bytes[at]!) & 0xff]! ^ (sum >>> 8);
  return sum >>> 0;
}
const TABLE = crc32Table(0xd8018001);
