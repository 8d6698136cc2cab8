/** The forms of a setting: in code and configurations, in output and errors of debuggers and programs, in argument lists of a command. */
import { ALPHANUMERIC } from '../random-text.ts';
import { CELL_FORMS } from './setting-cells.ts';
import { CODE_FORMS, TEMPLATE_FORMS } from './setting-code.ts';
import { HIGHLIGHTED_BELOW, HIGHLIGHTED_STRINGS, HIGHLIGHTED_WORDS } from './setting-highlighted.ts';
import { CLOSE, LONG_WORD, type SettingForm, WORD } from './setting-pieces.ts';
import { MEMBER_FORMS, SHOWN_FORMS } from './setting-shown.ts';
import { STORE_FORMS } from './setting-stores.ts';
import { MARKUP_FORMS, VALUE_FIRST_FORMS, WRAPPED_FORMS } from './setting-wraps.ts';

/** `DB_PASSWORD:STRING=value` of CMake, in CMakeCache.txt and behind `-D` (cmake(1), "Options"). */
const TYPE_OF_CMAKE = '(?:BOOL|FILEPATH|INTERNAL|PATH|STATIC|STRING|UNINITIALIZED)=';
/** The last two are in UTF-8: `：`, `＝`. */
const ASSIGNED = String.raw`[ \t]{0,40}(?:=>|:{1,3}=|[=!?+.]?={1,2}|:${TYPE_OF_CMAKE}|:{1,2}(?!${TYPE_OF_CMAKE})|\xef\xbc[\x9a\x9d])[ \t]{0,8}`;
/** In a declaration: `: string =`, ` String? =`, `: &'static str =`. */
const TYPED = String.raw`[ \t]{0,4}:?[ \t]{0,4}&?(?:'static )?(?:[Ss]tring|str)\??[ \t]{0,4}=[ \t]{0,4}`;
/** A fallback: `process.env.NAME || 'value'`, `ENV['NAME'] ||= 'value'`; not between two strings: `"NAME" || "value"`. */
const DEFAULT = String.raw`(?<!["'${'`'}\\])[ \t]{0,4}(?:\|\||\?\?)=?[ \t]{0,4}`;
/** Before the quote: bytes of Python, an option of Rust, a binary of Erlang, a pointer in a debugger (`bt full` of gdb). */
const SHOWN = String.raw`[BbUu]|Some\(|<<|0x[0-9a-f]{1,16} `;
/** Parameters of AWS Systems Manager. */
const TYPE_BEFORE = String.raw`(?:"Type":[ \t]?"\w{1,16}",\s{0,40})?`;
/** And the name is 'value'; <add key="name" value="value" />; {"key": "name", "value": "value"}. */
const LED = String.raw`(?:${ASSIGNED}(?:@|${SHOWN})?|,?\s{0,40}${TYPE_BEFORE}["']?(?:android:|Parameter)?[Vv]alue["']?[ \t]{0,8}[:=][ \t]{0,8}|${TYPED}|${DEFAULT})`;
/** Up to the next string, if the name is a string too, or in a tuple of Erlang; after a variable it would be any other argument. */
const ARGUMENT = String.raw`${CLOSE}(?<=["'${'`'}\]\\]|(?<![\w:]):\w{1,80}|\{[\w.-]{1,80})[ \t]{0,8},[ \t]{0,8}`;
/** In a sentence: `is "…"`, `for user 'postgres' is '…'`. */
const IN_PROSE = String.raw`(?: for (?:the )?(?:user|account|login) ["'${'`'}]?[\w.@-]{1,64}["'${'`'}]?)? is `;

/** First characters of LED. */
const LEADS = '=:!?+.,|&\'"sSTvVPa\xef\t\n\v\f\r \xa0';

/** The group of a value: a repeated character class. */
const VALUE = /\(\[\^(?:[^\]\\]|\\.)+\]\{4,257\}\)/;

/** Exported for tests, which check these patterns as they check those of rules. */
export const SETTING_FORMS: readonly SettingForm[] = [
  ...VALUE_FIRST_FORMS,
  ...MEMBER_FORMS,
  ...STORE_FORMS,
  ...TEMPLATE_FORMS,
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
  { form: 'quoted-in-prose', signs: 'fi', pattern: new RegExp(String.raw`${IN_PROSE}"([^"\n]{4,64})"`, 'y') },
  { form: 'quoted-in-prose', signs: 'fi', pattern: new RegExp(String.raw`${IN_PROSE}'([^'\n]{4,64})'`, 'y') },
  {
    form: 'quoted-in-prose',
    signs: 'fi',
    pattern: new RegExp(String.raw`${IN_PROSE}${'`'}([^${'`'}\n]{4,64})${'`'}`, 'y'),
  },
  {
    form: 'bare-in-prose',
    signs: 'fi',
    pattern: new RegExp(
      String.raw`${IN_PROSE.replace(/ $/, ':? ')}(?=\S{0,127}[0-9])([A-Za-z0-9][^\s"'${'`'}<>(){},;\x00-\x20\x7f]{11,127})`,
      'y',
    ),
  },
  // password "value" of Gradle, -Password "value" of shells
  { form: 'beside', signs: '@"', pattern: /[ \t]{1,4}@?"([^"\n]{4,257})"/y },
  { form: 'beside', signs: "'", pattern: /[ \t]{1,4}'([^'\n]{4,257})'/y },
  // buildConfigField("String", "NAME", "\"value\"")
  {
    form: 'argument',
    signs: ',',
    pattern: new RegExp(String.raw`${ARGUMENT}"\\{1,3}"([^"\\\n]{4,257})\\{1,3}""`, 'y'),
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
  // {name,"value"} of Erlang
  { form: 'quoted', signs: ',', pattern: /(?<=\{[\w.-]{1,80}),[ \t]{0,8}(?:<<)?"([^"\n]{4,257})"(?:>>)?[ \t]?\}/y },
  // define('NAME', 'value')
  {
    form: 'argument',
    signs: ',',
    pattern: new RegExp(String.raw`${ARGUMENT}'([^'\n]{4,257})'`, 'y'),
  },
  {
    form: 'argument',
    signs: ',',
    pattern: new RegExp(String.raw`${ARGUMENT}"([^"\n]{4,257})"`, 'y'),
  },
  ...WRAPPED_FORMS,
  ...CODE_FORMS,
  ...HIGHLIGHTED_BELOW,
  ...HIGHLIGHTED_STRINGS,
  ...SHOWN_FORMS,
  ...HIGHLIGHTED_WORDS,
  { form: 'bare', signs: '=:!?\xef', pattern: new RegExp(`${CLOSE}${ASSIGNED}(${WORD})`, 'y') },
  {
    form: 'listed',
    signs: 'v\t\n\v\f\r \xa0',
    pattern: new RegExp(String.raw`${CLOSE}\s{1,40}value:[ \t]{0,8}(${WORD})`, 'y'),
  },
  // Not `<name>\napp\n</name>` in a string of a program
  { form: 'element', signs: '>', pattern: />(?!\\)([^<>\s\x00-\x20]{4,257})<\//y },
  // <string name="name">value</string> of Android, <key>name</key> <string>value</string> of Apple
  {
    form: 'element',
    signs: '>',
    pattern: /(?<=(?:name|key)=["'][\w.-]{1,80})["']>(?!\\)([^<>\s\x00-\x20]{4,257})<\//y,
  },
  { form: 'element', signs: '<', pattern: /<\/key>\s{0,40}<string>([^<>\s\x00-\x20]{4,257})<\/string>/y },
  // A row of a table of phpinfo(), whose name may be `$_SERVER['name']`
  {
    form: 'element',
    signs: '<',
    pattern: /(?:["']\])?[ \t]?<\/td>\s{0,8}<td class="v">([^<>\s\x00-\x20]{4,257})[ \t]?<\/td>/y,
  },
  ...MARKUP_FORMS,
  ...CELL_FORMS,
  // ["name"]=> string(5) "value" of PHP's var_dump, 'name' => of Xdebug's
  { form: 'quoted', signs: '=', pattern: /["']\]? ?=>\s{1,40}string\([0-9]{1,4}\) "([^"\n]{4,257})"/y },
  // Arguments one by one: in JSON, in YAML, of the audit daemon, of the kernel (/proc/*/cmdline)
  { form: 'argument', signs: ',', pattern: /(?<=--[\w-]{1,80})",\s{1,80}"([^"\n]{4,257})"/y },
  {
    form: 'argument',
    signs: '\r\n',
    pattern: /(?<=- ["']?--[\w-]{1,80})["']?\r?\n[ \t]{0,40}- ["']?([^\s"']{4,257})["']?\r?$/my,
  },
  { form: 'argument', signs: 'a', pattern: /(?<=="--[\w-]{1,80})" a[0-9]{1,4}="([^"\s]{4,257})"/y },
  { form: 'argument', signs: '\0', pattern: /(?<=\0--[\w-]{1,80})\0([^\x00-\x20"'`<>\x7f-\xff]{4,257})(?:\0|$)/y },
  {
    form: 'spaced',
    signs: ALPHANUMERIC,
    pattern: /[ \t]([A-Za-z0-9][A-Za-z0-9_-]{15,254}={0,2})(?![A-Za-z0-9_+/=-])/y,
  },
  {
    form: 'spaced',
    signs: ALPHANUMERIC,
    pattern:
      /[ \t]((?:[A-Za-z0-9+/]{4}){4,63}(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?|[A-Za-z0-9+/]{4}))(?![A-Za-z0-9_+/=-])/y,
  },
  {
    form: 'option',
    signs: `${ALPHANUMERIC}!#*+/=?@^_~.:`,
    pattern: new RegExp(String.raw`(?<=--[\w-]{1,80})[ \t](?![.:-])(${WORD})`, 'y'),
  },
];

/** The same forms with a LONG_WORD, which replaces the one character class of a pattern that is repeated for the value. */
export const longForms = (): readonly SettingForm[] =>
  SETTING_FORMS.flatMap((each) => {
    const source = each.pattern.source.replace(VALUE, `(${LONG_WORD})`);
    return source === each.pattern.source ? [] : [{ ...each, pattern: new RegExp(source, each.pattern.flags) }];
  });
