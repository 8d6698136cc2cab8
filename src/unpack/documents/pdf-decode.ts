/** Determines the filters of a PDF stream, and removes those that can be undone: ISO 32000-1, 7.4. */

import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { adler32 } from '../checksums/adler32.ts';
import { inflateNext } from '../codecs/inflate.ts';
import { startsZlib } from '../codecs/zlib-format.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { ChainGrowth } from './chain-growth.ts';
import {
  ascii85Decode,
  asciiHexDecode,
  type Chunks,
  DATA_BEHIND_END,
  isSpace,
  pngUnpredict,
  runLengthDecode,
} from './pdf-filters.ts';
import { lzwDecode } from './pdf-lzw.ts';
import type { PdfObjects, PdfStream } from './pdf-scan.ts';
import { isDictionary, isName, isReference, type PdfDictionary, type PdfValue } from './pdf-value.ts';

export interface PdfFilter {
  readonly kind: 'flate' | 'lzw' | 'ascii85' | 'hex' | 'run-length';
  readonly parameters: PdfDictionary;
}

export interface FilterPlan {
  /** Outermost first, up to the first unknown one; it and those behind it are left on. */
  readonly filters: readonly PdfFilter[];
  /** The unknown filter's name, or why the filters could not be read. */
  readonly obstacle?: string;
  readonly isEncrypted?: true;
  readonly isPicture?: true;
}

/** Table 6; the short names are those of inline images (table 94), which some writers use everywhere. */
const KINDS = new Map<string, PdfFilter['kind']>([
  ['FlateDecode', 'flate'],
  ['Fl', 'flate'],
  ['LZWDecode', 'lzw'],
  ['LZW', 'lzw'],
  ['ASCII85Decode', 'ascii85'],
  ['A85', 'ascii85'],
  ['ASCIIHexDecode', 'hex'],
  ['AHx', 'hex'],
  ['RunLengthDecode', 'run-length'],
  ['RL', 'run-length'],
]);
/** Picture filters, whose data holds no text: it stays packed. */
const PICTURES = new Set(['DCTDecode', 'DCT', 'JPXDecode', 'CCITTFaxDecode', 'CCF', 'JBIG2Decode']);
const MAX_FILTERS = 8;
const NO_PARAMETERS: PdfDictionary = new Map();

export function planFilters(dictionary: PdfDictionary, objects: PdfObjects): FilterPlan {
  const resolve = (value: PdfValue | undefined): PdfValue | undefined =>
    isReference(value) ? objects.get(value) : value;
  const listOf = (key: string): readonly (PdfValue | undefined)[] => {
    const value = resolve(dictionary.get(key));
    return Array.isArray(value) ? value.map((one: PdfValue) => resolve(one)) : [value];
  };
  if (!dictionary.has('Filter')) return { filters: [] };
  const parameters = dictionary.has('DecodeParms') ? listOf('DecodeParms') : listOf('DP');
  const filters: PdfFilter[] = [];
  for (const [index, filter] of listOf('Filter').entries()) {
    if (filter === null) continue;
    if (!isName(filter)) return { filters, obstacle: 'a filter that cannot be found' };
    const kind = KINDS.get(filter.name);
    const given = parameters[index];
    const own = isDictionary(given) ? given : NO_PARAMETERS;
    if (filter.name === 'Crypt') {
      const name = own.get('Name');
      if (isName(name) && name.name !== 'Identity') return { filters, isEncrypted: true };
    } else if (kind === undefined)
      return PICTURES.has(filter.name) ? { filters, isPicture: true } : { filters, obstacle: filter.name };
    else if (filters.length === MAX_FILTERS) return { filters, obstacle: `more than ${MAX_FILTERS} filters` };
    else filters.push({ kind, parameters: own });
  }
  return { filters };
}

const READ_BYTES = 64 << 10;
export const MIN_READ_BYTES = 1 << 10;

/**
 * What may be read behind the ends of all streams of a document together. Without it, each of thousands of streams whose deflate data is cut
 * off would be read to the end of the document.
 */
export interface ReadBehind {
  leftBytes: number;
}

export function readBehind(documentBytes: number): ReadBehind {
  return { leftBytes: MIN_READ_BEHIND_BYTES + 4 * documentBytes };
}
const MIN_READ_BEHIND_BYTES = 16 << 20;

