/**
 * PDF (ISO 32000-1): the data of its streams, with Flate, LZW, ASCII85, ASCIIHex and RunLength undone, in any chain, and with
 * PNG predictors. What pages show as glyph numbers or in pieces is spelled out (pdf-text.ts). Streams are found by their
 * keywords, so objects that an update replaced, and those that no table names, are read too; deflate's own end takes precedence
 * over `/Length`. Streams without a filter, and the text between streams, are entries as well. The whole file is also scanned as
 * is. Pictures (DCT, JPX, CCITT, JBIG2) stay packed. In an encrypted document, only what is not encrypted is read.
 */

import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { isZero } from '../../bytes/zeros.ts';
import { looksLikeTar } from '../archives/tar-header.ts';
import { inflateWhole } from '../codecs/inflate.ts';
import { startsZlib } from '../codecs/zlib-format.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { HEADER_BATCH_BYTES, HeaderPieces } from '../container/header-pieces.ts';
import { remainder } from '../container/remainder.ts';
import { latin1 } from '../container/text.ts';
import { ChainGrowth } from './chain-growth.ts';
import {
  decodeFilters,
  MIN_READ_BYTES,
  type PdfFilter,
  planFilters,
  type ReadBehind,
  readBehind,
  streamData,
} from './pdf-decode.ts';
import { PackedRange } from './pdf-packed-range.ts';
import {
  findPdfStreams,
  hasErasedObject,
  hasStreamDictionary,
  occurrences,
  PdfObjects,
  type PdfStream,
} from './pdf-scan.ts';
import { shownTexts } from './pdf-text.ts';
import { isDictionary, isReference, parsePdfValue } from './pdf-value.ts';

/** Readers search this far for the header (PDF Reference 1.7, appendix H, note 13). */
const JUNK_BYTES = 1024;
const HEAD_BYTES = JUNK_BYTES + 8;

export const pdf: SourceContainer = {
  id: 'pdf',
  title: 'PDF',
  limits:
    'pictures; data with TIFF predictors; text that a page shows after its first 4 MiB, or in fonts that do not say what their glyphs mean',
  headBytes: HEAD_BYTES,
  reads: 'source',
  keepsLeaf: 'as is',
  sniff: isPdf,
  entries,
};

/**
 * `%PDF-1.7`, preceded by anything but an archive or gzip. Those store an incompressible document unchanged, and will hand it on
 * themselves.
 */
function isPdf(head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, HEAD_BYTES));
  const at = bytes.indexOf(HEADER);
  const version = bytes[at + HEADER.length] ?? 0;
  if (at < 0 || version < 0x30 || version > 0x39) return false;
  return (
    at === 0 || !(/^(?:PK\x03\x04|#!|\x1f\x8b\x08[\0-\x1f])/.test(bytes.toString('latin1', 0, 4)) || looksLikeTar(head))
  );
}
const HEADER = Buffer.from('%PDF-');

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const isEncrypted = hasEncryption(source, budget);
  if (isEncrypted) {
    const message = 'the document is encrypted; only what is not encrypted in it is scanned';
    yield { trouble: { code: 'encrypted', message } };
  }
  const objects = new PdfObjects(source, budget);
  const document = {
    objects,
    isEncrypted,
    budget,
    growth: ChainGrowth.of(source.size),
    behind: readBehind(source.size),
    innerEnd: 0,
  };
  const between = new HeaderPieces();
  const packed = new PackedRange(source, objects, budget);
  let at = 0;
  for (const stream of findPdfStreams(source, budget)) {
    // The keyword that ends such data follows a line end.
    if (await packed.holds('lostAt' in stream ? stream.lostAt - LINE_END_BYTES : stream.start)) {
      at = Math.max(at, packed.end);
      continue;
    }
    if ('lostAt' in stream) {
      yield damaged(
        `expected the word stream before endstream at offset ${stream.lostAt}, found none: ${SCANNED_AS_IS}`,
      );
      continue;
    }
    yield* readBetween(source, at, Math.max(at, stream.dictionaryStart), between);
    yield* readDictionary(source, stream, between);
    at = stream.end;
    yield* readStream(source, stream, document);
    if (!isEncrypted) packed.follow(stream);
    if (stream.isCut) {
      const message = 'expected the word endstream after the data, but the file ends before; what there is was scanned';
      yield damaged(message, stream.name);
    }
  }
  if (at > 0) yield* readBetween(source, at, source.size, between);
  else if (source.size <= HEADER_BATCH_BYTES) yield* withoutStreams(Buffer.from(source.read(0, source.size)));
  yield* between.take();
  if (at > 0 && !isEncrypted) yield* shownTexts(source, document);
  const cut = at > 0 || beginsDocument(source) ? cutOff(source) : undefined;
  if (cut !== undefined) yield damaged(cut);
}
const LINE_END_BYTES = 2;
const SCANNED_AS_IS = 'what it packs is scanned as is';

