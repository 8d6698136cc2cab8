/** Reads the value after the name of a setting. */
import { longForms, SETTING_FORMS } from './setting-forms.ts';
import { countedAfter, MAX_VALUE_BYTES } from './setting-glance.ts';
import { CLOSE, MIN_LONG_BYTES, OF_LONG_WORD, type Setting, type SettingForm } from './setting-pieces.ts';

/**
 * The value of the setting whose name ends at `at`.
 * @param within the word in the name that says what it is
 */
export function readSetting(text: string, at: number, within = at): Setting | undefined {
  const sign = signBehind(text, at);
  // Long forms come first: `name: string = "…"` has a short one, too.
  const longOnes = hasLong(text, at) ? valuesIn(long.of(sign), text, at) : [];
  for (const setting of longOnes) if (setting.value.length > MAX_VALUE_BYTES) return setting;
  const [first] = valuesIn(usual.of(sign), text, at);
  if (first === undefined || first.value.length > MAX_VALUE_BYTES) return readCounted(text, at, within); // it continues
  const counted = first.form === 'spaced' ? readCounted(text, at, within) : undefined; // a blank may be a length: 32
  return counted ?? (first.value.length < MIN_VALUE_BYTES ? undefined : first);
}
/** As in the patterns. */
const MIN_VALUE_BYTES = 4;

function hasLong(text: string, at: number): boolean {
  for (let next = at, run = 0; next < text.length; next++) {
    run = OF_LONG_WORD[text.charCodeAt(next)] === 1 ? run + 1 : 0;
    if (run === MIN_LONG_BYTES) return true;
  }
  return false;
}

function* valuesIn(forms: readonly SettingForm[], text: string, at: number): Generator<Setting> {
  for (const { form, pattern } of forms) {
    pattern.lastIndex = at;
    const value = pattern.exec(text)?.[1];
    if (value === undefined) continue;
    yield trimmed(form, value, text.lastIndexOf(value, pattern.lastIndex - value.length));
  }
}

const CLOSED = new RegExp(String.raw`${CLOSE}[ \t]{0,40}`, 'y');

function signBehind(text: string, at: number): string {
  CLOSED.lastIndex = at;
  CLOSED.test(text);
  return text.charAt(CLOSED.lastIndex);
}

/** Forms grouped by their sign. */
class BySign {
  readonly #make: () => readonly SettingForm[];
  #forms: readonly SettingForm[] | undefined;
  readonly #known = new Map<string, readonly SettingForm[]>();

  constructor(make: () => readonly SettingForm[]) {
    this.#make = make;
  }

  of(sign: string): readonly SettingForm[] {
    const known = this.#known.get(sign);
    if (known !== undefined) return known;
    this.#forms ??= this.#make();
    const all = sign === '' ? [] : this.#forms.filter(({ signs }) => signs.includes(sign));
    this.#known.set(sign, all);
    return all;
  }
}
const [usual, long] = [new BySign(() => SETTING_FORMS), new BySign(longForms)];

function readCounted(text: string, at: number, within: number): Setting | undefined {
  const from = Math.max(0, within - MAX_BEFORE_BYTES);
  const bytes = Buffer.from(text.slice(from, at + 2 * MAX_VALUE_BYTES), 'latin1');
  const pair = countedAfter(bytes, within - from, at - from);
  if (pair === undefined) return undefined;
  const { nameStart, nameEnd, start, end } = pair;
  const value = text.slice(from + start, from + end);
  const setting = { form: 'counted', value, start: from + start, nameEnd: from + nameEnd } as const;
  return nameStart === undefined ? setting : { ...setting, nameStart: from + nameStart };
}
/** A name, and the text before it that shows it is one. */
const MAX_BEFORE_BYTES = 2 * MAX_VALUE_BYTES;

/** A byte that is no UTF-8: in binary data, a value without quotes ends before it (pickle, MessagePack). */
const NO_UTF_8 = /[\xc0-\xff](?![\x80-\xbf])|(?<![\x80-\xff])[\x80-\xbf]/;

/** Without quotes inside quotes (`'"value"'`, `"'value'"`) and, if no quotes close it, without the full stop of a sentence. */
function trimmed(form: Setting['form'], found: string, start: number): Setting {
  const broken = form === 'bare' ? found.search(NO_UTF_8) : -1;
  const value = broken < 0 ? found : found.slice(0, broken);
  const inner = /^\\?"([^"\\]{4,250})\\?"$/.exec(value)?.[1] ?? /^'([^'\\]{4,250})'$/.exec(value)?.[1];
  const kept =
    inner ?? (form === 'quoted' || form === 'argument' || form === 'called' ? value : value.replace(/[.:!?]+$/, ''));
  return { form, value: kept, start: start + value.indexOf(kept) };
}
