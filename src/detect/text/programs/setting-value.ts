/** The value behind the name of a setting: the forms that code and configurations have for it. */
import { ALPHANUMERIC } from '../random-text.ts';
import { countedBehind, MAX_NAME_BYTES, MAX_VALUE_BYTES } from './setting-glance.ts';

/**
 * How the value stands there: `argument` is the next string behind a comma; `spaced` a word behind the name without a sign between,
 * `beside` the same in quotes; `called` the one argument of a function; `told` is what a sentence says it is; `counted` has its length
 * before it, and so has the name.
 */
export interface Setting {
  readonly form:
    | 'quoted'
    | 'argument'
    | 'called'
    | 'bare'
    | 'listed'
    | 'element'
    | 'spaced'
    | 'beside'
    | 'told'
    | 'counted';
  readonly value: string;
  /** Of the value in the text. */
  readonly start: number;
  /** Of one that is counted: what follows there in the text is a tag. */
  readonly nameEnd?: number;
}

const CLOSE = String.raw`\\{0,3}["'${'`'}]?\]?`;
const ASSIGNED = String.raw`[ \t]{0,8}(?:=>|:{1,3}=|[=!?]?={1,2}|:{1,2})[ \t]{0,8}`;
/** In a declaration: `: string =`, ` String? =`, `: &'static str =`. */
const TYPED = String.raw`[ \t]{0,4}:?[ \t]{0,4}&?(?:'static )?(?:[Ss]tring|str)\??[ \t]{0,4}=[ \t]{0,4}`;
/** What stands in where there is none: `process.env.NAME || 'value'`, `ENV['NAME'] ||= 'value'`. */
const DEFAULT = String.raw`[ \t]{0,4}(?:\|\||\?\?)=?[ \t]{0,4}`;
/** And the name is 'value'; <add key="name" value="value" />; {"key": "name", "value": "value"}. */
const LED = String.raw`(?:${ASSIGNED}@?|,?\s{0,40}["']?(?:android:)?value["']?[ \t]{0,8}[:=][ \t]{0,8}|${TYPED}|${DEFAULT})`;
/** In a sentence: `is "…"`, `for user 'postgres' is '…'`. */
const TOLD = String.raw`(?: for (?:the )?(?:user|account|login) ["'${'`'}]?[\w.@-]{1,64}["'${'`'}]?)? is `;
const WORD = String.raw`[^\s"'${'`'},;<>(){}\[\]\\|&\x00-\x20\x7f]{4,257}`;

/** What LED may begin with. */
const LEADS = '=:!?,|&\'"sSva\t\n\v\f\r \xa0';

interface Reading {
  readonly form: Setting['form'];
  /** One of them stands behind what closes the name, and blanks: the patterns of the others need not be tried. */
  readonly signs: string;
  /** With one group. */
  readonly pattern: RegExp;
}

/** Tests look at them as at the patterns of rules. */
export const SETTING_FORMS: readonly Reading[] = [
  {
    form: 'quoted',
    signs: LEADS,
    pattern: new RegExp(String.raw`${CLOSE}${LED}\\{1,3}["']([^"'\\\n]{4,257})\\{1,3}["']`, 'y'),
  },
  { form: 'quoted', signs: LEADS, pattern: new RegExp(String.raw`${CLOSE}${LED}"([^"\n]{4,257})"`, 'y') },
  { form: 'quoted', signs: LEADS, pattern: new RegExp(String.raw`${CLOSE}${LED}'([^'\n]{4,257})'`, 'y') },
  {
    form: 'quoted',
    signs: LEADS,
    pattern: new RegExp(String.raw`${CLOSE}${LED}${'`'}([^${'`'}\n]{4,257})${'`'}`, 'y'),
  },
  { form: 'told', signs: 'fi', pattern: new RegExp(String.raw`${TOLD}"([^"\n]{4,64})"`, 'y') },
  { form: 'told', signs: 'fi', pattern: new RegExp(String.raw`${TOLD}'([^'\n]{4,64})'`, 'y') },
  { form: 'told', signs: 'fi', pattern: new RegExp(String.raw`${TOLD}${'`'}([^${'`'}\n]{4,64})${'`'}`, 'y') },
  // password "value" of Gradle, -Password "value" of shells
  { form: 'beside', signs: '@"', pattern: /[ \t]{1,4}@?"([^"\n]{4,257})"/y },
  { form: 'beside', signs: "'", pattern: /[ \t]{1,4}'([^'\n]{4,257})'/y },
  // buildConfigField("String", "NAME", "\"value\"")
  {
    form: 'argument',
    signs: ',',
    pattern: new RegExp(String.raw`${CLOSE}[ \t]{0,8},[ \t]{0,8}"\\{1,3}"([^"\\\n]{4,257})\\{1,3}""`, 'y'),
  },
  // .setName("value")
  { form: 'called', signs: '(', pattern: /\(["']([^"'\\\n]{4,257})["']\)/y },
  // variable "name" { default = "value" }
  {
    form: 'quoted',
    signs: '{',
    pattern: /"[ \t]{0,4}\{(?:[^{}"]|"[^"\n]{0,80}"){0,200}?[\s;]default[ \t]{0,16}=[ \t]{0,4}"([^"\n]{4,257})"/y,
  },
  // s:4:"name";s:5:"value"; of PHP's serialize
  { form: 'quoted', signs: ';', pattern: /\\?";s:[0-9]{1,4}:\\?"([^"\\\n]{4,257})\\?";/y },
  // define('NAME', 'value')
  {
    form: 'argument',
    signs: ',',
    pattern: new RegExp(String.raw`${CLOSE}[ \t]{0,8},[ \t]{0,8}'([^'\n]{4,257})'`, 'y'),
  },
  {
    form: 'argument',
    signs: ',',
    pattern: new RegExp(String.raw`${CLOSE}[ \t]{0,8},[ \t]{0,8}"([^"\n]{4,257})"`, 'y'),
  },
  { form: 'bare', signs: '=:!?', pattern: new RegExp(`${CLOSE}${ASSIGNED}(${WORD})`, 'y') },
  {
    form: 'listed',
    signs: 'v\t\n\v\f\r \xa0',
    pattern: new RegExp(String.raw`${CLOSE}\s{1,40}value:[ \t]{0,8}(${WORD})`, 'y'),
  },
  { form: 'element', signs: '>', pattern: />([^<>\s\x00-\x20]{4,257})<\//y },
  // <string name="name">value</string> of Android, <key>name</key> <string>value</string> of Apple
  { form: 'element', signs: '>', pattern: /(?<=(?:name|key)=["'][\w.-]{1,80})["']>([^<>\s\x00-\x20]{4,257})<\//y },
  { form: 'element', signs: '<', pattern: /<\/key>\s{0,40}<string>([^<>\s\x00-\x20]{4,257})<\/string>/y },
  { form: 'spaced', signs: ALPHANUMERIC, pattern: /[ \t]([A-Za-z0-9][A-Za-z0-9_-]{15,256})/y },
];

/** The value of the setting whose name ends at `at`. */
export function readSetting(text: string, at: number): Setting | undefined {
  for (const { form, pattern } of readingsFor(signBehind(text, at))) {
    pattern.lastIndex = at;
    const value = pattern.exec(text)?.[1];
    if (value === undefined) continue;
    return trimmed(form, value, text.lastIndexOf(value, pattern.lastIndex - value.length));
  }
  return readCounted(text, at);
}

const CLOSED = new RegExp(String.raw`${CLOSE}[ \t]{0,8}`, 'y');

function signBehind(text: string, at: number): string {
  CLOSED.lastIndex = at;
  CLOSED.test(text);
  return text.charAt(CLOSED.lastIndex);
}

/** By sign. */
const readings = new Map<string, readonly Reading[]>();

function readingsFor(sign: string): readonly Reading[] {
  const known = readings.get(sign);
  if (known !== undefined) return known;
  const all = sign === '' ? [] : SETTING_FORMS.filter(({ signs }) => signs.includes(sign));
  readings.set(sign, all);
  return all;
}

function readCounted(text: string, at: number): Setting | undefined {
  const from = Math.max(0, at - 2 * MAX_NAME_BYTES);
  const bytes = Buffer.from(text.slice(from, at + 2 * MAX_VALUE_BYTES), 'latin1');
  const pair = countedBehind(bytes, at - from, at - from);
  if (pair === undefined) return undefined;
  const [start, end, nameEnd] = [pair.start, pair.end, pair.nameEnd].map((each) => from + each) as [
    number,
    number,
    number,
  ];
  return { form: 'counted', value: text.slice(start, end), start, nameEnd };
}

/** Without quotes inside quotes (`'"value"'`), and without the full stop of a sentence. */
function trimmed(form: Setting['form'], value: string, start: number): Setting | undefined {
  const inner = /^\\?"([^"\\]{4,250})\\?"$/.exec(value)?.[1];
  const kept =
    inner ?? (form === 'quoted' || form === 'argument' || form === 'called' ? value : value.replace(/[.:!?]+$/, ''));
  if (kept.length < 4 || kept.length > MAX_VALUE_BYTES) return undefined;
  return { form, value: kept, start: start + value.indexOf(kept) };
}
