/** Whether the LZMA data in an SWF continues beyond the size in its header, where 7-Zip stops (SWF File Format Specification 19). */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { lzmaProperties, unpackLzma } from '../codecs/lzma-decoder.ts';
import { SWF_HEAD_BYTES } from './seven-zip-heads.ts';

/*  4  4  bytes when it is unpacked, with the 8 before them
 *  8  4  bytes behind 17
 * 12  5  properties of LZMA
 * 17  .  LZMA  */
const [UNPACKED_WITH, DATA_AT] = [8, 17];
/** An end mark of some bytes may follow the data. */
const MAX_MARK_BYTES = 16;
/** Limit for unpacking again, in JavaScript, after 7-Zip: no larger file has been seen. */
const MAX_BYTES = 16 << 20;

/** @returns a description of the problem */
export function swfThatGoesOn(source: ByteSource): string | undefined {
  const head = Buffer.from(source.read(0, SWF_HEAD_BYTES));
  const [stated, packed, properties] = [head.readUInt32LE(4), head.readUInt32LE(8), lzmaProperties(head[12]!)];
  const bytes = Math.max(0, stated - UNPACKED_WITH);
  if (bytes > MAX_BYTES || properties === undefined) return undefined;
  const packedBytes = Math.min(packed, source.size - DATA_AT);
  // LZMA data is hardly ever larger than what it unpacks to.
  const data = source.read(DATA_AT, Math.min(packedBytes, bytes + (bytes >> 3) + 4096));
  const { end, left } = unpackLzma(data, new Uint8Array(bytes), properties);
  const unread = packedBytes - data.length + left;
  if (end !== 'full' || unread <= MAX_MARK_BYTES) return undefined;
  return `expected ${stated} bytes of an SWF that end its data, found ${unread} packed bytes after them, which were not unpacked; unpack it before the scan`;
}
