/** Settings put together at random: in all forms that setting-forms.ts knows, and in many that are nearly one of them. */
import { drawnPassword } from '../../src/detect/text/password.ts';
import { ALPHANUMERIC, BASE64, HEX, LOWER } from '../../src/detect/text/random-text.ts';
import type { SeededRandom } from './seeded-random.ts';

const NAMES = [
  ...['password', 'PASSWORD', 'dbPassword', 'DB_PASSWORD', 'spring.mail.password', 'adminPwd', 'db_passwd'],
  ...['passphrase'],
  ...['dbPasswort', 'db_clave', 'contraseña', 'Hasło', 'пароль', '密码'].map((name) =>
    Buffer.from(name).toString('latin1'),
  ),
  ...['pass', 'smtp.pass', 'dbPass', 'user_pass', 'DB_PASS', 'password1', 'password_2', 'Password'],
  ...['secret', 'client_secret', 'CLIENT_SECRET', 'jwt.secret', 'token', 'accessToken', 'API_TOKEN', 'auth-token'],
  ...['TOKEN'],
  ...['apiKey', 'api_key', 'x-api-key', 'API_KEY', 'acme.api.key', 'accessKey', 'auth_key', 'DEPLOYER_PRIVATE_KEY'],
  ...['encryptionKey', 'signing-key', 'MASTER_KEY', 'credential', 'setApiKey', 'client.apiKey', 'ACME_KEY'],
  ...['acme_key', 'ACME_PAT', 'API key', 'Api Key'],
  ...['--token', '--auth-token', '--password', '--db-password', '--admin-password', '--api-key', '-Password'],
];

/** What some forms want before a name, and lines that make a value more likely to be one. */
const HEADS = [
  ...['', '', '', '\n', ' ', '"', "'", '`', '\\"', '["', "['", '{', '{"', '<', '<key>', 'name="', "key='", '&'],
  ...['?', '$', '.', ':'],
  ...[
    '\x1b[32m',
    '\x1b[1;32m',
    '[',
    '["',
    'strcpy(',
    'strcpy(a->',
    '`',
    'name: ',
    'key: "',
    '{"name":"',
    '<void property="',
  ],
  ...['env:"', 'std::string ', 'QString '],
  ...['--', '"--', '- --', '- "--', 'a1="--', '\0--', 'my--', 'export ', 'ENV ', '#define ', 'set ', 'variable "'],
  ...['s:8:"', "define('"],
  ...['**', '| ', '| **', '\n| ', '<td>', 'form-data; name="'],
  ...['<wsse:', '<name>', '<setting name="', '&lt;', '$ENV{', 'set :', 'getenv("', 'char '],
  ...['{"value":"Sum4+Rain","name":"', 'value="Sum4+Rain" key="', '-e "', "--extra-vars 'a=b "],
  ...['user = "joe"\n', "username: 'joe', ", '-User joe ', 'login => "joe",\n  "', 'The ', '("', '[("'],
];

/** What stands between the name and the value, in parts. */
const PIECES = [
  ...['</span>', '<span class="o">', '</tspan><tspan fill="#666">', '<FONT COLOR="#00F">', '&quot;', '&#39;', '&gt;'],
  ...['&nbsp;', '&#160;', '&quot;</span> <span>=</span> <span>&quot;', '</span><span>:</span> '],
  ...['', ' ', '  ', '\t', '\n', '\r\n', '\xa0', '\v', '        ', '\\', '\\"', '\\\\"', '"', "'", '`', ']', '"]'],
  ...['}', ')'],
  ...['=', ':', '=>', '==', '!=', '?=', ':=', '::', '===', ' = ', ': ', ' => ', ' ?= ', ' || ', ' ?? ', '??='],
  ...['||=', ' | ', ' ? ', ' : ', ' or ', 'other', 'isOther', '!isOther', '$other'],
  ...[',', ', ', ';', ';s:8:', ' {', '(', '>', '<', '</', '</key>', '<string>', '</td>', '<td class="v">', '": '],
  ...["', "],
  ...['value=', '"value": ', 'Value: ', ' value=', 'value: ', 'android:value=', 'android:', 'ParameterValue='],
  ...['"Type": "String",\n'],
  ...[': string = ', ': &str = ', "&'static str = ", ' String? =', ' string =', 'str =', '{ default = '],
  ...['; default = '],
  ...[' is ', ' for user "joe" is ', " for the account 'root' is ", '@', 'b', 'u', 'Some(', '<<', '0x55d0e8 '],
  ...['string(8) '],
  ...['- ', '\n- ', '\r\n  - ', '\0', '" a2=', 'X\x14', '\x14', 'q!X\x14\0\0\0'],
];

