/** The value behind the name of a setting. */
import { SETTING_FORMS } from './setting-forms.ts';
import { countedBehind, MAX_VALUE_BYTES } from './setting-glance.ts';
import { CLOSE, type Setting, type SettingForm } from './setting-pieces.ts';

/** The value of the setting whose name ends at `at`. @param within the word in the name that says what it is */
export function readSetting(text: string, at: number, within = at): Setting | undefined {
  for (const { form, pattern } of readingsFor(signBehind(text, at))) {
    pattern.lastIndex = at;
    const value = pattern.exec(text)?.[1];
    if (value === undefined) continue;
    const counted = form === 'spaced' ? readCounted(text, at, within) : undefined; // a blank may be a length: 32
    if (counted !== undefined) return counted;
    return trimmed(form, value, text.lastIndexOf(value, pattern.lastIndex - value.length));
  }
  return readCounted(text, at, within);
}

const CLOSED = new RegExp(String.raw`${CLOSE}[ \t]{0,40}`, 'y');

function signBehind(text: string, at: number): string {
  CLOSED.lastIndex = at;
  CLOSED.test(text);
  return text.charAt(CLOSED.lastIndex);
}

/** By sign. */
const readings = new Map<string, readonly SettingForm[]>();

function readingsFor(sign: string): readonly SettingForm[] {
  const known = readings.get(sign);
  if (known !== undefined) return known;
  const all = sign === '' ? [] : SETTING_FORMS.filter(({ signs }) => signs.includes(sign));
  readings.set(sign, all);
  return all;
}

function readCounted(text: string, at: number, within: number): Setting | undefined {
  const from = Math.max(0, within - MAX_BEFORE_BYTES);
  const bytes = Buffer.from(text.slice(from, at + 2 * MAX_VALUE_BYTES), 'latin1');
  const pair = countedBehind(bytes, within - from, at - from);
  if (pair === undefined) return undefined;
  const { nameStart, nameEnd, start, end } = pair;
  const value = text.slice(from + start, from + end);
  const setting = { form: 'counted', value, start: from + start, nameEnd: from + nameEnd } as const;
  return nameStart === undefined ? setting : { ...setting, nameStart: from + nameStart };
}
/** A name, and what stands before it by which it is known to be one. */
const MAX_BEFORE_BYTES = 2 * MAX_VALUE_BYTES;

/** Without quotes inside quotes (`'"value"'`, `"'value'"`), and, where no quotes close it, without the full stop of a sentence. */
function trimmed(form: Setting['form'], value: string, start: number): Setting | undefined {
  const inner = /^\\?"([^"\\]{4,250})\\?"$/.exec(value)?.[1] ?? /^'([^'\\]{4,250})'$/.exec(value)?.[1];
  const kept =
    inner ?? (form === 'quoted' || form === 'argument' || form === 'called' ? value : value.replace(/[.:!?]+$/, ''));
  if (kept.length < 4 || kept.length > MAX_VALUE_BYTES) return undefined;
  return { form, value: kept, start: start + value.indexOf(kept) };
}
