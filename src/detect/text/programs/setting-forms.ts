/**
 * The forms in which a setting stands: in code and configurations, in what debuggers, programs and their errors print, in lists of the
 * arguments of a command.
 */
import { membersOf } from '../byte-runs.ts';

export const QUOTE = membersOf(/["'`]/);
export const MAX_VALUE_BYTES = 256;

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
/** Before the quote: bytes of Python, an option of Rust, a binary of Erlang, a pointer in a debugger (`bt full` of gdb). */
const SHOWN = String.raw`[BbUu]|Some\(|<<|0x[0-9a-f]{1,16} `;
/** Parameters of AWS Systems Manager. */
const TYPE_BEFORE = String.raw`(?:"Type": "\w{1,16}",\s{1,40})?`;
/** And the name is 'value'; <add key="name" value="value" />; {"key": "name", "value": "value"}. */
const LED = String.raw`(?:${ASSIGNED}(?:@|${SHOWN})?|,?\s{0,40}${TYPE_BEFORE}["']?(?:android:|Parameter)?[Vv]alue["']?[ \t]{0,8}[:=][ \t]{0,8}|${TYPED}|${DEFAULT})`;
/** In a sentence: `is "…"`, `for user 'postgres' is '…'`. */
const TOLD = String.raw`(?: for (?:the )?(?:user|account|login) ["'${'`'}]?[\w.@-]{1,64}["'${'`'}]?)? is `;
const WORD = String.raw`[^\s"'${'`'},;<>(){}\[\]\\|&\x00-\x20\x7f]{4,257}`;

/** Each with one group. Tests look at them as at the patterns of rules. */
export const SETTING_FORMS: readonly { readonly form: Setting['form']; readonly pattern: RegExp }[] = [
  { form: 'quoted', pattern: new RegExp(String.raw`${CLOSE}${LED}\\{1,3}["']([^"'\\\n]{4,257})\\{1,3}["']`, 'y') },
  { form: 'quoted', pattern: new RegExp(String.raw`${CLOSE}${LED}"([^"\n]{4,257})"`, 'y') },
  { form: 'quoted', pattern: new RegExp(String.raw`${CLOSE}${LED}'([^'\n]{4,257})'`, 'y') },
  { form: 'quoted', pattern: new RegExp(String.raw`${CLOSE}${LED}${'`'}([^${'`'}\n]{4,257})${'`'}`, 'y') },
  { form: 'told', pattern: new RegExp(String.raw`${TOLD}"([^"\n]{4,64})"`, 'y') },
  { form: 'told', pattern: new RegExp(String.raw`${TOLD}'([^'\n]{4,64})'`, 'y') },
  { form: 'told', pattern: new RegExp(String.raw`${TOLD}${'`'}([^${'`'}\n]{4,64})${'`'}`, 'y') },
  // password "value" of Gradle, -Password "value" of shells
  { form: 'beside', pattern: /[ \t]{1,4}@?"([^"\n]{4,257})"/y },
  { form: 'beside', pattern: /[ \t]{1,4}'([^'\n]{4,257})'/y },
  // buildConfigField("String", "NAME", "\"value\"")
  {
    form: 'argument',
    pattern: new RegExp(String.raw`${CLOSE}[ \t]{0,8},[ \t]{0,8}"\\{1,3}"([^"\\\n]{4,257})\\{1,3}""`, 'y'),
  },
  // .setName("value")
  { form: 'called', pattern: /\(["']([^"'\\\n]{4,257})["']\)/y },
  // variable "name" { default = "value" }
  {
    form: 'quoted',
    pattern: /"[ \t]{0,4}\{(?:[^{}"]|"[^"\n]{0,80}"){0,200}?[\s;]default[ \t]{0,16}=[ \t]{0,4}"([^"\n]{4,257})"/y,
  },
  // s:4:"name";s:5:"value"; of PHP's serialize
  { form: 'quoted', pattern: /\\?";s:[0-9]{1,4}:\\?"([^"\\\n]{4,257})\\?";/y },
  // {name,"value"} of Erlang
  { form: 'quoted', pattern: /(?<=\{[\w.-]{1,80}),[ \t]{0,8}(?:<<)?"([^"\n]{4,257})"(?:>>)?[ \t]?\}/y },
  // define('NAME', 'value')
  { form: 'argument', pattern: new RegExp(String.raw`${CLOSE}[ \t]{0,8},[ \t]{0,8}'([^'\n]{4,257})'`, 'y') },
  { form: 'argument', pattern: new RegExp(String.raw`${CLOSE}[ \t]{0,8},[ \t]{0,8}"([^"\n]{4,257})"`, 'y') },
  { form: 'bare', pattern: new RegExp(`${CLOSE}${ASSIGNED}(${WORD})`, 'y') },
  { form: 'listed', pattern: new RegExp(String.raw`${CLOSE}\s{1,40}value:[ \t]{0,8}(${WORD})`, 'y') },
  { form: 'element', pattern: />([^<>\s\x00-\x20]{4,257})<\//y },
  // <string name="name">value</string> of Android, <key>name</key> <string>value</string> of Apple
  { form: 'element', pattern: /(?<=(?:name|key)=["'][\w.-]{1,80})["']>([^<>\s\x00-\x20]{4,257})<\//y },
  { form: 'element', pattern: /<\/key>\s{0,40}<string>([^<>\s\x00-\x20]{4,257})<\/string>/y },
  // A row of a table of phpinfo()
  { form: 'element', pattern: /[ \t]?<\/td>\s{0,8}<td class="v">([^<>\s\x00-\x20]{4,257})[ \t]?<\/td>/y },
  // ["name"]=> string(5) "value" of PHP's var_dump, 'name' => of Xdebug's
  { form: 'quoted', pattern: /["']\]? ?=>\s{1,40}string\([0-9]{1,4}\) "([^"\n]{4,257})"/y },
  // Arguments one by one: of JSON, of YAML, of the audit daemon, of the kernel (/proc/*/cmdline)
  { form: 'argument', pattern: /(?<=--[\w-]{1,80})",\s{1,80}"([^"\n]{4,257})"/y },
  { form: 'argument', pattern: /(?<=- ["']?--[\w-]{1,80})["']?\r?\n[ \t]{0,40}- ["']?([^\s"']{4,257})["']?\r?$/my },
  { form: 'argument', pattern: /(?<=="--[\w-]{1,80})" a[0-9]{1,4}="([^"\s]{4,257})"/y },
  { form: 'argument', pattern: /(?<=\0--[\w-]{1,80})\0([^\x00-\x20"'`<>\x7f-\xff]{4,257})(?:\0|$)/y },
  { form: 'spaced', pattern: /[ \t]([A-Za-z0-9][A-Za-z0-9_-]{15,256})/y },
];

const [SPACE, CR, LF, TAB, DASH, LESS, SMALL_A, SMALL_S] = [0x20, 0x0d, 0x0a, 0x09, 0x2d, 0x3c, 0x61, 0x73] as const;

/** Whether a value may follow with what a debugger or a program prints before its quote. */
export function shownBehind(window: Uint8Array, at: number): boolean {
  const [first, second] = [window[at] ?? 0, window[at + 1] ?? 0];
  switch (first | 0x20) {
    case 0x62: // b"…", u"…"
    case 0x75:
      return QUOTE[second] === 1;
    case SMALL_S: // Some(
      return second === 0x6f && window[at + 4] === 0x28;
    case 0x30: // 0x…
      return second === 0x78;
    case LESS | 0x20: // <<
      return second === LESS;
    case LF | 0x20: // A line end, or what it becomes: string(5)
      return first === LF;
    default:
      return false;
  }
}

/** Whether the next argument of a list may follow. */
export function argumentBehind(window: Uint8Array, at: number): boolean {
  const first = window[at];
  if (first === 0) return true;
  if (first === SMALL_A) return isDigit(window[at + 1]);
  let next = at + 1;
  while (isBlank(window[next]) && next < at + 80) next++;
  return first === LF ? window[next] === DASH && window[next + 1] === SPACE : QUOTE[window[next] ?? 0] === 1;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB || byte === LF || byte === CR;
}
