/**
 * The only way for text out of an artifact (names, regions, subjects, error messages) into anything that is printed.
 *
 * Every function first makes the text one visible line: control characters, line ends, bidi controls, zero-width
 * characters, unusual spaces and lone surrogates become `\u{202e}` and the like; bytes of a name that are not UTF-8
 * become `\xe9`, as shells write them (`model/system-path.ts`). So a reader sees what is there, and text that GitHub's
 * runner would obey as a command in a log is broken up. Then it encodes whatever has a meaning in the target format.
 * All functions are total: any string gives a string, no longer than its cap before that last encoding.
 */

import { escapedByte } from '../model/system-path.ts';

/** Longest text for one cell, line or message, in UTF-16 units, when the caller sets no cap. */
const MAX_TEXT_CHARACTERS = 1024;

/**
 * Cc, Cf (bidi controls, zero-width joiners, tags), line and paragraph separators, lone surrogates, everything that a
 * font may leave out (Hangul fillers, variation selectors), noncharacters, every space but U+0020, and the blank
 * braille cell.
 */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]|(?! )\p{Zs}/u;
const EVERY_UNSEEN = new RegExp(`${UNSEEN.source}|(?<=##)\\[`, 'gu');
/**
 * The runner obeys a line whose first word begins with `::`, and `##[command]` anywhere in a line (actions/runner,
 * ActionCommand.cs, TryParseV2 and TryParse). Any word can become the first of a line when lines are wrapped.
 */
const COMMAND = /(?<![^ ])::|##\[/;

/** Room for the note that says what was cut: `…[123456 characters]…`. */
const NOTE_CHARACTERS = 32;

/**
 * One visible line, for terminals and as the base of the other functions. Too long a text is cut at its end, with a
 * note of how much is missing.
 */
export function escapeText(text: string, maxCharacters = MAX_TEXT_CHARACTERS): string {
  return cutEnd(text, maxCharacters, braced);
}

/**
 * The same for a path, which is cut in the middle, so that the outermost file, which a person can look for, and the
 * innermost name stay whole as long as they fit.
 */
export function escapePath(path: string, maxCharacters = MAX_TEXT_CHARACTERS): string {
  return cutMiddle(path, maxCharacters, braced);
}

/**
 * Prose in Markdown as GitHub renders it: inside a line or a table cell, never at the start of a line. Characters with
 * a meaning become entities. That does not stop `@name`, `#1` and `www.` from being linked, by filters that run on the
 * rendered page, so the entity of a zero-width space is put after those signs.
 */
export function escapeMarkdown(text: string, maxCharacters = MAX_TEXT_CHARACTERS): string {
  return escapeText(text, maxCharacters).replace(MARKDOWN_SIGN, (sign) =>
    LINK_SIGNS.includes(sign) ? `${entity(sign)}&#8203;` : entity(sign),
  );
}

/** The alternatives after the first begin a mention or an issue number, `GH-1`, a URL or `:emoji:`, and `www.`. */
const MARKDOWN_SIGN = /[&<>|`*_~[\]\\!$^{}"'=]|[@#]|(?<=\bGH)-|:(?=[\w/+])|(?<=\bwww)\./gi;
const LINK_SIGNS = '@#-:.';

/**
 * A name in Markdown as a code span, including its backticks, inside a table or not. Nothing in a code span is linked
 * or interpreted, but a backtick would end the span and a pipe the cell, so those two are escaped as well.
 */
export function escapeMarkdownCode(text: string, maxCharacters = MAX_TEXT_CHARACTERS): string {
  return codeSpan(escapeText(text, maxCharacters));
}

/**
 * `escapePath` as a row of code spans with possible line breaks between them. Inside a span GitHub breaks only at
 * spaces, so one long name would push the columns after it out of sight, in every row of its table.
 */
export function escapeMarkdownPath(path: string, maxCharacters = MAX_TEXT_CHARACTERS): string {
  return (escapePath(path, maxCharacters).match(SPAN_OF_PATH) ?? ['']).map(codeSpan).join('<wbr>');
}

/**
 * At most 48 characters, which fits the table of secrets on a GitHub page. Ends after a separator if its second half
 * contains one.
 */
const SPAN_OF_PATH = /.{1,48}$|.{23,47}\/|.{1,48}/gu;

/** Text or a quoted attribute value in HTML. */
export function escapeHtml(text: string, maxCharacters = MAX_TEXT_CHARACTERS): string {
  return escapeText(text, maxCharacters).replace(/[&<>"'`]/g, entity);
}

/**
 * Text in a SARIF message string, where `{0}` is a placeholder (2.1.0, section 3.11.5) and `[text](1)` a link (3.11.6).
 * Viewers differ in how they undo the standard's escapes for them, so both kinds of brackets are written by name
 * instead: `<U+007B>`.
 */
