/** Whether the LZMA in an SWF goes on behind the size that its header says, where 7-Zip stops (SWF File Format Specification 19). */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { lzmaProperties, unpackLzma } from '../codecs/lzma-decoder.ts';
import { SWF_HEAD_BYTES } from './seven-zip-heads.ts';

/*  4  4  bytes when it is unpacked, with the 8 before them
 *  8  4  bytes behind 17
 * 12  5  properties of LZMA
 * 17  .  LZMA  */
const [UNPACKED_WITH, DATA_AT] = [8, 17];
/** A mark of the end may stand behind the data, of some bytes. */
const MOST_MARK_BYTES = 16;
/** In JavaScript, after 7-Zip: none that anyone has seen is larger. */
const MAX_BYTES = 16 << 20;

/** @returns what is wrong, in words */
export function swfThatGoesOn(source: ByteSource): string | undefined {
  const head = Buffer.from(source.read(0, SWF_HEAD_BYTES));
  const [said, packed, properties] = [head.readUInt32LE(4), head.readUInt32LE(8), lzmaProperties(head[12]!)];
  const bytes = Math.max(0, said - UNPACKED_WITH);
  if (bytes > MAX_BYTES || properties === undefined) return undefined;
  const packedBytes = Math.min(packed, source.size - DATA_AT);
  // LZMA makes nothing much larger.
  const data = source.read(DATA_AT, Math.min(packedBytes, bytes + (bytes >> 3) + 4096));
  const { end, left } = unpackLzma(data, new Uint8Array(bytes), properties);
  const unread = packedBytes - data.length + left;
  if (end !== 'full' || unread <= MOST_MARK_BYTES) return undefined;
  return `expected ${said} bytes of an SWF that end its data, found ${unread} packed bytes behind them, which were not unpacked; unpack it before the scan`;
}
