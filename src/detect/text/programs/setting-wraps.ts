/**
 * Values that do not directly follow a sign: in a call that makes bytes or a string of them, in a literal with a mark before its
 * quote, after a type, in a list or an object of their own, on the next line, as the fallback for an unset variable, in YAML
 * blocks and in markup.
 */
import { ALPHANUMERIC } from '../random-text.ts';
import { CLOSE, type SettingForm, WORD } from './setting-pieces.ts';

const SIGN = String.raw`[ \t]{0,40}(?:=>|:?={1,2}|:|<-)[ \t]{0,8}`;
/** Without quotes in it, since any of them may close it. */
const VALUE = String.raw`["'${'`'}]([^"'${'`'}\\\n]{4,257})["'${'`'}]`;
/** Bytes, raw and formatted strings of Python, verbatim ones of C#, wide ones of C, raw ones of Rust and Swift. */
const MARK = `(?:[BbFfLRrUu]{1,2}|[$@]{1,2}|b?r?#{1,3})`;
/** Calls that decode hex or base64, or encode UTF-8: Python, Go, Rust, PHP, Ruby, .NET. */
const DECODES = String.raw`(?:bytes|bytearray)\.fromhex|(?:binascii\.)?unhexlify|hex\.DecodeString|hex::decode|(?:base64\.)?(?:urlsafe_)?b64decode|base64\.(?:Raw)?(?:Std|URL)Encoding\.DecodeString|base64_decode|Base64\.(?:strict_)?decode(?:64)?|Convert\.From(?:Base64|Hex)String|(?:System\.Text\.)?Encoding\.\w{4,7}\.GetBytes`;
/**
 * Calls that make bytes or a string of a literal, or prevent it from being printed: Go, Rust, Node.js, Python, C++, Arduino; or
 * only a bracket.
 */
const CALLED = String.raw`(?:${DECODES}|\[\](?:byte|rune)|(?:std::)?[Ss]tring(?:::(?:from|new))?|(?:new )?(?:Secure|Secret)?Str(?:ing)?|Buffer\.from|(?:Secret(?:String|Box)?|Zeroizing)::(?:new|from)|Some|Hash::make|bcrypt|password_hash|make_password|generate_password_hash|JSON\.stringify|QStringLiteral|QLatin1String|QString(?:::fromUtf8)?|[sS]ensitive|Optional|atob|pulumi\.secret|aws\.String|(?:pointer|ptr|pulumi|github|gitlab|to)\.(?:String(?:Ptr)?|To)|[Ff]ield|bytes|bytearray|str|F|_T|TEXT)?`;
/**
 * `: &[u8; 32] =`, `?: string =`, `: Optional[str] =`, ` As String =`, `[65] PROGMEM =`, ` { get; set; } =`; no tag in a sentence
 * (PuTTY's manual): `passphrase: see <a href=`.
 */
const TYPED = String.raw`(?:[!?]?[ \t]{0,4}:[ \t]{0,4}[\w&*[](?:[\w.>[\]|;&'* ?]|(?<! )<){0,47}|[ \t]{1,4}As[ \t]{1,4}String|[ \t]{0,4}\[[\w +*]{0,32}\](?:[ \t]{1,4}PROGMEM)?|[ \t]{0,4}\{[ \t]{0,4}get;[^{}\n]{0,40}\})[ \t]{0,4}:?=[ \t]{0,4}`;
/**
 * Members of an object before the value: parameters of Azure and CloudFormation, outputs of Terraform, items of DynamoDB and
 * Firestore.
 */
const MEMBERS = String.raw`(?:["']?\w{1,16}["']?[ \t]{0,4}:[ \t]{0,4}(?:"[^"\n]{0,80}"|'[^'\n]{0,80}'|\w{1,16}),\s{0,40}){0,4}`;
const IS_VALUE = String.raw`["']?(?:[Vv]alue|[Dd]efault|defaultValue|stringValue|S)["']?[ \t]{0,4}:[ \t]{0,4}`;

const inCode = (between: string) => new RegExp(`${CLOSE}${between}${VALUE}`, 'y');
const TAG_VALUE = String.raw`(?!\\)([^<>\s\x00-\x20]{4,257})`;

/** Reads of an environment variable, and the fallback if it is not set. */
const ENVIRONMENT = String.raw`(?:process\.env|import\.meta\.env|Deno\.env|(?:os\.)?(?:environ|[gG]etenv|env)|ENV|\$_(?:ENV|SERVER)|System\.getenv)(?:\.get|\.fetch)?(?:\??\.\w{1,64}|[[(]["'][\w.-]{1,64}["'][\])]?)(?:[ \t]{0,4}(?:\|\||\?\?|\?:|or)|,)[ \t]{0,4}`;

/** {"value": "value", "name": "name"}, <add value="value" key="name">, with the value before its name. */
export const VALUE_FIRST_FORMS: readonly SettingForm[] = [
  {
    form: 'quoted',
    signs: ',/>}]"\r\n',
    pattern:
      /(?<=["'{,\s](?:Parameter)?[Vv]alue["']?[ \t]{0,4}[:=][ \t]{0,4}["']([^"'\\\n]{4,257})["'](?:,?\s{1,40}|,)["']?(?:Parameter)?(?:[Nn]ame|[Kk]ey|ParameterKey)["']?[ \t]{0,4}[:=][ \t]{0,4}["'][\w.-]{1,80})["'](?!,?\s{0,40}["']?[Vv]alue)/y,
  },
  // - value: value, and on the next line name: name
  {
    form: 'listed',
    signs: '\r\n',
    pattern: new RegExp(
      String.raw`(?<=(?:^|[\s-])value:[ \t]{1,4}["']?(${WORD})["']?[ \t]{0,4}\r?\n[ \t]{1,40}name:[ \t]{1,4}["']?[\w.-]{1,80})["']?[ \t]{0,4}\r?\n(?![ \t]{0,40}value:)`,
      'y',
    ),
  },
];

/** Must precede those of values without quotes, which would take the first word of these. */
export const WRAPPED_FORMS: readonly SettingForm[] = [
  {
    form: 'quoted',
    signs: '=:<',
    pattern: inCode(String.raw`${SIGN}${CALLED}\(\s{0,40}(?:default[ \t]?=[ \t]?)?${MARK}?`),
  },
  // name, err := hex.DecodeString("value") of Go
  {
    form: 'quoted',
    signs: ',',
    pattern: inCode(String.raw`,[ \t]{1,4}(?:_|err)[ \t]{1,4}:?=[ \t]{1,4}${CALLED}\(\s{0,40}`),
  },
  { form: 'quoted', signs: '=:<', pattern: inCode(`${SIGN}${MARK}`) },
  {
    form: 'quoted',
    signs: '=:<',
    pattern: new RegExp(String.raw`${CLOSE}${SIGN}(?:"{3}|'{3})\s{0,40}([^"'\\\n]{4,257})\s{0,40}(?:"{3}|'{3})`, 'y'),
  },
  {
    form: 'quoted',
    signs: ':!?A[{',
    pattern: inCode(String.raw`${TYPED}(?:${CALLED}\(\s{0,40}(?:default[ \t]?=[ \t]?)?)?${MARK}?`),
  },
  // password: process.env.PW ?? "value", os.environ.get("PW", "value")
  { form: 'quoted', signs: '=:<', pattern: inCode(`${SIGN}${ENVIRONMENT}`) },
  // password <- "value" of R
  { form: 'quoted', signs: '<', pattern: inCode(String.raw`[ \t]{0,4}<{1,2}-[ \t]{0,4}`) },
  // "name" -> "value" of Scala, "name" to "value" of Kotlin
  { form: 'argument', signs: '-t', pattern: new RegExp(String.raw`["'][ \t]{1,4}(?:->|to)[ \t]{1,4}${VALUE}`, 'y') },
  // -Name name -Value "value" of PowerShell
  { form: 'argument', signs: '-', pattern: inCode(String.raw`[ \t]{1,4}-[Vv]alue[ \t]{1,4}`) },
  // getenv("NAME") or "value", env::var("NAME").unwrap_or_else(|_| "value"), ENV.fetch("NAME") { "value" }
  {
    form: 'argument',
    signs: ')',
    pattern: inCode(
      String.raw`(?<=["'${'`'}])\){1,2}(?:\s{0,40}\.(?:unwrap_or(?:_else)?|orElse|getOrElse)\(\s{0,40}(?:\|_?\|)?|[ \t]{0,4}(?:\{|\|\||\?\?|\?:|or))[ \t]{0,4}`,
    ),
  },
  { form: 'quoted', signs: '?o', pattern: /(?<!["'`\\])[ \t]{0,4}(?:\?:|or)[ \t]{1,4}["']([^"'`\\\n]{4,257})["']/y },
  // env("NAME", default="value"), add_argument("--name", type=str, default="value"), string(name: "NAME", defaultValue: "value")
  {
    form: 'argument',
    signs: ',',
    pattern: inCode(
      String.raw`[ \t]{0,4},\s{0,40}(?:(?:\w{1,16}[ \t]?[=:][ \t]?)?(?:"[^"\n]{0,80}"|'[^'\n]{0,80}'|[\w.[\]]{1,32}),\s{0,40}){0,4}default(?:Value|_value)?[ \t]?[=:][ \t]?`,
    ),
  },
  // ["value"], and on the next line, where Prettier and Black put long values
  { form: 'argument', signs: '=:', pattern: inCode(String.raw`${SIGN}\[\s{0,40}`) },
  {
    form: 'quoted',
    signs: '=:',
    pattern: new RegExp(String.raw`${CLOSE}${SIGN}\r?\n\s{0,80}${VALUE}(?!\s{0,4}:)`, 'y'),
  },
  // "name": { "value": "value" }
  {
    form: 'argument',
    signs: '=:',
    pattern: inCode(String.raw`[ \t]{0,8}[=:][ \t]{0,8}\{\s{0,40}${MEMBERS}${IS_VALUE}`),
  },
  // name: |, name: &anchor value, name: !!str value, name: !!binary value
  {
    form: 'bare',
    signs: ':',
    pattern: new RegExp(
      String.raw`${CLOSE}:[ \t]{1,8}(?:(?:!!binary[ \t]{1,4})?[|>][+-]?[ \t]{0,4}\r?\n[ \t]{1,40}|(?:&[\w-]{1,40}|!!(?:str|binary))[ \t]{1,4}["']?)(${WORD})`,
      'y',
    ),
  },
  // name:, and on the next line - value
  {
    form: 'listed',
    signs: ':',
    pattern: new RegExp(String.raw`${CLOSE}:[ \t]{0,8}\r?\n[ \t]{0,40}- ["']?(${WORD})["']?[ \t]{0,8}(?:\r?\n|$)`, 'y'),
  },
  // name:, and on the next line Default: value
  {
    form: 'listed',
    signs: ':',
    pattern: new RegExp(
      String.raw`${CLOSE}:[ \t]{0,8}\r?\n(?:[ \t]{1,40}(?:Type|NoEcho|[Dd]escription|type): [^\n]{0,120}\n){0,3}[ \t]{1,40}(?:[Vv]alue|[Dd]efault):[ \t]{1,8}["']?(${WORD})`,
      'y',
    ),
  },
];

/** Must follow the forms of markup in setting-forms.ts. */
export const MARKUP_FORMS: readonly SettingForm[] = [
  // <name><![CDATA[value]]></name>, and a value on a line of its own
  { form: 'element', signs: '>', pattern: />\s{0,40}<!\[CDATA\[\s{0,40}([^\]<>\s]{4,257})\s{0,40}\]\]>/y },
  { form: 'element', signs: '>', pattern: new RegExp(String.raw`>\s{1,40}${TAG_VALUE}\s{1,40}<\/`, 'y') },
  // <wsse:Password Type="…">value</
  {
    form: 'element',
    signs: ALPHANUMERIC,
    pattern: new RegExp(String.raw`(?<=<(?:\w{1,16}:)?[\w.-]{1,80})[ \t][^<>]{1,200}>${TAG_VALUE}<\/`, 'y'),
  },
  // <name>name</name> <value>value</value> of Hadoop, <name>name</name> <defaultValue>value</defaultValue> of Jenkins, <setting name="name"><value>value</value> of .NET
  {
    form: 'element',
    signs: '<',
    pattern: new RegExp(
      String.raw`<\/(?:[Nn]ame|[Kk]ey|param-name)>\s{0,40}(?:<description(?:\/>|>[^<>]{0,160}<\/description>)\s{0,40})?<(?:[Vv]alue|param-value|defaultValue)>${TAG_VALUE}<\/`,
      'y',
    ),
  },
  {
    form: 'element',
    signs: `>${ALPHANUMERIC}`,
    pattern: new RegExp(
      String.raw`(?<=(?:name|key)=["'][\w.-]{1,80})["'](?:[ \t][^<>]{0,120})?>\s{0,40}(?:<value>)?${TAG_VALUE}<\/`,
      'y',
    ),
  },
  // <td>name</td><td>value</td> of HTML, in capitals of `sqlite3 -html`
  {
    form: 'element',
    signs: '<:',
    pattern: new RegExp(
      String.raw`:?[ \t]?<\/(?:(?:b|strong)>\s{0,8}<\/)?[Tt][DdHh]>\s{0,40}<[Tt][Dd](?:[ \t][^<>]{0,120})?>\s{0,40}(?:<(?:code|tt|kbd|b)>)?${TAG_VALUE}\s{0,40}<\/`,
      'y',
    ),
  },
  // **name:** value of Markdown
  {
    form: 'listed',
    signs: ':*',
    pattern: new RegExp(String.raw`(?<=\*\*[\w .-]{1,60})(?::\*\*|\*\*:)[ \t]{1,4}${'`'}?(${WORD})`, 'y'),
  },
  // A part of a submitted form (RFC 7578)
  {
    form: 'listed',
    signs: '\r\n',
    pattern:
      /(?<=name="[\w.[\]-]{1,80})"(?:\r?\n[\w-]{1,40}: [^\r\n]{1,100}){0,3}\r?\n\r?\n([^\s\x00-\x20]{4,257})\r?\n/y,
  },
  // &lt;name&gt;value&lt;/name&gt;
  { form: 'element', signs: '&', pattern: /&gt;([^<>&\s\x00-\x20]{4,257})&lt;\//y },
];
