/**
 * Formats whose programs break a line that is too long anywhere, also within a word, and begin the next with a blank: LDIF (RFC 2849, note 2),
 * iCalendar (RFC 5545, section 3.1), vCard (RFC 6350, section 3.2) and the manifest of a JAR (JAR File Specification). The lines that were
 * broken are an entry, joined again. Nothing in these formats says that something is damaged or missing.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import type { Entry, SourceContainer } from '../container/container.ts';
import { joinedPieces } from '../container/joined-pieces.ts';
import { occurrencesIn } from '../container/magic.ts';
import { latin1 } from '../container/text.ts';

/** With the comments that `ldapsearch` writes before the first entry. */
const HEAD_BYTES = 512;
const BEGINNING =
  /^(?:BEGIN:V(?:CALENDAR|CARD)\r?\n|Manifest-Version: |(?:(?:#[^\n]{0,120}|version: ?1)?\r?\n){0,16}dn::? )/;

const LINE_END = Buffer.from('\n');
/** RFC 5545 and RFC 6350 also allow a tab, as Outlook writes. */
const [TAB, CR, SPACE] = [0x09, 0x0d, 0x20];

export const foldedLines: SourceContainer = {
  id: 'folded-lines',
  title: 'folded lines of LDIF, iCalendar, vCard and MANIFEST.MF',
  reads: 'source',
  headBytes: HEAD_BYTES,
  keepsLeaf: 'searched',
  firstBytes: [...Buffer.from('BM#vd\r\n')],
  sniff: (head) => BEGINNING.test(latin1(head.subarray(0, HEAD_BYTES))),
  async *entries(source, budget): AsyncGenerator<Entry> {
    for (const _ of piecesOf(source, budget)) {
      yield { name: 'joined lines', open: () => joinedPieces(source, piecesOf(source, budget), budget) };
      return;
    }
  },
};

/** Of the lines that were broken, all but the breaks. */
function* piecesOf(source: ByteSource, budget: Budget): Generator<{ readonly start: number; readonly end: number }> {
  const ahead = new ReadAheadSource(source);
  let [start, isBroken] = [0, false];
  for (const at of occurrencesIn(source, LINE_END, budget)) {
    const next = at + 1 < source.size ? ahead.read(at + 1, 1)[0] : undefined;
    const isBreak = next === SPACE || next === TAB;
    const isAfterCr = at > start && ahead.read(at - 1, 1)[0] === CR;
    if (isBreak) yield { start, end: isAfterCr ? at - 1 : at };
    else if (isBroken) yield { start, end: at + 1 };
    start = at + (isBreak ? 2 : 1);
    isBroken = isBreak;
  }
  if (isBroken) yield { start, end: source.size };
}
