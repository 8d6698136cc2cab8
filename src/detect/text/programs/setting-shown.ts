/**
 * Settings as programs print them and documents show them: in terminal colours, as PHP and Go dump objects, in brackets of a log,
 * next to `</b>` and `<code>` of HTML; and lists of names and values with something between the two.
 */
import { ALPHANUMERIC } from '../random-text.ts';
import { CLOSE, type SettingForm, WORD } from './setting-pieces.ts';

/** ECMA-48, section 8.3.117: selects the colour of the following text. */
const COLOUR = String.raw`(?:\x1b\[[0-9;]{0,24}m)`;
const TAG_VALUE = String.raw`(?!\\)([^<>\s\x00-\x20]{4,257})`;
const QUOTE = `(?:&#(?:x27|39|34);|&quot;|["'])`;
const REFERENCE = '&(?:quot|apos|#3[49]|#x2[27]);';
const SHOWN_AS = '<(?:code|tt|kbd|samp|b|strong|span)(?:[ \\t][^<>]{0,80})?>';

/** `"type": "text",`, `slotSetting: false,`, `"tags": {},`, ` Type="String"`: other properties of a name, before its value. */
const MEMBER = String.raw`["']?(?![Vv]alue)\w{1,16}["']?[ \t]?[:=][ \t]?(?:"[^"\n]{0,80}"|'[^'\n]{0,80}'|\w{1,16}|\{[^{}]{0,80}\})(?:,\s{0,40}|\s{1,40})`;
/** The same in YAML. */
const YAML_MEMBER = String.raw`(?!value:)\w{1,16}: [^\n{}]{1,120}\n[ \t]{1,40}`;
/** With a bar: a record of `psql -x`. */
const IS_NAME = String.raw`(?:[Nn]ame|[Kk]ey)["']?[ \t]{0,16}[:=|][ \t]{0,4}["']?[\w./-]{1,80}`;

/** Must precede those of setting-forms.ts, which would take the next string as the value. */
export const MEMBER_FORMS: readonly SettingForm[] = [
  // ["name":protected]=> string(5) "value", objects of PHP
  {
    form: 'quoted',
    signs: ':',
    pattern:
      /["']?:(?:protected|private|["']?[\w\\]{1,80}["']?:private)\] ?=>\s{1,40}string\([0-9]{1,4}\) "([^"\n]{4,257})"/y,
  },
  // {"name": "name", "slotSetting": false, "value": "value"}
  {
    form: 'quoted',
    signs: `,\t\n\r ${ALPHANUMERIC}`,
    pattern: new RegExp(
      String.raw`(?<=${IS_NAME})["'](?:,\s{0,40}|\s{1,40})(?:${MEMBER}){1,3}["']?[Vv]alue["']?[ \t]{0,4}[:=][ \t]{0,4}["']([^"'\n]{4,257})["']`,
      'y',
    ),
  },
  // + name  = "name", and below it + value = "value", as `terraform plan` prints them
  {
    form: 'quoted',
    signs: '\r\n',
    pattern: new RegExp(
      String.raw`(?<=${IS_NAME})"\r?\n[ \t]{0,40}[+~][ \t]value[ \t]{0,8}=[ \t]"([^"\n]{4,257})"`,
      'y',
    ),
  },
  // name = [-old-]{+value+}, of `git diff --word-diff`
  {
    form: 'listed',
    signs: '=:',
    pattern: new RegExp(
      String.raw`${CLOSE}[ \t]{0,40}(?:=>|:=|[=:])[ \t]{0,8}["'${'`'}]?(?:\[-[^\r\n]{0,120}?-\])?\{\+(${WORD})\+\}`,
      'y',
    ),
  },
];

