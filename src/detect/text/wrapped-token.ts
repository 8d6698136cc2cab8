/**
 * Tokens that a program interrupted: at the width of its window, as PowerShell does with lists and tables, and what copies text from a
 * terminal or a page; or by what colours a part of a word (`grep --color`, highlighted code, hits of a search) or lets it break (`<wbr>`).
 * Or by the log of a container, whose lines are parts of 16 KiB. A line end counts as such a break only after a long line, and anything
 * only between two characters of words.
 */
import { membersOf } from '../../bytes/members.ts';
import type { Match } from '../../model/match.ts';
import { latin1 } from '../latin1.ts';

/** The narrowest window that programs assume has 80 columns; the line holds a token and the indentation of the next. */
export const MIN_LINE_BYTES = 60;
/** All that interrupts a token: a line end, and the indentation up to the column in which PowerShell goes on; ten elements of highlighted code. */
export const MAX_BREAK_BYTES = 384;
const MAX_INDENT_BYTES = 42;
const MAX_BREAKS = 16;
/** Longer than `</span><span class="hljs-built_in" style="color: rgb(0, 134, 179);">`. */
const MAX_MARKUP_BYTES = 128;
const [LF, CR, SPACE, QUOTE, DIGIT_TWO] = [0x0a, 0x0d, 0x20, 0x22, 0x32];
const WORD = membersOf(/[A-Za-z0-9_+/=.-]/);

/**
 * Colours of a terminal, and to clear the rest of its line (ECMA-48, SGR and EL); elements of HTML that separate no words; a soft hyphen, a
 * space of no width and a word joiner, as references and in UTF-8.
 */
const MARKUP =
  /(?:\x1b\[[\d;:]{0,24}[mK]|<\/?(?:wbr|t?span|mark|em|strong|b|i|u|s|a|code|font|tt|kbd|samp|var|ins|del)(?:\s[^<>]{0,100})?\/?>|&(?:shy|ZeroWidthSpace|#173|#8203|#8288|#x(?:ad|200b|2060));|\xc2\xad|\xe2\x80\x8b|\xe2\x81\xa0)+/iy;
/** With which such markup begins, or what ends a part in the log of Docker. */
const MARKS = membersOf(/[\x1b<&\xc2\xe2"]/);

/** Between two parts of a line: in the log of Docker (json-file), and in that of containerd and CRI-O (Kubernetes, CRI logging format). */
const PART_OF_DOCKER = /","stream":"std(?:out|err)",(?:"attrs":\{[^{}\n]{0,80}\},)?"time":"[^"\n]{1,40}"\}\n\{"log":"/y;
const LEAD_OF_CRI = /20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,18}(?:Z|[+-][0-9]{2}:[0-9]{2}) std(?:out|err) [FP] /y;
/** As in its pattern, at most. */
const MAX_LEAD_BYTES = 64;
const MAX_PART_BYTES = 256;

/** Where the word goes on that the line end or the markup at `at` interrupts; -1 where it interrupts none. */
export function behindBreak(window: Uint8Array, at: number): number {
  if (at === 0 || WORD[window[at - 1]!] === 0) return -1;
  const next = MARKS[window[at] ?? 0] === 1 ? behindMarkup(window, at) : behindLineEnd(window, at);
  return next >= 0 && WORD[window[next] ?? 0] === 1 ? next : -1;
}

function behindMarkup(window: Uint8Array, at: number): number {
  return window[at] === QUOTE
    ? behind(PART_OF_DOCKER, window, at, MAX_PART_BYTES)
    : behind(MARKUP, window, at, MAX_MARKUP_BYTES);
}

/** -1 where the pattern does not match within so many bytes. */
function behind(pattern: RegExp, window: Uint8Array, at: number, most: number): number {
  pattern.lastIndex = 0;
  const found = pattern.exec(latin1(window, at, Math.min(window.length, at + most)));
  return found === null ? -1 : at + found[0].length;
}

function behindLineEnd(window: Uint8Array, at: number): number {
  const isBreak = window[at] === LF || (window[at] === CR && window[at + 1] === LF);
  if (!isBreak || at < MIN_LINE_BYTES) return -1;
  for (let before = at - 1; before >= at - MIN_LINE_BYTES; before--) if (window[before] === LF) return -1;
  const start = window[at] === CR ? at + 2 : at + 1;
  if (window[start] === DIGIT_TWO) {
    const part = behind(LEAD_OF_CRI, window, start, MAX_LEAD_BYTES);
    if (part >= 0) return part;
  }
  let next = start;
  while (next < at + MAX_INDENT_BYTES && window[next] === SPACE) next++;
  return next;
}

/**
 * Anchors at which a token is called whose prefix is broken: a hyphen is an operator in many languages, and what highlights them gives
 * it a colour of its own, `xoxb<span class="o">-</span>`.
 */
export function anchorsOfBroken(prefixes: readonly string[]): string[] {
  const words = new Set(prefixes.flatMap((prefix) => /^[A-Za-z][A-Za-z0-9]{3,}(?=-)/.exec(prefix) ?? []));
  return [...words].flatMap((word) => [`${word}<span`, `${word}\x1b[`]);
}

export interface Unwrapped {
  readonly text: string;
  /** The same match, where it is in the window; undefined if no break is within it: what begins after one is another word. */
  inWindow(match: Match): Match | undefined;
}

interface Break {
  readonly at: number;
  readonly next: number;
}

/** The text of [from, end) without the breaks in the word at `at`; undefined if something else ends that word. */
export function unwrapped(
  window: Uint8Array,
  at: number,
  { from, end }: { readonly from: number; readonly end: number },
): Unwrapped | undefined {
  const breaks = breaksOf(window, at, end);
  const [first] = breaks;
  if (first === undefined) return undefined;
  const moved = ({ also, ...match }: Match): Match => {
    let [start, last] = [match.offset, match.offset + match.length];
    for (const { at: cut, next } of breaks) {
      if (start >= cut) start += next - cut;
      if (last > cut) last += next - cut;
    }
    return { ...match, offset: start, length: last - start, ...(also && { also: also.map(moved) }) };
  };
  const inWindow = (match: Match): Match | undefined =>
    match.offset < first.at && match.offset + match.length > first.at ? moved(match) : undefined;
  let [text, start, removed] = ['', from, 0];
  for (const { at: cut, next } of breaks) {
    text += latin1(window, start, cut);
    [start, removed] = [next, removed + next - cut];
  }
  return { text: text + latin1(window, start, Math.min(window.length, end + removed)), inWindow };
}

/** A line end, or markup as often as it comes: where there is markup, the length of a line in bytes says nothing. */
function breaksOf(window: Uint8Array, at: number, end: number): Break[] {
  const breaks: Break[] = [];
  let left = MAX_BREAK_BYTES;
  for (let cut = at; breaks.length < MAX_BREAKS; ) {
    const limit = Math.min(window.length, end + MAX_BREAK_BYTES - left);
    while (cut < limit && window[cut]! > SPACE && MARKS[window[cut]!] === 0) cut++;
    const isLineEnd = cut < limit && MARKS[window[cut]!] === 0;
    if (cut === limit || (isLineEnd && breaks.length > 0)) break;
    const next = behindBreak(window, cut);
    left -= next - cut;
    if (next < 0 || left < 0) break;
    breaks.push({ at: cut, next });
    if (isLineEnd) break;
    cut = next;
  }
  return breaks;
}
