/**
 * The substitute for an index in FSFS files before format 7 (Subversion 1.9) (libsvn_fs_fs/structure, "Revision file format"): each node
 * states its own offset in its revision, and that of its content. A pack is a sequence of revisions, whose beginnings follow from their
 * nodes.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';

/*  node, a line each
 *  id: NODE.COPY.rREVISION/OFFSET
 *  type: file or dir
 *  props: REVISION OFFSET SIZE …   of its properties
 *  text: REVISION OFFSET SIZE …    of what it holds; both may be of another revision
 *  cpath: where it was created; each node has one
 *  and others; an empty line ends it                                                 */
const NODE = /(?:^|\n)id: [0-9a-z.-]{1,64}\.r(\d{1,10})\/(\d{1,15})\ntype: (?:file|dir)\n/g;
const FIRST_LINE = /(?:^|\n)id: /g;
const LAST_LINE = /\ncpath: \//g;
const HELD = /^(?:props|text): (\d{1,10}) (\d{1,15}) (\d{1,15}) /gm;
const REPRESENTATION = /^(?:PLAIN|DELTA(?: \d{1,19} \d{1,19} \d{1,19})?)\n/;
const HEAD_BYTES = 96;
const END = 'ENDREP\n';
const WINDOW_BYTES = 64 << 10;
/** A path may have 4,096 bytes. */
const NODE_BYTES = 8 << 10;

/**
 * Counts nodes in [start, end), which contains no delta, that are not at their stated offset, refer to missing content, or have
 * lost their beginning.
 */
export function wrongNodes(source: ByteSource, start: number, end: number, budget: Budget): number {
  let [wrong, first, last] = [0, 0, 0];
  for (let from = start; from < end; from += WINDOW_BYTES) {
    budget.checkTime();
    const text = latin(source, from, Math.min(end, from + WINDOW_BYTES + NODE_BYTES));
    for (const match of text.matchAll(NODE)) {
      const at = from + match.index + (match[0].startsWith('\n') ? 1 : 0);
      if (match.index >= WINDOW_BYTES) break;
      const [, revision = '', offset] = match;
      const begin = at - Number(offset);
      const behind = match.index + match[0].length;
      const last = text.indexOf('\n\n', behind);
      const node = text.slice(behind, Math.min(last < 0 ? text.length : last, behind + NODE_BYTES));
      if (begin < 0 || !holds(source, node, { revision, begin })) wrong++;
    }
    first += countOf(text, FIRST_LINE);
    last += countOf(text, LAST_LINE);
  }
  return wrong + Math.max(0, last - first);
}

/** Counts those that begin in the window rather than in what follows it. */
function countOf(text: string, line: RegExp): number {
  return [...text.matchAll(line)].filter(({ index }) => index < WINDOW_BYTES).length;
}

function holds(
  source: ByteSource,
  node: string,
  { revision, begin }: { readonly revision: string; readonly begin: number },
): boolean {
  for (const [, other, offset, size] of node.matchAll(HELD)) {
    if (other !== revision) continue;
    const at = begin + Number(offset);
    const line = REPRESENTATION.exec(latin(source, at, at + HEAD_BYTES))?.[0];
    if (line === undefined) return false;
    const end = at + line.length + Number(size);
    if (latin(source, end, end + END.length) !== END) return false;
  }
  return true;
}

function latin(source: ByteSource, start: number, end: number): string {
  const bytes = source.read(Math.min(start, source.size), Math.max(0, Math.min(end, source.size) - start));
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
