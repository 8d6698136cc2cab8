/**
 * The entries of `data` and `stringData` in a Kubernetes Secret: in YAML among the names in the column of its kind (YAML 1.2,
 * section 8.2.2), in JSON among those in the same braces. Kubectl sorts names, so `data` is directly before `kind`, and a long
 * value in it can put the beginning of the manifest out of sight.
 */

export interface ManifestEntry {
  readonly name: string;
  /** Joined, without quotes. */
  readonly value: string;
  /** Position in the window. */
  readonly start: number;
  readonly end: number;
  /** In base64. */
  readonly isPacked: boolean;
}

/** Of a comment, of a patch, of an item of a list. */
const PREFIX = /^[ \t]{0,60}(?:[#+-]|\/\/)?[ \t]{0,20}$/;

/** @param start where the kind is in `window`; it ends at `end` */
export function manifestEntries(window: string, start: number, end: number): Iterable<ManifestEntry> {
  // Quoted names are JSON, wherever they are.
  if (window[start] !== 'k') return inBraces(window, start, window.slice(start, end));
  const lineStart = start === 0 ? 0 : window.lastIndexOf('\n', start - 1) + 1;
  const prefix = window.slice(lineStart, start);
  const indent = asIndent(prefix);
  if (PREFIX.test(prefix)) return inLines(window, lineStart, { prefix: indent, isFirst: indent !== prefix });
  // In a string of a program, the first line follows other text.
  if (/[\r\n]/.test(window.charAt(end))) return inLines(window, start, { prefix: '', isFirst: true });
  return inBraces(window, start, window.slice(start, end));
}

interface Line {
  readonly start: number;
  readonly text: string;
  /** Where the next one begins. */
  readonly next: number;
  /** Set for a name of the manifest itself. */
  readonly key: string | undefined;
  /** Whether it begins an item of a list that contains the manifest. */
  readonly beginsItem: boolean;
}

const OPENS_DATA = /^[ \t#+/-]*(data|stringData):[ \t]*(?:#.*)?$/;
const OPENS_FLOW = /^[ \t#+/-]*(data|stringData):[ \t]?\{/;

/** @param isFirst `kind` comes first in the manifest */
function* inLines(
  window: string,
  kindAt: number,
  { prefix, isFirst }: { prefix: string; isFirst: boolean },
): Generator<ManifestEntry> {
  const { lines, isCut } = isFirst ? { lines: [], isCut: false } : linesBefore(window, kindAt, prefix);
  lines.push(...linesFrom(window, kindAt, prefix, lines[0]?.key === 'apiVersion'));
  const keyed = lines.flatMap(({ key }, at) => (key === undefined ? [] : [at]));
  if (isCut && ['kind', 'immutable'].includes(lines[keyed[0]!]!.key!)) yield* membersOf(lines.slice(0, keyed[0]), true);
  for (const [index, at] of keyed.entries()) {
    const { text, start } = lines[at]!;
    const kind = OPENS_DATA.exec(text)?.[1];
    if (kind !== undefined) yield* membersOf(lines.slice(at + 1, keyed[index + 1]), kind === 'data');
    const flow = OPENS_FLOW.exec(text);
    if (flow !== null) yield* membersInBraces(window, start + flow[0].length, { isPacked: flow[1] === 'data' });
  }
}

/** The dash of an item counts as a space. */
function asIndent(prefix: string): string {
  return prefix.replace(/-(?=[ \t])/, ' ');
}

/** A second kind, in any column, is another manifest; so in a flood no line is read many times. */
const ANOTHER = /kind: ["']?Secret(?![A-Za-z])/;

/** Up to its version, with which nearly all begin, or to its first line in a list; a second `kind` belongs to another manifest. */
function linesBefore(window: string, kindAt: number, prefix: string): { lines: Line[]; isCut: boolean } {
  const lines: Line[] = [];
  for (let at = kindAt; at > 0; ) {
    const start = at === 1 ? 0 : window.lastIndexOf('\n', at - 2) + 1;
    const line = lineAt(window, start, prefix);
    // The first line of the window may be half a line.
    if (start === 0 && line?.key === undefined) return { lines, isCut: true };
    if (line === undefined || line.key === 'kind' || ANOTHER.test(line.text)) break;
    lines.unshift(line);
    if (line.key === 'apiVersion' || line.beginsItem) break;
    at = start;
  }
  return { lines, isCut: false };
}

function linesFrom(window: string, kindAt: number, prefix: string, hasVersion: boolean): Line[] {
  const lines = [lineAt(window, kindAt, prefix)!];
  let isVersioned = hasVersion;
  for (let at = lines[0]!.next; at < window.length; ) {
    const line = lineAt(window, at, prefix);
    if (line === undefined || line.beginsItem || line.key === 'kind' || ANOTHER.test(line.text)) break;
    if (isVersioned && line.key === 'apiVersion') break;
    isVersioned ||= line.key === 'apiVersion';
    lines.push(line);
    at = line.next;
  }
  return lines;
}

const KEY = /^["']?([A-Za-z]{1,60})["']?:(?=[ \t]|$)/;
/** Templates and comments may be in any column, unless the manifest is a comment itself. */
const ANYWHERE = /^[ \t]*(?:\{\{|#|$)/;

/** The line at `start`; undefined if it is not part of the manifest. */
function lineAt(window: string, start: number, prefix: string): Line | undefined {
  const feed = window.indexOf('\n', start);
  const end = feed < 0 ? window.length : feed;
  const text = window.slice(start, window[end - 1] === '\r' ? end - 1 : end);
  const before = text.slice(0, prefix.length);
  const line = { start, text, next: end + 1, key: undefined, beginsItem: false };
  if (before !== prefix && asIndent(before) !== prefix)
    return prefix.trim() === '' && ANYWHERE.test(text) ? line : undefined;
  const rest = text.slice(prefix.length);
  const key = KEY.exec(rest)?.[1];
  const isIn = key !== undefined || (/^(?:[ \t#{-]|$)/.test(rest) && !rest.startsWith('---'));
  return isIn ? { ...line, key, beginsItem: before !== prefix } : undefined;
}

const MEMBER = /^([ \t#+/-]*[ \t])(["']?)([\w.-]{1,253})\2:(?:[ \t]+(.*))?$/;
const SCALAR = /^(?:!!(?:binary|str)[ \t]+)?(?:"([^"]+)"|'([^']+)'|([^\s"'|>{}[\]&*!#%@`]\S*))[ \t]*(?:#.*)?$/;
const BLOCK = /^(?:!!(?:binary|str)[ \t]+)?[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$/;

/** The lines of the first column; lines with more indentation belong to one of them. */
function* membersOf(lines: readonly Line[], isPacked: boolean): Generator<ManifestEntry> {
  let column: number | undefined;
  for (const [at, { text, start }] of lines.entries()) {
    const [, indent = '', , name = '', rest = ''] = MEMBER.exec(text) ?? [];
    if (name === '') continue;
    column ??= indent.length;
    if (indent.length !== column) continue;
    const [, ...quoted] = SCALAR.exec(rest) ?? [];
    const value = quoted.find((one) => one !== undefined);
    const valueAt = start + text.length - rest.length + rest.indexOf(value ?? '');
    if (value !== undefined) yield { name, value, start: valueAt, end: valueAt + value.length, isPacked };
    else if (BLOCK.test(rest)) yield* valueBelow(lines.slice(at + 1), column, { name, isPacked });
  }
}

/** A value in lines of its own: base64 may take several. */
function* valueBelow(
  lines: readonly Line[],
  column: number,
  entry: Pick<ManifestEntry, 'name' | 'isPacked'>,
): Generator<ManifestEntry> {
  const past = lines.findIndex(({ text }) => text.search(/[^ \t#+/-]/) <= column);
  const own = past < 0 ? lines : lines.slice(0, past);
  const pieces = own.map(({ text }) => text.slice(column).trim());
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined || (!entry.isPacked && pieces.length > 1)) return;
  const start = first.start + first.text.indexOf(pieces[0]!);
  yield { ...entry, value: pieces.join(''), start, end: last.start + last.text.trimEnd().length };
}

/** In JSON, and in programs, which have names of variables without quotes. */
const QUOTED_MEMBER = /\s*(["']?)([\w.-]{1,253})\1\s*:\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')\s*,?/y;
const FLOW_MEMBER = /\s*(["']?)([\w.-]{1,253})\1\s*:\s*(?:"([^"\\\n]*)"|'([^'\\\n]*)'|([^\s"',{}[\]]+))\s*,?/y;

function* membersInBraces(
  window: string,
  from: number,
  { isPacked, member = FLOW_MEMBER }: { isPacked: boolean; member?: RegExp },
): Generator<ManifestEntry> {
  for (let at = from; ; ) {
    member.lastIndex = at;
    const match = member.exec(window);
    if (match === null) return;
    const value = match[3] ?? match[4] ?? match[5]!;
    const start = match.index + match[0].lastIndexOf(value);
    at = match.index + match[0].length;
    if (!value.includes('\\')) yield { name: match[2]!, value, start, end: start + value.length, isPacked };
  }
}

/** `managedFields` are eight levels deep. */
const MAX_DEPTH = 32;
const BRACES = /["']?\b(data|stringData)["']?\s?:\s?\{|[{}]/g;

function* inBraces(window: string, kindAt: number, kindText: string): Generator<ManifestEntry> {
  const open = openBraceBefore(window, kindAt, kindText);
  const how = { isPacked: true, member: QUOTED_MEMBER };
  if (open < 0) {
    const end = window.lastIndexOf('}', kindAt);
    const isCut = end > 0 && !/[{}]/.test(window.slice(0, end));
    if (isCut) yield* membersInBraces(window, window.indexOf(',') + 1, how);
    return;
  }
  let depth = 0;
  for (const { 0: found, 1: kind, index } of window.slice(open + 1).matchAll(BRACES)) {
    if (found === '}' && depth-- === 0) return;
    if (found === '}') continue;
    if (depth > MAX_DEPTH) return;
    const from = open + 1 + index + found.length;
    if (kind !== undefined && depth === 0) yield* membersInBraces(window, from, { ...how, isPacked: kind === 'data' });
    depth++;
  }
}

/** The braces around the kind; -1 if they begin out of sight, or already have another kind. */
function openBraceBefore(window: string, kindAt: number, kindText: string): number {
  const previous = kindAt === 0 ? -1 : window.lastIndexOf(kindText, kindAt - 1);
  let depth = 0;
  for (let index = kindAt - 1; index >= 0 && depth <= MAX_DEPTH; index--) {
    const character = window[index];
    if (character === '}') depth++;
    else if (character === '{' && depth-- === 0) return index;
    else if (index === previous && depth === 0) return -1;
  }
  return -1;
}
