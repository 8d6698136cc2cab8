/**
 * Text in documents of Office Open XML (ECMA-376) and OpenDocument, which may be interrupted anywhere: a new run of characters (`w:r`, `a:r`,
 * `r`, `text:span`) begins wherever a format changes, a word was edited or looked wrong to the spell checker, also within a word.
 * The text without such tags is an entry, if a word is interrupted. Tags that separate words are kept, one of them for a paragraph.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { membersOf } from '../../bytes/members.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import type { Entry, SourceContainer } from '../container/container.ts';
import { joinedPieces } from '../container/joined-pieces.ts';
import { occurrencesIn } from '../container/magic.ts';
import { latin1 } from '../container/text.ts';

const HEAD_BYTES = 512;
/** Behind a byte order mark and the XML declaration: the text of a document, a slide, a workbook; and a document in a single file. */
const BEGINNING =
  /^(?:\xef\xbb\xbf)?(?:<\?xml[^>]{0,128}>\s{0,8}){0,2}<(?:w:(?:document|hdr|ftr|comments|footnotes|endnotes)|p:(?:sld|notes)|sst|office:document(?:-content)?|pkg:package)\s/;

/** Elements that end a word, by the name behind their prefix: paragraphs, breaks, tabs, cells, fields, text that was deleted. */
const SEPARATORS = new Set(
  'p h br cr tab s line-break si tc tr c table-cell del delText instrText fldChar noBreakHyphen note annotation'.split(
    ' ',
  ),
);
const WORD = membersOf(/[A-Za-z0-9_+/=.-]/);
const TAG = Buffer.from('<');
const GREATER_THAN = 0x3e;
/** Longer ones are attributes with data in them. */
const MAX_TAG_BYTES = 4096;
const NAME = /^<\/?(?:[\w-]{1,32}:)?([\w-]{1,32})/;

export const officeText: SourceContainer = {
  id: 'office-text',
  title: 'text of DOCX, PPTX, XLSX and OpenDocument that tags interrupt within words',
  reads: 'source',
  headBytes: HEAD_BYTES,
  keepsLeaf: 'searched',
  firstBytes: [0x3c, 0xef],
  sniff: (head) => BEGINNING.test(latin1(head.subarray(0, HEAD_BYTES))),
  async *entries(source, budget): AsyncGenerator<Entry> {
    for (const { isInterrupted } of piecesOf(source, budget)) {
      if (!isInterrupted) continue;
      yield { name: 'text', open: () => joinedPieces(source, piecesOf(source, budget), budget) };
      return;
    }
  },
};

interface Piece {
  readonly start: number;
  readonly end: number;
  /** It goes on within a word. */
  readonly isInterrupted: boolean;
}

/** Text, and tags that separate words. */
function* piecesOf(source: ByteSource, budget: Budget): Generator<Piece> {
  const ahead = new ReadAheadSource(source);
  const byteAt = (at: number): number => ahead.read(at, 1)[0]!;
  let [from, isInWord] = [0, false];
  // How far a `>` was looked for in vain: without this, each byte of `<<<<…` would cost the length of a tag.
  let lacksEndUntil = 0;
  const textUntil = (end: number): Piece => {
    const isInterrupted = isInWord && WORD[byteAt(from)] === 1;
    isInWord = WORD[byteAt(end - 1)] === 1;
    return { start: from, end, isInterrupted };
  };
  for (const at of occurrencesIn(source, TAG, budget)) {
    if (at < from) continue;
    const tag = ahead.read(at, Math.min(MAX_TAG_BYTES, source.size - at));
    const length = tag.indexOf(GREATER_THAN, Math.max(0, lacksEndUntil - at)) + 1;
    if (length === 0) {
      lacksEndUntil = at + tag.length;
      continue;
    }
    if (at > from) yield textUntil(at);
    const name = NAME.exec(latin1(tag.subarray(0, Math.min(length, 70))))?.[1];
    if (name !== undefined && SEPARATORS.has(name)) {
      yield { start: at, end: at + length, isInterrupted: false };
      isInWord = false;
    }
    from = at + length;
  }
  if (from < source.size) yield textUntil(source.size);
}