/** Deflate has its own end, so keywords in its data do not matter; with other filters, the data ends at the first `endstream`. */
export async function* streamData(
  source: ByteSource,
  { start, end }: Pick<PdfStream, 'start' | 'end'>,
  first: PdfFilter | undefined,
  behind: ReadBehind,
): AsyncGenerator<Uint8Array> {
  if (first?.kind !== 'flate') return yield* streamOf(source, start, end, READ_BYTES);
  const keywordEnd = Math.min(start + Math.max(end - start, MIN_READ_BYTES) + KEYWORD_BYTES, source.size);
  const near = Math.min(keywordEnd, start + READ_BYTES);
  yield source.read(start, near - start);
  for (const [from, to] of [
    [near, keywordEnd],
    [keywordEnd, source.size],
  ] as const)
    for await (const chunk of streamOf(source, from, to, READ_BYTES)) {
      behind.leftBytes -= chunk.length;
      if (behind.leftBytes < 0) return;
      yield chunk;
    }
}
/** White space and `endstream`, of which the end of the deflate data is known: whole streams draw nothing from `ReadBehind` for it. */
const KEYWORD_BYTES = 64;

/** @param growth of the document, from which consecutive filters draw when more than one of them expands its data */
export function decodeFilters(
  chunks: Chunks,
  filters: readonly PdfFilter[],
  { budget, growth }: { readonly budget: Budget; readonly growth: ChainGrowth },
): Chunks {
  const isChain = filters.filter(({ kind }) => GROWING.has(kind)).length > 1;
  return filters.reduce((input, filter) => {
    const output = unpredicted(decode(timed(input, budget), filter), filter);
    return isChain ? growth.counted(output) : output;
  }, chunks);
}
/** `z` of ASCII85 is four bytes. */
const GROWING = new Set<PdfFilter['kind']>(['flate', 'lzw', 'run-length', 'ascii85']);

async function* timed(chunks: Chunks, budget: Budget): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    budget.checkTime();
    yield chunk;
  }
}

function decode(chunks: Chunks, { kind, parameters }: PdfFilter): Chunks {
  if (kind === 'flate') return flateDecode(chunks);
  if (kind === 'lzw') return lzwDecode(chunks, parameters.get('EarlyChange') === 0 ? 0 : 1);
  if (kind === 'ascii85') return ascii85Decode(chunks);
  return kind === 'hex' ? asciiHexDecode(chunks) : runLengthDecode(chunks);
}

/** 7.4.4.4, table 8. TIFF's predictor (2) is for pictures: its data is passed on unchanged. */
function unpredicted(chunks: Chunks, { kind, parameters }: PdfFilter): Chunks {
  const number = (key: string, fallback: number): number => {
    const value = parameters.get(key);
    return typeof value === 'number' && value >= 1 && value <= 1 << 20 ? value : fallback;
  };
  if ((kind !== 'flate' && kind !== 'lzw') || number('Predictor', 1) < 10) return chunks;
  const pixelBits = number('Colors', 1) * number('BitsPerComponent', 8);
  const rowBytes = Math.ceil((pixelBits * number('Columns', 1)) / 8);
  if (rowBytes > MAX_ROW_BYTES) return chunks;
  return pngUnpredict(chunks, { rowBytes, pixelBytes: Math.max(1, pixelBits >> 3) });
}
const MAX_ROW_BYTES = 4 << 20;

/** Accepts white space, then the end of the data, or the keyword that ends the stream in the file. */
async function expectEnd(reader: ChunkReader): Promise<void> {
  for (;;) {
    const ahead = await reader.peek(END_BYTES);
    const blanks = ahead.findIndex((byte) => !isSpace(byte));
    if (blanks > 0 || (blanks < 0 && ahead.length > 0)) await reader.take(blanks > 0 ? blanks : ahead.length);
    else if (ahead.length === 0 || /^endstream/.test(Buffer.from(ahead).toString('latin1'))) return;
    else throw new FormatError(DATA_BEHIND_END);
  }
}
const END_BYTES = 64;

/** 7.4.4: a zlib stream. Line ends before it are invalid, but occur. */
async function* flateDecode(chunks: Chunks): AsyncGenerator<Uint8Array> {
  const reader = new ChunkReader(chunks);
  try {
    const head = await reader.peek(4);
    const skip = [0, 1, 2].find((at) => startsZlib(head, at));
    if (skip === undefined) throw reader.endError('expected a zlib stream in FlateDecode, found other bytes');
    await reader.take(skip + 2);
    let sum = 1;
    for await (const chunk of inflateNext(reader)) {
      sum = adler32(chunk, sum);
      yield chunk;
    }
    const check = Buffer.from(await reader.take(4));
    // Some writers omit the checksum, so that `endstream` follows directly.
    const isThere = check.length === 4 && !/^\s*e/.test(check.toString('latin1'));
    if (isThere && check.readUInt32BE(0) !== sum)
      throw new FormatError('the Adler-32 does not fit the data, which is scanned as it is');
    if (isThere) await expectEnd(reader);
  } finally {
    await reader.close();
  }
}
