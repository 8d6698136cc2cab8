/**
 * Files in the firmware of coreboot (CBFS; util/cbfstool/cbfs.h), each behind a header of its own. Those that are packed with LZ4 have its
 * usual head, which the walk opens; LZMA with the settings of coreboot would not be noticed in the middle of other bytes.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { sliceOf } from '../../bytes/joined-source.ts';
import { FormatError } from '../../model/errors.ts';
import { lzmaProperties, unpackLzma } from '../codecs/lzma-decoder.ts';
import type { Entry, SourceContainer } from '../container/container.ts';
import { bufferOf, hasMagic, magic, occurrencesIn, viewOf } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { decodeUtf8OrLatin1 } from '../container/text.ts';

/*  header, big-endian
 *   0  8  "LARCHIVE"
 *   8  4  bytes of the file
 *  12  4  type
 *  16  4  offset of attributes, or 0
 *  20  4  offset of the file
 *  24  .  name, and a zero
 * attribute, in the header behind the name
 *   0  4  "BCZL"
 *   4  4  16
 *   8  4  how the file is packed: 1 LZMA
 *  12  4  bytes, unpacked                   */
const MAGIC = magic('4c 41 52 43 48 49 56 45');
const WORD = Buffer.from(MAGIC.bytes);
const NAME_AT = 24;
/** Names and attributes of cbfstool are much shorter. */
const MAX_HEADER_BYTES = 1024;
/** Flash memory that has no content yet. */
const EMPTY = 0xffffffff;

export const cbfs: SourceContainer = {
  id: 'cbfs',
  title: 'files in firmware of coreboot (CBFS)',
  reads: 'source',
  reportsAll: true,
  headBytes: MAX_HEADER_BYTES,
  embeddedBy: [MAGIC],
  firstBytes: [MAGIC.bytes[0]!],
  sniff: (head) => headerOf(head) !== undefined,
  endInside(source) {
    const header = headerIn(source, 0);
    return header && Math.min(source.size, header.start + header.bytes);
  },
  entries,
};

const [PACKED_TAG, LZMA, ATTRIBUTE_BYTES] = [Buffer.from('42435a4c00000010', 'hex'), 1, 16];
/** An LZMA file (.lzma): settings, and the size once more. */
const LZMA_HEAD_BYTES = 13;
/** LZMA packs no better: a match is 273 bytes, and takes a bit at least in the best case. */
const MAX_RATIO = 1 << 14;
/** No flash memory is larger. */
const MAX_UNPACKED_BYTES = 256 << 20;

interface Header {
  readonly name: string;
  readonly start: number;
  readonly bytes: number;
  /** What LZMA unpacks to; undefined for a file that is not packed so. */
  readonly lzmaBytes: number | undefined;
}

function headerOf(head: Uint8Array): Header | undefined {
  if (head.length < NAME_AT || !hasMagic(head, MAGIC)) return undefined;
  const view = viewOf(head);
  const [bytes, type, start] = [8, 12, 20].map((at) => view.getUint32(at)) as [number, number, number];
  const nameEnd = head.subarray(0, start).indexOf(0, NAME_AT);
  if (type === EMPTY || bytes === 0 || start <= NAME_AT || start > MAX_HEADER_BYTES || nameEnd <= NAME_AT)
    return undefined;
  const name = decodeUtf8OrLatin1(head.subarray(NAME_AT, nameEnd));
  return { name, start, bytes, lzmaBytes: lzmaBytesOf(bufferOf(head.subarray(nameEnd, start))) };
}

function lzmaBytesOf(attributes: Buffer): number | undefined {
  const at = attributes.indexOf(PACKED_TAG);
  if (at < 0 || at + ATTRIBUTE_BYTES > attributes.length || attributes.readUInt32BE(at + 8) !== LZMA) return undefined;
  return attributes.readUInt32BE(at + 12);
}

/** In the middle of other bytes, `source` ends with the first file, and the kernel finds the others. */
async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry> {
  let end = 0;
  for (const at of occurrencesIn(source, WORD, budget)) {
    const header = at < end ? undefined : headerIn(source, at);
    if (header === undefined) continue;
    const [start, next] = [end, at + header.start];
    yield remainder('headers', () => streamOf(sliceOf(source, start, next)));
    end = Math.min(source.size, next + header.bytes);
    const content = sliceOf(source, next, end);
    const { name, lzmaBytes } = header;
    yield { name, open: () => (lzmaBytes === undefined ? streamOf(content) : unpacked(content, lzmaBytes)) };
  }
  if (end < source.size) yield remainder('behind', () => streamOf(sliceOf(source, end)), end);
}

function headerIn(source: ByteSource, at: number): Header | undefined {
  return headerOf(source.read(at, Math.min(MAX_HEADER_BYTES, source.size - at)));
}

async function* unpacked(content: ByteSource, bytes: number): AsyncGenerator<Uint8Array> {
  if (bytes > MAX_UNPACKED_BYTES)
    throw new FormatError(`expected at most ${MAX_UNPACKED_BYTES} bytes of LZMA, found ${bytes}`);
  const packed = content.read(0, content.size);
  const properties = lzmaProperties(packed[0] ?? Number.NaN);
  const target = new Uint8Array(Math.min(bytes, MAX_RATIO * packed.length));
  const size = properties === undefined ? 0 : unpackLzma(packed.subarray(LZMA_HEAD_BYTES), target, properties).size;
  yield target.subarray(0, size);
  if (size < bytes) throw new FormatError(`expected ${bytes} bytes of LZMA, found damage or the end after ${size}`);
}
