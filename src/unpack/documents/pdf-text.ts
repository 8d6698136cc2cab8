/**
 * What the pages of a PDF show, where their content does not spell it out (pdf-page-text.ts). The streams are read again for it: fonts
 * may follow the pages that use them, and are found in any object, as the streams themselves are, and not through the tree of pages.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { BudgetError, FormatError } from '../../model/errors.ts';
import { atFixedLimit } from '../../model/gap.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { wholeEntry } from '../container/whole-entry.ts';
import { ChainGrowth } from './chain-growth.ts';
import { decodeFilters, planFilters, type ReadBehind, streamData } from './pdf-decode.ts';
import { PdfFonts } from './pdf-fonts.ts';
import { pageTexts } from './pdf-page-text.ts';
import { findPdfStreams, type PdfObjects, type PdfStream } from './pdf-scan.ts';
import { isName, type PdfDictionary } from './pdf-value.ts';

/** Of one page, CMap or object stream. The entry of the stream has all of it, as is. */
const MAX_TEXT_BYTES = 4 << 20;

/** Of all pages. Deflate makes content a few times smaller; that of a hostile document, thousands of times. */
const SHOWN = { atLeastBytes: 16 << 20, timesSource: 8 };
const TOO_MUCH_SHOWN = atFixedLimit(
  'the pages have more content than is read for the text that they show by numbers of glyphs; what they spell out is scanned',
  'save the document as text before the scan',
);

/** Of all pages, for namesakes of their fonts: some thousand pages. A hostile document has eight fonts of one name on each. */
const MAX_AGAIN_BYTES = 16 << 20;

interface Document {
  readonly objects: PdfObjects;
  readonly budget: Budget;
  readonly behind: ReadBehind;
}

/** One entry for each page or form, beside the entry of its content. */
export async function* shownTexts(
  source: ByteSource,
  { objects, budget, behind }: Document,
): AsyncGenerator<Entry | Trouble> {
  const growth = ChainGrowth.of(source.size);
  const decoded = (stream: PdfStream): Promise<string> =>
    decodedText(source, stream, { objects, budget, behind, growth });
  const fonts = new PdfFonts();
  fonts.readPlain(source, budget);
  for (const stream of streamsOf(source, budget))
    if (isObjectStream(stream)) fonts.readPacked(await decoded(stream), Number(stream.dictionary.get('First')));
  fonts.namePlain(source, budget);
  for (const stream of streamsOf(source, budget)) {
    const object = Number(OBJECT_NUMBER.exec(stream.name)?.[1]);
    if (isObjectStream(stream)) fonts.namePacked(await decoded(stream));
    else if (fonts.isCmap(object)) fonts.readCmap(object, await decoded(stream));
  }
  const again = { leftBytes: MAX_AGAIN_BYTES };
  let leftBytes = SHOWN.atLeastBytes + SHOWN.timesSource * source.size;
  for (const stream of streamsOf(source, budget)) {
    if (!mayShowText(stream.dictionary)) continue;
    const content = await decoded(stream);
    if (!SETS_FONT.test(content)) continue;
    leftBytes -= content.length;
    if (leftBytes < 0) return yield { trouble: { code: 'budget', message: TOO_MUCH_SHOWN } };
    yield* textsOf(content, stream.name, fonts, again);
  }
}
const OBJECT_NUMBER = /^object (\d+) /;
const SETS_FONT = /[\d\s]Tf[\0\t\n\f\r [(<]/;

/** As many as the page's fonts have namesakes on other pages: one of them is right. */
function* textsOf(content: string, name: string, fonts: PdfFonts, again: { leftBytes: number }): Generator<Entry> {
  let namesakes = 1;
  for (let index = 0; index < namesakes && again.leftBytes >= 0; index++) {
    if (index > 0) again.leftBytes -= content.length;
    const texts = pageTexts(content, (font) => {
      namesakes = Math.max(namesakes, fonts.namesakes(font));
      return fonts.named(font, index);
    });
    for (const text of texts) yield wholeEntry(`text of ${name}`, Buffer.from(text));
  }
}

function* streamsOf(source: ByteSource, budget: Budget): Generator<PdfStream> {
  for (const stream of findPdfStreams(source, budget)) if (!('lostAt' in stream)) yield stream;
}

function isObjectStream({ dictionary }: PdfStream): boolean {
  const type = dictionary.get('Type');
  return isName(type) && type.name === 'ObjStm';
}

/** A page's content has no type, a form's is XObject (ISO 32000-1, 8.10.2); programs of fonts state lengths of their parts, colour profiles N. */
function mayShowText(dictionary: PdfDictionary): boolean {
  const [type, subtype] = [dictionary.get('Type'), dictionary.get('Subtype')];
  if (isName(subtype) ? subtype.name !== 'Form' : isName(type)) return false;
  return !OTHER_KEYS.some((key) => dictionary.has(key));
}
const OTHER_KEYS = ['Length1', 'N', 'FunctionType', 'ShadingType'];

async function decodedText(
  source: ByteSource,
  stream: PdfStream,
  document: Document & { readonly growth: ChainGrowth },
): Promise<string> {
  const { filters, obstacle, isPicture, isEncrypted } = planFilters(stream.dictionary, document.objects);
  if (obstacle !== undefined || isPicture || isEncrypted) return '';
  let text = '';
  try {
    for await (const chunk of decodeFilters(
      streamData(source, stream, filters[0], document.behind),
      filters,
      document,
    )) {
      text += Buffer.from(chunk).toString('latin1');
      if (text.length > MAX_TEXT_BYTES) break;
    }
  } catch (error) {
    // The entry of the stream has reported it, and that its filters expand too much; that time is over, nobody has.
    const isReported = error instanceof FormatError || (error instanceof BudgetError && error.code !== 'timeout');
    if (!isReported) throw error;
  }
  return text;
}