function* withoutStreams(text: Buffer): Generator<Trouble> {
  if (hasErasedObject(text)) yield damaged(`expected an object, found zeros in it: ${SCANNED_AS_IS}`);
  // A file that only mentions the header may be a program that writes dictionaries.
  else if (text.indexOf(HEADER) === 0 && hasStreamDictionary(text))
    yield damaged(`expected a stream after a dictionary, found none: ${SCANNED_AS_IS}`);
}

/** A file that only mentions the header, such as a program or a Makefile that checks for it (pdfTeX's tests), has no object. */
function beginsDocument(source: ByteSource): boolean {
  const head = Buffer.from(source.read(0, Math.min(END_BYTES, source.size)));
  return head.indexOf(HEADER) === 0 || OBJECT.test(head.toString('latin1'));
}

/**
 * 7.5.5: the last line. Readers search for it in the last 1024 bytes (appendix H, note 18); updates and junk may
 * follow.
 * @returns a description of the evidence that the file is cut off
 */
function cutOff(source: ByteSource): string | undefined {
  const start = Math.max(0, source.size - END_BYTES);
  const tail = Buffer.from(source.read(start, source.size - start));
  const mark = tail.lastIndexOf('%%EOF');
  // With this much behind it, the mark may be out of view, so nothing can be said.
  if (mark < 0 && !(start > 0 && isZero(tail)))
    return 'expected the mark %%EOF at the end, found none: the file is cut off';
  const declared = linearizedBytes(source);
  if (declared !== undefined && declared > source.size)
    return `expected ${declared} bytes, as the document says of itself, found ${source.size}: the file is cut off`;
  return mark >= 0 && OBJECT.test(tail.toString('latin1', mark))
    ? 'expected the mark %%EOF after the last object, found none: the file is cut off'
    : undefined;
}
const OBJECT = /[\r\n ]\d{1,10} \d{1,5} obj[\r\n< ]/;

/** Annex F.2.2: a linearized document states its length within its first 1024 bytes. */
function linearizedBytes(source: ByteSource): number | undefined {
  const head = Buffer.from(source.read(0, Math.min(JUNK_BYTES, source.size))).toString('latin1');
  const start = head.lastIndexOf('<<', head.indexOf('/Linearized'));
  const dictionary = start < 0 ? null : parsePdfValue(head.slice(start));
  const length = isDictionary(dictionary) && dictionary.has('Linearized') ? dictionary.get('L') : undefined;
  return typeof length === 'number' ? length : undefined;
}
const END_BYTES = 64 << 10;

/** Text between streams: dictionaries, strings, scripts. It is searched for encoded content like any other entry. */
function* readBetween(
  source: ByteSource,
  start: number,
  end: number,
  between: HeaderPieces,
): Generator<Entry | Trouble> {
  if (end - start > HEADER_BATCH_BYTES) yield remainder('between', () => streamOf(source, start, end));
  else if (end > start) {
    const text = Buffer.from(source.read(start, end - start));
    if (hasStreamDictionary(text))
      yield damaged(`expected a stream after a dictionary before offset ${end}, found none: ${SCANNED_AS_IS}`);
    if (hasErasedObject(text))
      yield damaged(`expected an object before offset ${end}, found zeros in it: ${SCANNED_AS_IS}`);
    between.add(text);
  }
  if (between.size > HEADER_BATCH_BYTES) yield* between.take();
}

function* readDictionary(
  source: ByteSource,
  { name, dictionary, namesFilter, dictionaryStart, start, end }: PdfStream,
  between: HeaderPieces,
): Generator<Entry | Trouble> {
  between.add(source.read(dictionaryStart, start - dictionaryStart));
  if (between.size > HEADER_BATCH_BYTES) yield* between.take();
  // The named filter may also be that of an external file (7.11.4).
  const isFilterLost = namesFilter && !FILTER_KEYS.some((key) => dictionary.has(key));
  // Table 5: a stream without a length has lost it, and perhaps its filter too. One without data has lost nothing: gofpdf writes such
  // streams in a page.
  if (end > start && (isFilterLost || !dictionary.has('Length'))) {
    const key = isFilterLost ? 'Filter' : 'Length';
    yield damaged(`expected the key ${key} in the dictionary of the stream, found none: ${SCANNED_AS_IS}`, name);
  }
}
const FILTER_KEYS = ['Filter', 'FFilter'];

