/**
 * Files in the firmware of coreboot (CBFS; util/cbfstool/cbfs.h), each behind a header of its own. What lies packed is an LZMA or LZ4 file
 * with its usual head, which the walk opens at the beginning of the entry: in the middle of other bytes, LZMA with the settings of
 * coreboot would not be noticed.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { sliceOf } from '../../bytes/joined-source.ts';
import type { Entry, SourceContainer } from '../container/container.ts';
import { hasMagic, magic, occurrencesIn, viewOf } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { decodeUtf8OrLatin1 } from '../container/text.ts';

/*  header, big-endian
 *   0  8  "LARCHIVE"
 *   8  4  bytes of the file
 *  12  4  type
 *  16  4  offset of attributes, or 0
 *  20  4  offset of the file
 *  24  .  name, and a zero                   */
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

interface Header {
  readonly name: string;
  readonly start: number;
  readonly bytes: number;
}

function headerOf(head: Uint8Array): Header | undefined {
  if (head.length < NAME_AT || !hasMagic(head, MAGIC)) return undefined;
  const view = viewOf(head);
  const [bytes, type, start] = [8, 12, 20].map((at) => view.getUint32(at)) as [number, number, number];
  const nameEnd = head.subarray(0, start).indexOf(0, NAME_AT);
  if (type === EMPTY || bytes === 0 || start <= NAME_AT || start > MAX_HEADER_BYTES || nameEnd <= NAME_AT)
    return undefined;
  return { name: decodeUtf8OrLatin1(head.subarray(NAME_AT, nameEnd)), start, bytes };
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
    yield { name: header.name, open: () => streamOf(content) };
  }
  if (end < source.size) yield remainder('behind', () => streamOf(sliceOf(source, end)), end);
}

function headerIn(source: ByteSource, at: number): Header | undefined {
  return headerOf(source.read(at, Math.min(MAX_HEADER_BYTES, source.size - at)));
}