export function escapeSarifText(text: string, maxCharacters = MAX_TEXT_CHARACTERS): string {
  return sarifSafe(cutEnd(text, maxCharacters, angled));
}

/** `escapePath` for a SARIF message. */
export function escapeSarifPath(path: string, maxCharacters = MAX_TEXT_CHARACTERS): string {
  return sarifSafe(cutMiddle(path, maxCharacters, angled));
}

/** Finished JSON with invisible characters written as `\uXXXX`: the same value to a parser, harmless to a terminal. */
export function escapeJson(json: string): string {
  return json.replace(EVERY_UNSEEN, (unseen) =>
    unseen === '\n' ? unseen : Array.from({ length: unseen.length }, (_, i) => jsonUnit(unseen, i)).join(''),
  );
}

function jsonUnit(text: string, at: number): string {
  return `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;
}

function codeSpan(visible: string): string {
  const inner = visible.replaceAll('`', braced(0x60)).replaceAll('|', braced(0x7c)).replace(/^ | $/g, braced(0x20));
  return `\`${inner === '' ? ' ' : inner}\``;
}

function sarifSafe(visible: string): string {
  return visible
    .replace(/[{}]/g, (brace) => codePointName(brace.charCodeAt(0).toString(16)))
    .replaceAll('](', `]${codePointName('28')}`);
}

function entity(sign: string): string {
  return `&#${sign.charCodeAt(0)};`;
}

type Notation = (codePoint: number) => string;
const braced: Notation = (codePoint) => {
  const byte = escapedByte(codePoint);
  return byte === undefined ? `\\u{${codePoint.toString(16)}}` : `\\x${byte.toString(16)}`;
};
/** A byte is written as `less` shows it: `<E9>`. */
const angled: Notation = (codePoint) => {
  const byte = escapedByte(codePoint);
  return byte === undefined ? codePointName(codePoint.toString(16)) : `<${byte.toString(16).toUpperCase()}>`;
};

function codePointName(hex: string): string {
  return `<U+${hex.toUpperCase().padStart(4, '0')}>`;
}

/** `units`: how many UTF-16 units of the original `text` stands for. */
interface Piece {
  readonly text: string;
  readonly units: number;
}

function cutEnd(text: string, maxCharacters: number, notation: Notation): string {
  const all = takeStart(text, maxCharacters, notation);
  if (all.units === text.length) return all.text;
  const head = takeStart(text, Math.max(1, maxCharacters - NOTE_CHARACTERS), notation);
  return `${head.text}…[${text.length - head.units} more characters]`;
}

function cutMiddle(path: string, maxCharacters: number, notation: Notation): string {
  const all = takeStart(path, maxCharacters, notation);
  if (all.units === path.length) return all.text;
  const room = Math.max(2, maxCharacters - NOTE_CHARACTERS);
  const nameLength = path.length - path.lastIndexOf('/');
  const tailRoom = Math.ceil(Math.max((room * 2) / 3, Math.min(nameLength, room * 0.9)));
  const tail = takeEnd(path, tailRoom, notation);
  const head = takeStart(path, room - tailRoom, notation);
  return `${head.text}…[${path.length - head.units - tail.units} characters]…${tail.text}`;
}

/** As much of the beginning as fits, without splitting an escape or a character. Reads no further than it needs to. */
function takeStart(text: string, room: number, notation: Notation): Piece {
  if (text.length <= room && !UNSEEN.test(text) && !COMMAND.test(text)) return { text, units: text.length };
  let taken = '';
  let at = 0;
  while (at < text.length) {
    const codePoint = text.codePointAt(at)!;
    const shown = show(text, at, notation);
    if (taken.length + shown.length > room) break;
    taken += shown;
    at += codePoint > 0xffff ? 2 : 1;
  }
  return { text: taken, units: at };
}

function takeEnd(text: string, room: number, notation: Notation): Piece {
  const taken: string[] = [];
  let left = room;
  let at = text.length;
  while (at > 0) {
    const before = text.codePointAt(Math.max(0, at - 2))!;
    const codePoint = before > 0xffff ? before : text.charCodeAt(at - 1);
    const start = at - (codePoint > 0xffff ? 2 : 1);
    const shown = show(text, start, notation);
    if (shown.length > left) break;
    left -= shown.length;
    taken.push(shown);
    at = start;
  }
  return { text: taken.reverse().join(''), units: text.length - at };
}

/** The character at `at`, or its escape. */
function show(text: string, at: number, notation: Notation): string {
  const codePoint = text.codePointAt(at)!;
  const character = String.fromCodePoint(codePoint);
  return UNSEEN.test(character) || beginsCommand(text, at) ? notation(codePoint) : character;
}

function beginsCommand(text: string, at: number): boolean {
  if (text[at] === ':') return text[at + 1] === ':' && (at === 0 || text[at - 1] === ' ');
  return text[at] === '[' && at >= 2 && text.startsWith('##', at - 2);
}
