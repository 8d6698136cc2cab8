/**
 * PDF (ISO 32000-1): the data of its streams without Flate, LZW, ASCII85, ASCIIHex and RunLength, in any chain, with PNG
 * predictors. Streams are found as they lie, so objects that an update replaced and those that no table names are read
 * too; what deflate says of its own end counts more than `/Length`. Streams without a filter, and the text between streams, are
 * entries as well. All of the file is scanned as it lies, too.
 * Pictures (DCT, JPX, CCITT, JBIG2) stay packed. Of an encrypted document what is not encrypted is read.
 */

import type { Budget } from '../bytes/budget.ts';
import { type ByteSource, streamOf } from '../bytes/byte-source.ts';
import type { Entry, SourceContainer, Trouble } from './container.ts';
import { damaged } from './damaged.ts';
import { HEADER_BATCH_BYTES, HeaderPieces } from './header-pieces.ts';
import { inflateWhole } from './inflate.ts';
import { decodeFilters, type PdfFilter, planFilters } from './pdf-decode.ts';
import { findPdfStreams, occurrences, PdfObjects, type PdfStream } from './pdf-scan.ts';
import { isZero, remainder } from './remainder.ts';
import { looksLikeTar } from './tar-header.ts';
import { startsZlib } from './zlib-format.ts';

/** Readers look for the header so far (PDF Reference 1.7, appendix H, note 13). */
const JUNK_BYTES = 1024;
const HEAD_BYTES = JUNK_BYTES + 8;
const READ_BYTES = 64 << 10;
const LEAST_READ_BYTES = 1 << 10;

export const pdf: SourceContainer = {
  id: 'pdf',
  title: 'PDF',
  limits: 'pictures stay packed; TIFF predictors are left as they are',
  headBytes: HEAD_BYTES,
  reads: 'source',
  keepsLeaf: 'as it lies',
  sniff: isPdf,
  entries,
};

/** `%PDF-1.7`, with anything before it but an archive: that one hands on its files. */
function isPdf(head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, HEAD_BYTES));
  const at = bytes.indexOf(HEADER);
  const version = bytes[at + HEADER.length] ?? 0;
  if (at < 0 || version < 0x30 || version > 0x39) return false;
  return at === 0 || !(/^(?:PK\x03\x04|#!)/.test(bytes.toString('latin1', 0, 4)) || looksLikeTar(head));
}
const HEADER = Buffer.from('%PDF-');

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const isEncrypted = hasEncryption(source, budget);
  if (isEncrypted) {
    const message = 'the document is encrypted; only what is not encrypted in it is scanned';
    yield { trouble: { code: 'encrypted', message } };
  }
  const document = { objects: new PdfObjects(source, budget), isEncrypted, budget };
  const between = new HeaderPieces();
  let at = 0;
  for (const stream of findPdfStreams(source, budget)) {
    yield* readBetween(source, at, stream.start, between);
    at = stream.end;
    yield* readStream(source, stream, document);
    if (stream.isCut) {
      const message =
        'expected the word endstream behind the data, but the file ends before; what there is was scanned';
      yield damaged(message, stream.name);
    }
  }
  if (at > 0) yield* readBetween(source, at, source.size, between);
  yield* between.take();
  if (!hasEnd(source)) yield damaged('expected the mark %%EOF at the end, found none: the file is cut off');
}

/** 7.5.5: the last line. Readers look for it in the last 1024 bytes (appendix H, note 18); updates and junk may follow. */
function hasEnd(source: ByteSource): boolean {
  const start = Math.max(0, source.size - END_BYTES);
  const tail = Buffer.from(source.read(start, source.size - start));
  // Where so much follows that the mark may be before it, nobody knows.
  return tail.includes('%%EOF') || (start > 0 && isZero(tail));
}
const END_BYTES = 64 << 10;

/** Text between streams: dictionaries, strings, scripts. What hides in it is looked for as in any other entry. */
function* readBetween(source: ByteSource, start: number, end: number, between: HeaderPieces): Generator<Entry> {
  if (end - start > HEADER_BATCH_BYTES) yield remainder('between', () => streamOf(source, start, end));
  else if (end > start) between.add(source.read(start, end - start));
  if (between.size > HEADER_BATCH_BYTES) yield* between.take();
}

interface Document {
  readonly objects: PdfObjects;
  readonly isEncrypted: boolean;
  readonly budget: Budget;
}

async function* readStream(
  source: ByteSource,
  stream: PdfStream,
  { objects, isEncrypted, budget }: Document,
): AsyncGenerator<Entry | Trouble> {
  const { name } = stream;
  const plan = planFilters(stream.dictionary, objects);
  if (plan.isEncrypted && !isEncrypted)
    yield { name, trouble: { code: 'encrypted', message: 'the stream is encrypted and cannot be read' } };
  const [first] = plan.filters;
  if (isEncrypted && !(first !== undefined && isPlainFlate(source, stream, first))) return;
  if (plan.obstacle !== undefined) {
    const message = `expected filters that are known, found ${plan.obstacle}; what it packs is scanned as it lies`;
    yield { name, trouble: { code: 'unsupported', message } };
  }
  if (first !== undefined)
    yield { name, open: () => decodeFilters(dataOf(source, stream, first), plan.filters, budget) };
  else if (!plan.isPicture && !plan.isEncrypted && stream.end > stream.start)
    yield { name, open: () => streamOf(source, stream.start, stream.end) };
}

/** Deflate knows its own end, which no word in its data may hide; of other filters the first `endstream` is the end. */
async function* dataOf(source: ByteSource, { start, end }: PdfStream, { kind }: PdfFilter): AsyncGenerator<Uint8Array> {
  if (kind !== 'flate') return yield* streamOf(source, start, end, READ_BYTES);
  const near = Math.min(Math.max(end - start, LEAST_READ_BYTES) + 8, READ_BYTES, source.size - start);
  yield source.read(start, near);
  yield* streamOf(source, start + near, source.size, READ_BYTES);
}

/** Whether a stream of an encrypted document is not encrypted itself, as those of cross-references and some metadata are. */
function isPlainFlate(source: ByteSource, { start }: PdfStream, { kind }: PdfFilter): boolean {
  const head = source.read(start, Math.min(LEAST_READ_BYTES, source.size - start));
  if (kind !== 'flate' || !startsZlib(head)) return false;
  return inflateWhole(head.subarray(2), MAX_HEAD_OUTPUT_BYTES, LEAST_READ_BYTES) !== 'damaged';
}
const MAX_HEAD_OUTPUT_BYTES = 1 << 20;

/** 7.6.1: an `Encrypt` entry in the trailer, which may be the dictionary of a stream. */
function hasEncryption(source: ByteSource, budget: Budget): boolean {
  for (const { behind } of occurrences(source, ENCRYPT, budget))
    if (/^[\0\t\n\f\r ]*(?:<<|\d+[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R)/.test(behind.toString('latin1', 0, 64))) return true;
  return false;
}
const ENCRYPT = Buffer.from('/Encrypt');
