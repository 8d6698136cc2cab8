/**
 * Files of zchunk (zchunk_format.txt of zchunk 1.5, as RPM repositories ship their lists) whose chunks are packed with Zstandard and a
 * dictionary, which the frames do not name. Without a dictionary, each chunk is a frame that is found where it lies, and the file is no
 * gap.
 */
import type { StreamContainer } from '../container/container.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { notOpened } from './not-opened.ts';

/*  numbers: 7 bits a byte, the lowest first; the last byte has its top bit set
 *  lead:     00 5a 43 4b 31   kind of sums   bytes of the header   sum of the header
 *  preface:  sum of the data   flags   how it is packed, 2: Zstandard
 *  index:    bytes   kind of the chunks' sums   chunks   of the dictionary: sum, bytes, bytes when unpacked
 *  Flags: 1 streams, 2 more elements, 4 a second sum for each chunk                                         */
const MAGIC = magic('00 5a 43 4b 31');
const [LEAD_AT, ZSTANDARD, SECOND_SUM] = [5, 2, 4];
/** By kind: SHA-1, SHA-256, SHA-512, and SHA-512 cut to its first quarter. */
const SUM_BYTES: readonly (number | undefined)[] = [20, 32, 64, 16];
const HEAD_BYTES = 512;
const LAST = 0x80;
const MAX_NUMBER_BYTES = 5;

export const zchunk: StreamContainer = {
  id: 'zchunk-dictionary',
  title: 'zchunk, packed with a dictionary (recognised, not opened)',
  reads: 'stream',
  headBytes: HEAD_BYTES,
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => hasMagic(head, MAGIC) && (dictionaryBytes(head) ?? 0) > 0,
  entries: () =>
    notOpened(
      'zchunk with a dictionary: keysieve cannot open these yet; unpack it (unzck) before the scan',
      'unsupported',
    ),
};

function dictionaryBytes(head: Uint8Array): number | undefined {
  let at = LEAD_AT;
  const number = (): number => {
    for (let value = 0, power = 1, end = at + MAX_NUMBER_BYTES; at < Math.min(end, head.length); power *= LAST) {
      const byte = head[at++]!;
      value += (byte & ~LAST) * power;
      if ((byte & LAST) !== 0) return value;
    }
    at = head.length;
    return 0;
  };
  const sumBytes = SUM_BYTES[number()] ?? HEAD_BYTES;
  number();
  at += 2 * sumBytes;
  const flags = number();
  if (number() !== ZSTANDARD || (flags & ~SECOND_SUM) !== 0) return undefined;
  number();
  const chunkSumBytes = SUM_BYTES[number()] ?? HEAD_BYTES;
  number();
  at += (flags === SECOND_SUM ? 2 : 1) * chunkSumBytes;
  return number();
}
