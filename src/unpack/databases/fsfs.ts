/**
 * Revisions in Subversion repositories (FSFS; subversion/libsvn_fs_fs/structure): single files (db/revs/0/7), packs of many, and revisions
 * in progress. Descriptions of files are text; their content is deltas, packed with LZ4 since 1.10 and with zlib before. A delta follows a
 * line of its own, and an end mark follows it; the file's index only serves to detect damage.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { MAX_SVNDIFF_VERSION, SVNDIFF_HEADER_BYTES } from '../codecs/svndiff-window.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { occurrencesIn } from '../container/magic.ts';
import { latin1 } from '../container/text.ts';
import { footerOf, wrongItems } from './fsfs-items.ts';
import { wrongNodes } from './fsfs-nodes.ts';
import { brokenDelta, deltaContent, deltaExtent, isEndOfRepresentation, isSvndiffHeader } from './svndiff.ts';

/*  representation
 *  .  .  'DELTA', or 'DELTA' and where its base is: revision, item or offset, bytes; or 'PLAIN'; a line feed
 *  .  .  a delta, or the bytes as they are
 *  .  7  'ENDREP' and a line feed                                                                          */
const BEGIN = /^(?:DELTA(?: \d{1,19} \d{1,19} \d{1,19})?\nSVN[\0-\x02]|PLAIN\n(?:END\n|K \d))/;
const DELTA_LINE = /^DELTA(?: \d{1,19} \d{1,19} \d{1,19})?\n/;
const HEAD_BYTES = 96;
/*  end of a file since format 7 (Subversion 1.9): where both indexes begin, with the MD5 of each, and one byte: its length.
 *  Before that, of a revision: where its root and its list of changes are                                                 */
const OLD_END = /\n\d{1,19} \d{1,19}\n$/;
const END_BYTES = 256;
/**
 * Limit on broken deltas, each of which may cost as much as two megabytes of instructions; data of another delta may
 * contain the letters.
 */
const MAX_CUT = 256;

export const fsfs: SourceContainer = {
  id: 'fsfs',
  title: 'Subversion repository revisions (FSFS: db/revs)',
  limits: 'what a delta copies from an earlier text; only what it adds is read',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEAD_BYTES,
  firstBytes: [...Buffer.from('DP')],
  sniff: (head) => BEGIN.test(latin1(head.subarray(0, HEAD_BYTES))),
  sniffTail: (tail) => footerOf(tail) !== undefined,
  entries,
};

async function* entries(whole: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const source = new ReadAheadSource(whole);
  const hasIndex = footerOf(tailOf(source)) !== undefined;
  let [end, broken, cut, wrong, hasOld] = [0, 0, 0, 0, false];
  for (const { start, isSure } of deltas(source, budget)) {
    if (start < end) continue;
    const isDelta = isSvndiffHeader(source.read(start, Math.min(SVNDIFF_HEADER_BYTES, source.size - start)));
    if (!isDelta && isSure) broken++;
    if (!isDelta) continue;
    const extent = deltaExtent(source, start, budget);
    if (!hasIndex) wrong += wrongNodes(source, end, start, budget);
    end = extent.end;
    hasOld ||= extent.version !== MAX_SVNDIFF_VERSION;
    const name = `delta at ${start}`;
    if (end > start + SVNDIFF_HEADER_BYTES)
      yield { name, open: () => deltaContent(source, extent, budget), taken: () => [extent] };
    if (isEndOfRepresentation(source, end)) continue;
    yield damaged(brokenDelta(extent), name);
    if (++cut === MAX_CUT) {
      yield damaged(`more than ${MAX_CUT} deltas are broken; what follows byte ${end} is scanned as is`);
      break;
    }
  }
  if (!hasIndex && cut < MAX_CUT) wrong += wrongNodes(source, end, source.size, budget);
  if (wrong > 0)
    yield damaged(`nodes that are not where they say, or what they hold is not: ${wrong}; what there is is read`);
  if (broken > 0) yield damaged(`expected deltas after lines that announce them, found none: ${broken}`);
  yield* troublesAtEnd(source, hasOld, budget);
}

/**
 * @param hasOld there are deltas as before 1.10: Subversion 1.14 computes wrong sums for some of those when it writes them
 * for 1.9
 */
function* troublesAtEnd(source: ByteSource, hasOld: boolean, budget: Budget): Generator<Trouble> {
  const tail = tailOf(source);
  const footer = footerOf(tail);
  // A revision in progress ends with the latest item.
  if (footer === undefined && !OLD_END.test(latin1(tail)) && !latin1(tail).endsWith('ENDREP\n'))
    yield damaged('the file is cut off: it has no index at its end; what it has is read');
  const wrong = footer === undefined ? 0 : wrongItems(source, footer, budget);
  if (wrong === undefined)
    yield damaged('the index at the end of the file is damaged; what it tells of is read without it');
  else if (wrong > 0 && !hasOld)
    yield damaged(`items whose checksums do not fit them, which are read as they are: ${wrong}`);
}

function tailOf(source: ByteSource): Uint8Array {
  return source.read(Math.max(0, source.size - END_BYTES), Math.min(END_BYTES, source.size));
}

/** Offsets of deltas, ascending, some repeated. `isSure`: a header line announces it. */
function* deltas(source: ByteSource, budget: Budget): Generator<{ start: number; isSure: boolean }> {
  const [lines, letters] = [deltaLines(source, budget), occurrencesIn(source, Buffer.from('\nSVN'), budget)];
  let [line, letter] = [lines.next(), letters.next()];
  while (!line.done || !letter.done) {
    if (!line.done && (letter.done || line.value <= letter.value + 1)) {
      yield { start: line.value, isSure: true };
      line = lines.next();
    } else if (!letter.done) {
      yield { start: letter.value + 1, isSure: false };
      letter = letters.next();
    }
  }
}

/** Offsets behind each line that announces a delta. */
function* deltaLines(source: ByteSource, budget: Budget): Generator<number> {
  for (const at of occurrencesIn(source, Buffer.from('DELTA'), budget)) {
    if (at > 0 && source.read(at - 1, 1)[0] !== 0x0a) continue;
    const line = DELTA_LINE.exec(latin1(source.read(at, Math.min(HEAD_BYTES, source.size - at))))?.[0];
    if (line !== undefined) yield at + line.length;
  }
}
