/**
 * Notes in pictures of JPEG XL (ISO/IEC 18181-2, 9.8, "brob"): boxes that hold another one, such as XMP or Exif, packed with Brotli, which has
 * no magic number. Those that are not packed are scanned as is.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { sliceOf } from '../../bytes/joined-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';

const MAGIC = magic('00 00 00 0c 4a 58 4c 20 0d 0a 87 0a');
/*  box, big-endian
 *   0  4  bytes of the box; 1: they follow its type, in 8 bytes; 0: all that is left
 *   4  4  type                                     */
const [HEAD_BYTES, LONG_HEAD_BYTES, TYPE_BYTES] = [8, 16, 4];

export const jpegXl: SourceContainer = {
  id: 'jpeg-xl',
  title: 'JPEG XL: notes packed with Brotli',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: MAGIC.bytes.length,
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => hasMagic(head, MAGIC),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  for (let at = 0; at + HEAD_BYTES <= source.size; ) {
    budget.checkTime();
    const head = bufferOf(source.read(at, Math.min(LONG_HEAD_BYTES, source.size - at)));
    const [start, end] = rangeOf(head, at, source.size);
    if (end < start) return yield damaged(`expected a box of JPEG XL at offset ${at}, found a size that is none`);
    if (end > source.size)
      yield damaged(`expected a box of JPEG XL that ends at ${end}, found the end at ${source.size}`);
    if (head.toString('latin1', 4, HEAD_BYTES) === 'brob' && start + TYPE_BYTES < source.size) {
      const type = bufferOf(source.read(start, TYPE_BYTES)).toString('latin1').trim();
      const packed = sliceOf(source, start + TYPE_BYTES, Math.min(end, source.size));
      // Brotli is recognised by its name only.
      yield { name: `${type}.br`, open: () => streamOf(packed) };
    }
    at = end;
  }
}

/** Of the content of the box whose head is at `at`. */
function rangeOf(head: Buffer, at: number, sourceBytes: number): [start: number, end: number] {
  const bytes = head.readUInt32BE(0);
  if (bytes === 0) return [at + HEAD_BYTES, sourceBytes];
  if (bytes !== 1) return [at + HEAD_BYTES, at + bytes];
  return [at + LONG_HEAD_BYTES, head.length < LONG_HEAD_BYTES ? 0 : at + Number(head.readBigUInt64BE(HEAD_BYTES))];
}
