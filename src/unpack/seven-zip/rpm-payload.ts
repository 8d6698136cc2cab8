/**
 * Whether the payload of an RPM package begins as its packer makes it: "RPM Package File Format" (rpm's docs/manual/format.md). 7-Zip
 * hands the payload on unchecked.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { BZIP2_MAGICS } from '../codecs/bzip2-end.ts';
import { XZ_MAGIC } from '../codecs/xz-footer.ts';
import { hasMagic, type Magic, magic } from '../container/magic.ts';
import { isLzma } from './seven-zip-heads.ts';

const LEAD_BYTES = 96;
const HEADER_BYTES = 16;
const HEADER_MAGIC = magic('8e ad e8 01');
const ENTRY_BYTES = 16;
/** The limit of rpm itself. */
const MAX_HEADER_BYTES = 256 << 20;
/**
 * gzip, bzip2 with or without a block, xz, Zstandard, lzip, cpio of the three portable kinds, deltarpm. LZMA has no magic number.
 */
const PACKERS: readonly Magic[] = [
  ...BZIP2_MAGICS,
  XZ_MAGIC,
  ...['1f 8b 08', '28 b5 2f fd', '4c 5a 49 50', '30 37 30 37 30', '64 72 70 6d'].map((bytes) => magic(bytes)),
];
const REACH_BYTES = 14;

/*  0 96  lead
 * 96  n  signature: a header, filled up to eight bytes
 *     n  header
 *     n  payload                                       */
/** @returns a description of the problem */
export function strangeRpmPayload(source: ByteSource): string | undefined {
  const signatureEnd = headerEnd(source, LEAD_BYTES);
  const start = signatureEnd && headerEnd(source, signatureEnd + (-signatureEnd & 7));
  if (start === undefined || start >= source.size) return undefined;
  const head = Buffer.from(source.read(start, Math.min(REACH_BYTES, source.size - start)));
  if (PACKERS.some((packer) => hasMagic(head, packer)) || (head.length === REACH_BYTES && isLzma(head)))
    return undefined;
  return `expected a payload at offset ${start} that is packed as rpm packs, found other bytes, which are scanned as is`;
}

/* Header:
 *  0  4  8e ad e8 01
 *  8  4  entries, of 16 bytes each
 * 12  4  bytes of data behind them   */
/** @returns undefined when there is none at `start`, which 7-Zip reports */
function headerEnd(source: ByteSource, start: number): number | undefined {
  if (start + HEADER_BYTES > source.size) return undefined;
  const header = Buffer.from(source.read(start, HEADER_BYTES));
  const size = ENTRY_BYTES * header.readUInt32BE(8) + header.readUInt32BE(12);
  return hasMagic(header, HEADER_MAGIC) && size <= MAX_HEADER_BYTES ? start + HEADER_BYTES + size : undefined;
}
