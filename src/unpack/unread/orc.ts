/**
 * Apache ORC (specification ORCv1): columns in chunks of raw deflate, Snappy or LZ4, without magic numbers. Recognised by its end,
 * since its head is three letters that may also begin a text. An unpacked file is scanned as is, and is no gap.
 */
import { varintAt } from '../codecs/small-numbers.ts';
import type { SourceContainer } from '../container/container.ts';
import { notOpenedYet } from './not-opened.ts';

/*  end of the file: postscript, a message of protocol buffers, and 1 byte, its length
 *  08            bytes of the footer
 *  10            how all is packed, 0 not
 *  .             others
 *  82 f4 03  03  field 8000, "the last in the record": "ORC"                          */
const [FOOTER_BYTES_TAG, CODEC_TAG] = [0x08, 0x10];
const MAGIC = Buffer.from('82f403034f5243', 'hex');
const LENGTH_BYTES = 1;

export const orc: SourceContainer = {
  id: 'orc',
  title: 'Apache ORC, packed (recognised, not opened)',
  reads: 'source',
  headBytes: MAGIC.length,
  sniff: () => false,
  sniffTail: (tail) => {
    const postscript = postscriptOf(tail);
    return postscript !== undefined && isPacked(postscript);
  },
  entries: () => notOpenedYet('Apache ORC, packed'),
};

function postscriptOf(tail: Uint8Array): Uint8Array | undefined {
  const end = tail.length - LENGTH_BYTES;
  const start = end - (tail[end] ?? 0);
  if (start < 0 || end - start < MAGIC.length) return undefined;
  return MAGIC.equals(tail.subarray(end - MAGIC.length, end)) ? tail.subarray(start, end) : undefined;
}

/** A file that does not state that it is unpacked may be packed. */
function isPacked(postscript: Uint8Array): boolean {
  const footerBytes = postscript[0] === FOOTER_BYTES_TAG ? varintAt(postscript, 1) : undefined;
  return (
    footerBytes === undefined || postscript[footerBytes.next] !== CODEC_TAG || postscript[footerBytes.next + 1] !== 0
  );
}