interface Document {
  readonly objects: PdfObjects;
  readonly isEncrypted: boolean;
  readonly budget: Budget;
  readonly growth: ChainGrowth;
  readonly behind: ReadBehind;
  /** End of the last document that is the data of a stream. */
  innerEnd: number;
}

async function* readStream(source: ByteSource, stream: PdfStream, document: Document): AsyncGenerator<Entry | Trouble> {
  const { objects, isEncrypted } = document;
  const { name } = stream;
  const plan = planFilters(stream.dictionary, objects);
  if (plan.isEncrypted && !isEncrypted)
    yield { name, trouble: { code: 'encrypted', message: 'the stream is encrypted and cannot be read' } };
  const [first] = plan.filters;
  if (isEncrypted && !(first !== undefined && isPlainFlate(source, stream, first))) return;
  if (plan.obstacle !== undefined) {
    const message = `expected filters that are known, found ${plan.obstacle}; what it packs is scanned as is`;
    yield { name, trouble: { code: 'unsupported', message } };
  }
  const wrong = first === undefined || plan.isEncrypted ? undefined : wrongLength(source, stream, first, objects);
  if (wrong !== undefined) yield damaged(wrong, name);
  if (first !== undefined)
    yield {
      name,
      open: () => decodeFilters(streamData(source, stream, first, document.behind), plan.filters, document),
    };
  else if (!plan.isPicture && !plan.isEncrypted && stream.end > stream.start) {
    // One level at a time, so that nothing is read more than twice.
    const inner = stream.start >= document.innerEnd ? documentEnd(source, stream) : undefined;
    document.innerEnd = Math.max(document.innerEnd, inner ?? 0);
    const end = inner ?? stream.end;
    yield { name, open: () => streamOf(source, stream.start, end) };
  }
}

/** The end of a document that is the data of a stream, in plain form: its own streams were taken for the next ones. */
function documentEnd(source: ByteSource, { dictionary, start }: PdfStream): number | undefined {
  const length = dictionary.get('Length');
  if (typeof length !== 'number' || length < HEADER.length || start + length > source.size) return undefined;
  const end = start + length;
  const behind = latin1(source.read(end, Math.min(END_WORD_BYTES, source.size - end)));
  return HEADER.equals(source.read(start, HEADER.length)) && /^\s*endstream/.test(behind) ? end : undefined;
}
const END_WORD_BYTES = 16;

/**
 * Only Flate has a checksum; other filters take all that is left of their data as valid. @returns a description of the
 * mismatch
 */
function wrongLength(
  source: ByteSource,
  { dictionary, start, end }: PdfStream,
  { kind }: PdfFilter,
  objects: PdfObjects,
): string | undefined {
  const stated = dictionary.get('Length');
  const length = isReference(stated) ? objects.get(stated) : stated;
  if (kind === 'flate' || typeof length !== 'number') return undefined;
  const left = end - start - length;
  const isRight = left >= 0 && left <= MAX_LINE_ENDS && /^\s*$/.test(latin1(source.read(start + length, left)));
  return isRight ? undefined : `expected ${length} bytes of data, found ${end - start}; what there is was scanned`;
}
const MAX_LINE_ENDS = 16;

/** Whether a stream of an encrypted document is itself unencrypted, as cross-reference streams and some metadata are. */
function isPlainFlate(source: ByteSource, { start }: PdfStream, { kind }: PdfFilter): boolean {
  const head = source.read(start, Math.min(MIN_READ_BYTES, source.size - start));
  if (kind !== 'flate' || !startsZlib(head)) return false;
  return inflateWhole(head.subarray(2), MAX_HEAD_OUTPUT_BYTES, MIN_READ_BYTES) !== 'damaged';
}
const MAX_HEAD_OUTPUT_BYTES = 1 << 20;

/** 7.6.1: an `Encrypt` entry in the trailer, which may be the dictionary of a stream. */
function hasEncryption(source: ByteSource, budget: Budget): boolean {
  for (const { behind } of occurrences(source, ENCRYPT, budget))
    if (/^[\0\t\n\f\r ]*(?:<<|\d+[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R)/.test(behind.toString('latin1', 0, 64))) return true;
  return false;
}
const ENCRYPT = Buffer.from('/Encrypt');
