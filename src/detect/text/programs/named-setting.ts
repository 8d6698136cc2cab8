/** A setting together with its name, which contains a word for a secret. */
import { membersOf } from '../../../bytes/members.ts';
import type { Assessment, Candidate } from '../rule.ts';
import type { Setting } from './setting-pieces.ts';
import { readSetting } from './setting-value.ts';

export interface NamedSetting {
  readonly window: string;
  /** Where the word begins: `password`, `token`. */
  readonly start: number;
  readonly word: string;
  /** Where the name ends. */
  readonly end: number;
  /** The part of the name before the word. */
  readonly head: string;
  /** The whole name. */
  readonly name: string;
  /** The character before the name. */
  readonly before: string;
  readonly setting: Setting;
}

export function readNamedSetting({ window, start, end, groups }: Candidate): NamedSetting | undefined {
  const setting = readSetting(window, end, start);
  if (setting === undefined) return undefined;
  const wordEnd = end - groups.tail!.length;
  if (setting.nameEnd !== undefined && setting.nameEnd < wordEnd) return undefined;
  const { head, before } = namesBefore(window, start, setting.nameStart);
  const word = window.slice(start, wordEnd);
  const name = `${head}${window.slice(start, setting.nameEnd ?? end)}`;
  return { window, start, word, end, head, name, before, setting };
}

/** A doubtful setting is low, and all those of one name are one finding: there are too many to stretch the fingerprint of each. */
export function lowByName({ name }: NamedSetting): Pick<Assessment, 'confidence' | 'named'> {
  return { confidence: 'low', named: name.toLowerCase() };
}

/** The name as in its file: names in other languages are UTF-8, which rules see as single bytes. */
export function factsOf({ name }: NamedSetting): NonNullable<Assessment['facts']> {
  return { name: Buffer.from(name, 'latin1').toString() };
}

export function placeOf({ start, value }: Setting): NonNullable<Assessment['place']> {
  return { start, end: start + value.length };
}

/** All text up to the name. */
export function textBefore({ window, start, head }: NamedSetting): string {
  return window.slice(0, start - head.length);
}

/**
 * The part of the name before its word, and the character before the name. `&` of a query may be written `\u0026`, whose backslash
 * is missing if a decoded query begins with it; and in a string of a program or of JSON, a line may begin with `\n`.
 */
function namesBefore(window: string, start: number, nameStart?: number): Pick<NamedSetting, 'head' | 'before'> {
  if (nameStart !== undefined) return { head: window.slice(nameStart, start), before: window.charAt(nameStart - 1) };
  let from = start;
  while (from > 0 && start - from < MAX_HEAD_BYTES && isOfName(window.charCodeAt(from - 1))) from--;
  const head = window.slice(from, start);
  const before = window.charAt(start - head.length - 1);
  const colour =
    before === '[' || before === ';'
      ? COLOUR_BEFORE.exec(window.slice(Math.max(0, start - 64), start))?.[1]
      : undefined;
  if (colour !== undefined) return { head: colour, before: ' ' };
  if (head.startsWith('u0026')) return { head: head.slice(5), before: '&' };
  return before === '\\' && /^[nrt]/.test(head) ? { head: head.slice(1), before: '\n' } : { head, before };
}

/** A terminal colour (ECMA-48): its digits would become part of the name. */
const COLOUR_BEFORE = /\x1b\[[0-9;]{0,24}m([A-Za-z0-9_.-]*)$/;

/**
 * Less than MAX_NAME_BYTES, and must stay so: reports name a setting by the part of its name that is read, and so does the
 * fingerprint of a doubtful one, which is in baselines.
 */
const MAX_HEAD_BYTES = 40;
const OF_NAME = membersOf(/[A-Za-z0-9_.-]/);
const isOfName = (code: number): boolean => OF_NAME[code] === 1;