/** As setting-forms.ts lists them. */
const BETWEEN = [
  ...['=', ' = ', ': ', ' := ', ' ?= ', '": ', '" : ', "': ", '\\": ', "'] = ", '"] ||= ', ' || ', ' ?? '],
  ...['"]=>\n  string(20) ', ' = @', '= b'],
  ...['": Some(', ' => <<', ' = 0x55d0e8 ', ': &str = ', ": &'static str = ", ' string = ', ': String? = '],
  ...['" value=', '" android:value='],
  ...['","value":', '", "Value": ', '",\n "ParameterValue": ', '",\n "Type": "SecureString",\n "Value": '],
  ...['\n  value: ', '" value: '],
  ...[
    ' = a || b.c || ',
    ': isOther ? ',
    ' = !isOther ? other : ',
    ' = o.a ?? o.b ?? o.c ?? ',
    ' = a or b or ',
    " = $config['pw'] ?? ",
    ' = $other ?: ',
  ],
  ...['": {"S": ', '":{"stringValue":'],
  ...[' is ', ' is: ', ' for user "joe" is ', ': process.env.PW ?? ', ' = os.environ.get("PW", ', ' = ENV["PW"] || '],
  ...[' ', ' ', ' ', ' ', ' @', '", ', "', ", ',', ', <<', '(', '" {\n  default = ', '";s:20:'],
  ...['>', '">', '</key>\n<string>'],
  ...[
    ' = String::from(',
    ' := []byte(',
    ' = Buffer.from(',
    ' -Value ',
    '" -Value ',
    ' = bytes.fromhex(',
    ' = base64.b64decode(',
    ' = System.Text.Encoding.UTF8.GetBytes(',
    ', _ := hex.DecodeString(',
    ', err := base64.StdEncoding.DecodeString(',
    '=(\n  ',
    ' = r',
    ': rb',
    ' = $@',
    ' = r#',
    ' = """',
    ': [',
    '": [\n',
  ],
  ...[
    ': Optional[str] = ',
    '?: string = ',
    '!: string = ',
    ': &[u8; 32] = b',
    ' As String = ',
    '[] = ',
    '[65] PROGMEM = ',
  ],
  ...[
    ' { get; set; } = ',
    ' <- ',
    '" -> ',
    '" to ',
    '") || ',
    '") or ',
    '").unwrap_or_else(|_| ',
    '") { ',
    ' ?: ',
    ' or ',
  ],
  ...[
    '", default=',
    '", type=str, default=',
    ' =\n  ',
    ':\n    ',
    ': { "value": ',
    '": {"type": "string", "defaultValue": ',
  ],
  ...[': |\n  ', ': &pw ', ': !!str ', ':\n  Type: String\n  Default: ', '><![CDATA[', '>\n  ', ' Type="a#b">'],
  ...['</name>\n<value>', '" serializeAs="String">\n<value>', '"><value>', '&gt;', ']: ', '} = '],
  ...[
    ':** ',
    '**: ',
    ' | ',
    '** | `',
    '</td><td>',
    ':</td>\n<td><code>',
    '"\r\n\r\n',
    '"\nContent-Type: text/plain\n\n',
  ],
  ...[': bcrypt(', ' = Hash::make(', '</name><description>a</description>\n<defaultValue>'],
  ...[
    '\x1b[0m: \x1b[32m',
    ': \x1b[33m',
    '=\x1b[1;33m',
    '":protected]=>\n  string(20) ',
    '":"Acme":private]=>\n  string(20) ',
  ],
  ...[':protected] => ', ':Acme:private] => ', ': (string) (len=20) ', ': (string) ', '=[', ': [', ':\n'],
  ...['","slotSetting":false,"value":', '" Type="string" Value=', ', value: ', '\n  description: a\n  value: '],
  ...[':</b> ', '</strong>: <code>', '</dt><dd>', ': <code>', '"><string>', '</name><value><string>'],
  ...[
    '" envDefault:',
    '` | `',
    ': "{{ env | default(',
    ' | default(',
    '=${1:-',
    '="${PW:-',
    ' = a.b or ',
    ' = a["b"] || ',
  ],
  ...['} // ', '() { return ', '(self):\n    return ', ' = () => ', '").type(', '") , with: ', '", with: ', '={', '{'],
  ...[
    ' = <<EOT\n',
    ' = <<~EOS\n  ',
    " = @'\n",
    ' = q{',
    ' = %q(',
    ' = [[',
    " = ''",
    '=\\\n   ',
    '                  = ',
  ],
  ...['", description: "a", defaultValue: ', '.set(', ': aws.String(', ' = _T(', ': str = field(default='],
  ...[
    ': { type: "String", Value: ',
    ': {value: ',
    '": { isSecret: true,\n  "value": ',
    ' ?: ',
    ' | ',
    '") || ',
    '") {\n  ',
    '")\n  .orElse(',
  ],
  ...[' </td><td class="v">', '",\n  ', '\n  - ', '"\n  - ', '\r\n- ', '" a2=', '\0'],
];

