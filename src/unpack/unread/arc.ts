/**
 * ARC of System Enhancement Associates, as `arc` writes it: packed by run lengths, Huffman codes or LZW. Its magic number is a single byte, so
 * the header must make sense: a name of DOS, a date, and sizes. Files that are stored are scanned as is.
 */
import type { StreamContainer } from '../container/container.ts';
import { viewOf } from '../container/magic.ts';
import { notOpenedYet } from './not-opened.ts';

/*   0   1  1a
 *   1   1  method; 1 and 2: stored
 *   2  13  name, and a zero
 *  15   4  bytes, packed
 *  19   2  date of DOS      21  2  time      23  2  CRC
 *  25   4  bytes, unpacked                                 */
const HEADER_BYTES = 29;
const MARK = 0x1a;
/** From run lengths to squashing; those that are newer than arc 5.21 no program of today writes. */
const [FIRST_PACKED, LAST_PACKED] = [3, 9];
const NAME = /^[!-~]{1,12}\0/;

export const arc: StreamContainer = {
  id: 'arc',
  title: 'ARC, packed (recognised, not opened)',
  reads: 'stream',
  headBytes: HEADER_BYTES,
  firstBytes: [MARK],
  sniff: beginsPacked,
  entries: () => notOpenedYet('ARC'),
};

function beginsPacked(head: Uint8Array): boolean {
  if (head.length < HEADER_BYTES || head[0] !== MARK || head[1]! < FIRST_PACKED || head[1]! > LAST_PACKED) return false;
  const view = viewOf(head);
  const [packed, date, time, unpacked] = [
    view.getUint32(15, true),
    view.getUint16(19, true),
    view.getUint16(21, true),
    view.getUint32(25, true),
  ];
  const [month, day] = [(date >> 5) & 15, date & 31];
  const isDate = month >= 1 && month <= 12 && day >= 1 && time >> 11 < 24 && ((time >> 5) & 63) < 60;
  return isDate && packed > 0 && packed <= unpacked && NAME.test(Buffer.from(head.subarray(2, 15)).toString('latin1'));
}
