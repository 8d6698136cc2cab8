/**
 * DjVu whose pages have text or notes packed by BZZ (DjVu3 Specification, "TXTz", "ANTz"), which nothing here opens. Images alone hide no
 * text, and text that is not packed is scanned as is.
 */
import type { StreamContainer } from '../container/container.ts';
import { bufferOf, hasMagic, magic } from '../container/magic.ts';
import { notOpenedYet } from './not-opened.ts';

/** "AT&TFORM": the first of the chunks of IFF, which begin with a name and a size, big-endian. */
const MAGIC = magic('41 54 26 54 46 4f 52 4d');
const [FIRST_AT, CHUNK_HEAD_BYTES] = [4, 8];
/** Behind the size of a "FORM": what it is, and further chunks. */
const KIND_BYTES = 4;
/** The first pages of a document. */
const HEAD_BYTES = 256 << 10;
const PACKED = ['TXTz', 'ANTz'];

export const djvu: StreamContainer = {
  id: 'djvu',
  title: 'DjVu with packed text or notes (recognised, not opened)',
  reads: 'stream',
  headBytes: HEAD_BYTES,
  firstBytes: [MAGIC.bytes[0]!],
  sniff: (head) => hasMagic(head, MAGIC) && hasPackedText(bufferOf(head)),
  entries: () => notOpenedYet('DjVu with packed text'),
};

function hasPackedText(head: Buffer): boolean {
  for (let at = FIRST_AT; at + CHUNK_HEAD_BYTES <= head.length; ) {
    const name = head.toString('latin1', at, at + 4);
    if (PACKED.includes(name)) return true;
    const bytes = name === 'FORM' ? KIND_BYTES : head.readUInt32BE(at + 4);
    at += CHUNK_HEAD_BYTES + bytes + (bytes & 1);
  }
  return false;
}