const CHOSEN = [
  ...['letmein', 'Summer+Rain7', 'open sesame', 'my house', 'a b', 'a1b2', 'pa55', 'x#y!', 'summer#evening'],
  ...['smtp_login', 'admin', 'true', 'string', 'process.config.password', 'SyntaxKind.EqualsToken', 'o.pass'],
  ...['nextLastSignificantToken', 'qXvbTzkWpLmNcRdFgHjXqZ', 'vzihlaquknriqlhtwqpmvxzk', 'a1.b2', 'sentence.'],
  ...[
    'Rain7summer',
    'a1b2c3d4e5',
    'abc@defghi',
    'rain$in&may',
    'p(ss1)',
    'a,b1',
    "it's-1",
    '(rain)#1',
    '{a1b2c3}',
    '$ummer-1',
    '%rain1',
  ],
  ...['q=1&r=2', '12345678', 'aaaa'],
];

const drawn = (random: SeededRandom): string =>
  random.pick([
    () => drawnPassword(random),
    () => random.text(16 + random.int(32), ALPHANUMERIC),
    () => random.text(16 + random.int(32), LOWER),
    () => random.text(32, HEX),
    () => random.text(40, BASE64),
    () => random.text(320, BASE64),
    () => `0x${random.text(64, HEX)}`,
    () => random.text(12 + random.int(20), `${ALPHANUMERIC}#!$%&()[]{}<>,;:+*~^@/.-_=|`),
    () =>
      `${random.text(8, HEX)}-${random.text(4, HEX)}-4${random.text(3, HEX)}-a${random.text(3, HEX)}-${random.text(12, HEX)}`,
  ])();

const OPENING = ['', '', '"', "'", '`', '\\"', '\\\\\\"', '\'"', '("', "('"] as const;
const BEHIND = [
  '',
  '\n',
  '"',
  "'",
  '`',
  ' ',
  ';\n',
  ',',
  ')',
  '"),',
  '</',
  ' |\n',
  '\r\n--a',
  '</code></td>',
  '</password>',
  '</string>',
  ' </td>',
  '">>}',
  '"}',
  ';',
  '&b=1',
  '\x1b[0m',
  ']',
  '}',
  ']]',
  '<br>',
  '</code>',
  '<span>',
  '</span><span>(</span>',
  '&quot;</span>',
  '\nEOT\n',
  '\0',
  '\x05',
  '.',
  '(a)',
  '[0]',
  ' {\n',
  '{',
  ':(',
  ' # a\n',
  ' other',
  '!',
];

/** Text in which a name, and most often a value, stands. */
export function randomSetting(random: SeededRandom): string {
  const name = `${random.int(12) === 0 ? random.text(30 + random.int(60), 'abcdef_') : ''}${random.pick(NAMES)}${random.int(20) === 0 ? `_${random.text(random.int(60), 'gh1_')}` : ''}`;
  const parts = Array.from({ length: random.int(4) }, () => random.pick(PIECES)).join('');
  const between = random.pick([
    () => random.pick(BETWEEN),
    () => parts,
    () => `${random.pick(BETWEEN)}${random.pick(PIECES)}`,
  ])();
  const value = random.int(2) === 0 ? drawn(random) : random.pick(CHOSEN);
  const opening = random.pick(OPENING);
  const closing =
    random.int(8) === 0 ? '' : [...opening].reverse().join('').replace('(', ')').replace(/"\\+$/, opening);
  return `${random.pick(HEADS)}${name}${between}${opening}${value}${closing}${random.pick(BEHIND)}`;
}