export const SHOWN_FORMS: readonly SettingForm[] = [
  // ESC[32mname ESC[0m: ESC[33m'value'
  {
    form: 'listed',
    signs: '\x1b=:',
    pattern: new RegExp(
      String.raw`${CLOSE}(?=[=:> \t]{0,12}\x1b\[)${COLOUR}{0,2}["']?[ \t]{0,8}(?:=>?|:)${COLOUR}{0,2}[ \t]{0,8}${COLOUR}{0,2}["'${'`'}]?(${WORD})`,
      'y',
    ),
  },
  // [name:protected] => value, [name:Config:private] => value
  {
    form: 'listed',
    signs: ':',
    pattern: new RegExp(String.raw`:(?:protected|[\w\\]{1,80}:(?:private|protected))\] => (${WORD})`, 'y'),
  },
  // Name: (string) (len=5) "value" of go-spew
  {
    form: 'quoted',
    signs: ':',
    pattern: /: \(string\) (?:\(len=[0-9]{1,4}\) )?"([^"\n]{4,257})"/y,
  },
  // name=[value]
  {
    form: 'argument',
    signs: '=:',
    pattern: new RegExp(String.raw`${CLOSE}[ \t]{0,4}[=:][ \t]{0,4}\[(?=[^\]]{0,256}[0-9])(${WORD})\]`, 'y'),
  },
  // {name: name, value: value}
  {
    form: 'listed',
    signs: ',',
    pattern: new RegExp(String.raw`(?<=${IS_NAME})["']?,[ \t]{1,4}value:[ \t]{1,4}["']?(${WORD})`, 'y'),
  },
  // name: name, below it a description, and below that value: value; ParameterKey: name, ParameterValue: value; records of
  // `sqlite3 -line`, `psql -x` and PowerShell's Format-List, one column per line
  {
    form: 'listed',
    signs: '\r\n',
    pattern: new RegExp(
      String.raw`(?<=${IS_NAME})["']?\r?\n(?:[ \t]{1,40}(?:${YAML_MEMBER}){0,3}(?:Parameter)?[Vv]alue:|[ \t]{0,40}[Vv]alue[ \t]{0,16}[:=|])[ \t]{1,4}["']?(${WORD})`,
      'y',
    ),
  },
  // <b>name:</b> value, <dt>name</dt><dd>value</dd>
  {
    form: 'element',
    signs: ':<',
    pattern: new RegExp(
      String.raw`:?[ \t]?<\/(?:b|strong|em|dt|th|label|span)>:?\s{0,40}(?:<dd>\s{0,8})?(?:${SHOWN_AS})?${TAG_VALUE}\s{0,8}<`,
      'y',
    ),
  },
  // name: <code>value</code>
  {
    form: 'element',
    signs: ':=',
    pattern: new RegExp(String.raw`[ \t]{0,2}[:=][ \t]{0,4}${SHOWN_AS}${TAG_VALUE}<\/`, 'y'),
  },
  // <td>name</td><td class="code"><pre>&#x27;value&#x27;</pre> of Django's debug page, and without quotes in those of others
  {
    form: 'element',
    signs: '<',
    pattern: new RegExp(
      String.raw`[ \t]?<\/t[dh]>\s{0,40}<td(?:[ \t][^<>]{0,120})?>\s{0,40}<pre(?:[ \t][^<>]{0,120})?>${QUOTE}?([^<>\s&"'\x00-\x20]{4,257})(?:${QUOTE}|<\/pre>)`,
      'y',
    ),
  },
  // <span class=sf-dump-key>name</span>" => "<span class=sf-dump-str title="20 characters">value</span> of Symfony's VarDumper
  {
    form: 'element',
    signs: '<',
    pattern: new RegExp(
      String.raw`<\/span>["']? ?(?:=>|:) ?["']?<span class="?sf-dump-str"?[^<>]{0,80}>${TAG_VALUE}<\/span>`,
      'y',
    ),
  },
  // <th>name</th><td><pre class=sf-dump><span class=sf-dump-str>value</span> of Symfony's profiler
  {
    form: 'element',
    signs: '<',
    pattern: new RegExp(
      String.raw`<\/t[hd]>\s{0,40}<td(?:[ \t][^<>]{0,120})?>\s{0,40}(?:<pre[^<>]{0,120}>["']?)?<span class="?sf-dump-str"?[^<>]{0,80}>${TAG_VALUE}<\/span>`,
      'y',
    ),
  },
  // name: &quot;value&quot; of Rails, and JSON in an attribute
  {
    form: 'quoted',
    signs: ':=&',
    pattern: new RegExp(
      String.raw`(?:${REFERENCE})?[ \t]{0,4}(?:=&gt;|=>|[:=])[ \t]{0,4}${REFERENCE}([^<>&"'\s\x00-\x20]{4,257})${REFERENCE}`,
      'y',
    ),
  },
  // getenv("name") = "value" of ltrace
  { form: 'argument', signs: ')', pattern: /(?<=getenv\("\w{1,80})"\)[ \t]{1,40}= "([^"\n]{4,257})"/y },
  // name -> value, as Scala prints a map
  {
    form: 'bare-in-prose',
    signs: '-',
    pattern: new RegExp(
      String.raw`[ \t]->[ \t](?=\S{0,127}[0-9])([A-Za-z0-9][^\s"'${'`'}<>(){}[\],;\x00-\x20\x7f]{11,127})`,
      'y',
    ),
  },
  // property name set to value, name was changed to 'value'
  {
    form: 'bare-in-prose',
    signs: 'siwhcr',
    pattern: new RegExp(
      String.raw`["'${'`'}]?[ \t](?:(?:is|was|has been) )?(?:set|changed|reset) to ["'${'`'}]?(?=\S{0,127}[0-9])([A-Za-z0-9][^\s"'${'`'}<>(){},;\x00-\x20\x7f]{11,127})`,
      'y',
    ),
  },
  // Setting name to value, Set environment variable 'name' with value 'value'
  {
    form: 'bare-in-prose',
    signs: 'tw',
    pattern: new RegExp(
      String.raw`(?<=[Ss]et(?:ting)?(?: [\w'-]{1,16}){0,4} ["'${'`'}]?[\w.-]{1,80})["'${'`'}]? (?:to|with value) ["'${'`'}]?(?=\S{0,127}[0-9])([A-Za-z0-9][^\s"'${'`'}<>(){},;\x00-\x20\x7f]{11,127})`,
      'y',
    ),
  },
  // <<"name">> => <<"value">> of Erlang
  { form: 'quoted', signs: '>', pattern: /["']>>[ \t]{0,4}(?:=>|,)[ \t]{0,4}(?:<<)?"([^"\\\n]{4,257})"/y },
  // ParameterKey=name,ParameterValue=value, on a command line of AWS
  {
    form: 'listed',
    signs: ',',
    pattern: new RegExp(String.raw`(?<=ParameterKey=[\w.-]{1,80}),ParameterValue=["']?(${WORD})`, 'y'),
  },
  // NAME          value, in columns: PowerShell's list of its environment
  {
    form: 'listed',
    signs: ALPHANUMERIC,
    pattern: new RegExp(
      String.raw`(?<=(?:^|[\r\n])[A-Z][A-Z0-9_]{2,80})[ \t]{2,40}(?=[^\s]{0,256}[0-9])(?=[^\s]{12})(${WORD})[ \t]{0,40}\r?(?:\n|$)`,
      'y',
    ),
  },
  // <void property="name"><string>value</string> of Java's XMLEncoder
  {
    form: 'element',
    signs: '>',
    pattern: new RegExp(String.raw`(?<=property="[\w.-]{1,80})">\s{0,40}<string>${TAG_VALUE}<\/`, 'y'),
  },
  // <void method="put"><string>name</string><string>value</string> of the same for a map
  {
    form: 'element',
    signs: '<',
    pattern: new RegExp(
      String.raw`(?<=method="put">\s{0,40}<string>[\w.-]{1,80})<\/string>\s{0,40}<string>${TAG_VALUE}<\/`,
      'y',
    ),
  },
  // Argument.name">name</stringProp> <stringProp name="Argument.value">value</stringProp> of JMeter; of a request, the value is first
  {
    form: 'element',
    signs: '<',
    pattern: new RegExp(
      String.raw`(?<=Argument\.name">[\w.-]{1,80})<\/stringProp>\s{0,40}<stringProp name="Argument\.value">${TAG_VALUE}<\/`,
      'y',
    ),
  },
  {
    form: 'element',
    signs: '<',
    pattern: new RegExp(
      String.raw`(?<=Argument\.value">${TAG_VALUE}<\/stringProp>\s{1,40}<stringProp name="Argument\.metadata">=<\/stringProp>\s{1,40}(?:<boolProp[^<>]{0,80}>\w{4,5}<\/boolProp>\s{1,40}){0,2}<stringProp name="Argument\.name">[\w.-]{1,80})<\/stringProp>`,
      'y',
    ),
  },
  // name|s:5:"value"; in a session of PHP
  { form: 'quoted', signs: '|', pattern: /\|s:[0-9]{1,4}:"([^"\\\n]{4,257})";/y },
  // <name>name</name><value><string>value</string> of XML-RPC
  {
    form: 'element',
    signs: '<',
    pattern: new RegExp(String.raw`<\/name>\s{0,40}<value>\s{0,40}<string>${TAG_VALUE}<\/`, 'y'),
  },
  // Password:, and the value on the next line: mails
  {
    form: 'bare-in-prose',
    signs: ':',
    pattern: new RegExp(
      String.raw`:[ \t]{0,4}(?:\r?\n){1,2}[ \t]{0,40}(?=\S{0,127}[0-9])([A-Za-z0-9][^\s"'${'`'}<>(){},;:=\x00-\x20\x7f]{11,127})[ \t]{0,4}\r?(?:\n|$)`,
      'y',
    ),
  },
  // env:"NAME" envDefault:"value", in a tag of Go
  {
    form: 'argument',
    signs: ALPHANUMERIC,
    pattern: /(?<=:"[\w.-]{1,80})"[ \t](?:\w{1,16}:"[^"\n]{0,80}"[ \t]){0,2}(?:env)?[Dd]efault:"([^"\n]{4,257})"/y,
  },
];
