/**
 * Interprets a leaf of MVStore. The map's types are stored elsewhere, so the form that fits the whole leaf is chosen: rows of an H2 table,
 * pieces of large values, or keys and values of a program that uses the store directly.
 */
import { PageLines } from '../records/page-lines.ts';
import { settingOf } from '../records/pair-lines.ts';
import { endOfCharacters, H2Values } from './h2-values.ts';
import { javaVarintAt } from './h2-varint.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Keys and values of a leaf. */
export interface Leaf {
  readonly content: Uint8Array;
  readonly keys: number;
  /** H2 before 2. */
  readonly isOld: boolean;
}

/** Pieces of large values, in order (org.h2.mvstore.StreamStore): a `number` for each, then the bytes of each. */
export function piecesOf({ content, keys }: Leaf): readonly Span[] | undefined {
  let at = behindNumbers(content, keys);
  const pieces: Span[] = [];
  for (let key = 0; at !== undefined && key < keys; key++) {
    const length = javaVarintAt(content, at);
    const end: number = length === undefined ? content.length + 1 : length.next + length.value;
    if (end > content.length) return undefined;
    pieces.push({ start: length!.next, end });
    at = end;
  }
  return at === content.length ? pieces : undefined;
}

/** Texts of rows, or of keys and values, in the form shared by all tables: a line each, or a setting. */
export function linesOf(leaf: Leaf): Uint8Array {
  const lines = new PageLines(leaf.content.length);
  for (const texts of rowsOf(leaf) ?? pairsOf(leaf) ?? []) addTexts(lines, leaf.content, texts);
  return lines.take();
}

/** Two texts in a row may be a key and a value, as in tables of settings. */
function addTexts(lines: PageLines, content: Uint8Array, texts: readonly Span[]): void {
  const [key, value] = texts.map(({ start, end }) => content.subarray(start, end));
  const setting = texts.length === 2 ? settingOf(key!, value!) : undefined;
  if (setting !== undefined) lines.addSetting(setting);
  else for (const { start, end } of texts) lines.add(content, start, end);
}

/*  rows of H2 2                                   before H2 2
 *  v  number of each row                          value: number of each row
 *  1  0: all are as they were committed; 1: some are not, and each begins with a varint, the number of what changed it, or 0
 *  .  values of all rows                          an array of each row                                                     */
/** Undefined where this form does not fit. */
function rowsOf({ content, keys, isOld }: Leaf): readonly (readonly Span[])[] | undefined {
  const behindKeys = isOld ? behindValues(content, keys) : behindNumbers(content, keys);
  if (keys === 0 || behindKeys === undefined || content[behindKeys]! > 1) return undefined;
  const values = new H2Values(content, behindKeys + 1, isOld);
  // A 0 before a row reads as an additional value, null.
  while (values.at < content.length) if (!values.pass()) return undefined;
  const columns = values.count / keys;
  if (!Number.isInteger(columns)) return undefined;
  const rows: Span[][] = Array.from({ length: keys }, () => []);
  for (const text of values.texts) rows[Math.floor(text.value / columns)]!.push(text);
  return rows;
}

function behindNumbers(content: Uint8Array, count: number): number | undefined {
  let at = 0;
  for (let index = 0; index < count; index++) {
    const found = javaVarintAt(content, at);
    if (found === undefined) return undefined;
    at = found.next;
  }
  return at;
}

function behindValues(content: Uint8Array, count: number): number | undefined {
  const values = new H2Values(content, 0, true);
  for (let index = 0; index < count; index++) if (!values.pass()) return undefined;
  return values.at;
}

/** Texts by StringDataType are a length and characters; by ObjectDataType, the store's default, one of these types precedes them. */
const [TEXT, SHORT_TEXT_AT, SHORT_TEXTS] = [11, 88, 16];

function pairsOf({ content, keys }: Leaf): readonly (readonly Span[])[] | undefined {
  const spans = textsOf(content, 2 * keys, false) ?? textsOf(content, 2 * keys, true);
  return spans && Array.from({ length: keys }, (_, index) => [spans[index]!, spans[keys + index]!]);
}

/** Requires exactly this many, up to the end of the content. */
function textsOf(content: Uint8Array, count: number, hasTypes: boolean): readonly Span[] | undefined {
  const texts: Span[] = [];
  let at = 0;
  while (texts.length < count) {
    const type = content[at] ?? 0;
    const isShort = hasTypes && type >= SHORT_TEXT_AT && type < SHORT_TEXT_AT + SHORT_TEXTS;
    if (hasTypes && !isShort && type !== TEXT) return undefined;
    const length = isShort
      ? { value: type - SHORT_TEXT_AT, next: at + 1 }
      : javaVarintAt(content, at + (hasTypes ? 1 : 0));
    const end = length && endOfCharacters(content, length.next, length.value);
    if (end === undefined) return undefined;
    texts.push({ start: length!.next, end });
    at = end;
  }
  return at === content.length ? texts : undefined;
}
