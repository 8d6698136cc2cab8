/** Examples of `generic-password` and `generic-secret` in the forms of setting-wraps.ts, setting-shown.ts and setting-code.ts. */
import { ALPHANUMERIC, BASE64, HEX, LOWER, type RandomText, UPPER, uuidOf } from '../random-text.ts';
import { isDrawn, isDrawnBriefly } from '../value-kind.ts';

export const passwordsInWraps = (secret: string): readonly string[] => [
  `let password = String::from("${secret}");`,
  `password=SecretStr('${secret}')`,
  `char password[] = "${secret}";`,
  `const char wifi_password[65] PROGMEM = "${secret}";`,
  `Dim password As String = "${secret}"`,
  `public string Password { get; set; } = "${secret}";`,
  `password = """${secret}"""`,
  `var password = $@"${secret}";`,
  `db_password <- "${secret}"`,
  `"db.password" -> "${secret}"`,
  `"dbPassword" to "${secret}"`,
  `password: process.env.PW ?? '${secret}'`,
  `PASSWORD = os.environ.get('PW', '${secret}')`,
  `{"value":"${secret}","name":"DB_PASSWORD"}\n`,
  `<add value="${secret}" key="DbPassword"/>`,
  `password=os.getenv("DB_PASSWORD") or "${secret}"`,
  `"adminPassword": { "value": "${secret}" }`,
  `"db_password": {\n  "sensitive": false,\n  "type": "string",\n  "value": "${secret}"\n}`,
  `DbPassword:\n    Type: String\n    NoEcho: true\n    Default: ${secret}\n`,
  `password: |-\n  ${secret}\n`,
  `password: &app ${secret}\n`,
  `password: !!str ${secret}\n`,
  `<password><![CDATA[${secret}]]></password>`,
  `<password>\n  ${secret}\n</password>`,
  `<wsse:Password Type="http://acme-shop.io/text">${secret}</wsse:Password>`,
  `<name>javax.jdo.option.ConnectionPassword</name>\n  <value>${secret}</value>`,
  `<property name="password"><value>${secret}</value></property>`,
  `&lt;password&gt;${secret}&lt;/password&gt;`,
  `<name>DB_PASSWORD</name>\n  <description>of orders</description>\n  <defaultValue>${secret}</defaultValue>`,
  `'password' => Hash::make('${secret}'),`,
  `<tr><td><b>Password:</b></td>\n<td><code>${secret}</code></td></tr>`,
  `**Password:** ${secret}\n`,
  `- **Password**: \`${secret}\`\n`,
  `\n| Password | ${secret} |\n`,
  `\n| **Password** | \`${secret}\` |\n`,
  `\nusername | app\npassword | ${secret}\n`,
  `Content-Disposition: form-data; name="password"\r\n\r\n${secret}\r\n--a--`,
  `"Name":"DB_PASSWORD","Type":"SecureString","Value":"${secret}"`,
  `variable "db_password" {\n  type = string\n  default = "${secret}"\n}`,
  `env:\n  - value: ${secret}\n    name: DB_PASSWORD\n`,
  `password: !!binary ${secret}\n`,
  `password: !!binary |\n  ${secret}\n`,
  `  password = sensitive("${secret}")`,
  `Password : constant String := "${secret}";`,
  ...passwordsPrinted(secret),
  ...passwordsHighlighted(secret),
  ...passwordsInCode(secret),
];

/** In the forms of setting-shown.ts. */
const passwordsPrinted = (secret: string): readonly string[] => [
  `\x1b[32mdb_password\x1b[0m: \x1b[33m${secret}\x1b[0m\n`,
  `  dbPassword: \x1b[32m'${secret}'\x1b[39m,\n`,
  `  ["dbPassword":protected]=>\n  string(20) "${secret}"`,
  `  ["dbPassword":"Acme\\Config":private]=>\n  string(20) "${secret}"`,
  `    [dbPassword:Acme\\Config:private] => ${secret}\n`,
  `DbPassword: (string) (len=20) "${secret}",`,
  `Connecting, db_password=[${secret}]\n`,
  `{"name":"DB_PASSWORD","slotSetting":false,"value":"${secret}"}`,
  `<Parameter Name="DbPassword" Type="string" Value="${secret}"/>`,
  `- {name: DB_PASSWORD, value: ${secret}}\n`,
  `- name: DB_PASSWORD\n  description: of orders\n  value: ${secret}\n`,
  `Parameters:\n  - ParameterKey: DB_PASSWORD\n    ParameterValue: ${secret}\n`,
  `      + environment {\n          + name  = "DB_PASSWORD"\n          + value = "${secret}"\n        }\n`,
  `<li><b>Password:</b> ${secret}<br>`,
  `<dt>db_password</dt><dd>${secret}</dd>`,
  `<li>Password: <code>${secret}</code></li>`,
  `<void property="password"><string>${secret}</string></void>`,
  `<name>db_password</name><value><string>${secret}</string></value>`,
  `<td>DB_PASSWORD</td>\n<td class="code"><pre>&#x27;${secret}&#x27;</pre></td>`,
  `<tr><td>DB_PASSWORD</td><td><pre class="value">${secret}</pre></td></tr>`,
  `<span class=sf-dump-key>password</span>" => "<span class=sf-dump-str title="20 characters">${secret}</span>"`,
  `#{<<"password">> => <<"${secret}">>}`,
  `aws cloudformation create-stack --parameters ParameterKey=DbPassword,ParameterValue=${secret}\n`,
  `\nDB_PASSWORD                    ${secret}\n`,
  `{"vars":{"password":"'${secret}'"}}`,
  `grant_type=password&username=app&password=${secret}\n`,
  `DbPassword string \`env:"DB_PASSWORD" envDefault:"${secret}"\``,
  `\n| \`DB_PASSWORD\` | \`${secret}\` |\n`,
];

/** In the forms of setting-highlighted.ts, and without quotes before a tag. */
const passwordsHighlighted = (secret: string): readonly string[] => [
  `<span class="n">db_password</span> <span class="o">=</span> <span class="s2">&quot;${secret}&quot;</span>`,
  `<span class="key">DB_PASSWORD</span><span class="punctuation">=</span>${secret}\n`,
  `<tspan fill="#687822">db_password</tspan><tspan>&#160;</tspan><tspan>=</tspan><tspan>&#160;</tspan>${secret}<tspan>`,
  `<span style="color:#FFF">"</span><span>dbPassword</span><span>"</span><span>:</span><span> "</span><span>${secret}</span><span>"</span>`,
  `environ<span>[</span><span>&#39;DB_PASSWORD&#39;</span><span>]</span> <span>=</span> <span>&#39;${secret}&#39;</span>`,
  `DB_PASSWORD = <B><FONT COLOR="#BC8F8F">&quot;${secret}&quot;</FONT></B>`,
  `<span class="nt">&lt;db_password&gt;</span>${secret}<span class="nt">&lt;/db_password&gt;</span>`,
  `\x1b[36mdb_password\x1b[39;49;00m\x1b[37m \x1b[39;49;00m=\x1b[37m \x1b[39;49;00m${secret}\x1b[39;49;00m`,
  `\x1b[38;2;15;147;15mDB_PASSWORD\x1b[m\x1b[38;2;255;255;255m=\x1b[m\x1b[38;2;15;147;15m${secret}\x1b[m\n`,
  `<span class="na">name</span><span>:</span> <span class="s">DB_PASSWORD</span>\n  <span class="na">value</span><span>:</span> <span class="s">${secret}</span>`,
  `<span class="hljs-attr">name:</span> <span>DB_PASSWORD</span>\n  <span class="hljs-attr">value:</span> <span>${secret}</span>\n`,
  `<span class="key">name</span><span>:</span> DB_PASSWORD\n  <span class="key">value</span><span>:</span> <span>"${secret}"</span>\n`,
  `<span>DB_PASSWORD</span></span>\n<span class="line"><span>    value</span><span>: </span><span>${secret}</span>\n`,
  `\x1b[32mname\x1b[39m: DB_PASSWORD\n\x1b[37m  \x1b[39m\x1b[32mvalue\x1b[39m: \x1b[31m"\x1b[39m\x1b[31m${secret}\x1b[39m\x1b[31m"\x1b[39m\n`,
  `<StdOut>DB_PASSWORD=${secret}</StdOut>`,
  `<pre><code>db_password: ${secret}</code></pre>`,
];

/** In the forms of setting-code.ts. */
const passwordsInCode = (secret: string): readonly string[] => [
  `db_password: "{{ lookup('env', 'PW') | default('${secret}') }}"`,
  `{{ db_password | default("${secret}") }}`,
  `DB_PASSWORD="\${1:-${secret}}"\n`,
  `db_password = settings.pw1 or "${secret}"`,
  `$ENV{DB_PASSWORD} // '${secret}'`,
  `String getPassword() {\n  return "${secret}";\n}`,
  `def db_password(self):\n    return "${secret}"\n`,
  `const getPassword = () => '${secret}';`,
  `cy.get('#password').type('${secret}');`,
  `fill_in "db_password", with: "${secret}"`,
  `strcpy(config->db_password, "${secret}");`,
  `<Login password={"${secret}"} />`,
  `std::string db_password{"${secret}"};`,
  `QString dbPassword("${secret}");`,
  `db_password = <<EOT\n${secret}\nEOT\n`,
  `my $db_password = q{${secret}};`,
  `local db_password = [[${secret}]]`,
  `db.password=\\\n    ${secret}\n`,
  `string(name: 'DB_PASSWORD', description: 'of orders', defaultValue: '${secret}')`,
  `keyPassword.set("${secret}")`,
  `client.WithPassword("${secret}")`,
  `builder.dbPassword("${secret}")`,
  `LPCTSTR dbPassword = _T("${secret}");`,
  `db_password                  = "${secret}"`,
  `const dbPassword = isProd ? "db-prod" : "${secret}";`,
  `db_password = "dev" if settings.DEBUG else "${secret}"`,
  `  ~ db_password = "before" -> "${secret}"`,
  `struct Config {\n  var password: String { "${secret}" }\n}`,
  `static var smtpPassword: String {\n    return "${secret}"\n  }`,
  `private val dbPassword by lazy { "${secret}" }`,
  `val dbPassword: String\n    get() = "${secret}"`,
  `set thePassword to "${secret}"`,
  `DECLARE @password NVARCHAR(50) = N'${secret}';`,
  `v_password CONSTANT VARCHAR2(30) := '${secret}';`,
  `(setq db-password "${secret}")`,
];

export const secretsInWraps = (secret: string): readonly string[] => [
  `apiSecret := []byte("${secret}")`,
  `apiSecret, _ := hex.DecodeString("${secret}")`,
  `apiSecret, err := base64.StdEncoding.DecodeString("${secret}")`,
  `secret_key = bytes.fromhex('${secret}')`,
  `secret = unhexlify("${secret}")`,
  `secret_key = base64.b64decode("${secret}")`,
  `byte[] apiSecret = Encoding.UTF8.GetBytes("${secret}");`,
  `var apiSecret = Convert.FromBase64String("${secret}");`,
  `$secret = base64_decode('${secret}');`,
  `const secret = Buffer.from('${secret}')`,
  `const SECRET: &[u8] = b"${secret}";`,
  `token = r"${secret}"`,
  `apiToken?: string = "${secret}"`,
  `api_token: Optional[str] = "${secret}"`,
  `API_TOKEN = (\n    "${secret}"\n)`,
  `const API_TOKEN =\n  '${secret}';`,
  `"apiToken": ["${secret}"]`,
  `secrets:\n  - ${secret}\n`,
  `{ "Value": "${secret}", "Key": "API_TOKEN" },`,
  `session({ secret: process.env.S || '${secret}' })`,
  `API Key: ${secret}\n`,
  `Set-Variable -Name ApiKey -Value "${secret}"`,
  `New-ItemProperty -Path HKCU:\\Acme -Name "ApiKey" -Value '${secret}'`,
  `process.env.API_TOKEN||"${secret}"`,
  `getenv('API_TOKEN') ?: '${secret}';`,
  `ENV.fetch("API_TOKEN") { "${secret}" }`,
  `env::var("API_TOKEN").unwrap_or_else(|_| "${secret}".to_string())`,
  `SECRET_KEY = env("SECRET_KEY", default="${secret}")`,
  `$ENV{API_TOKEN} = "${secret}";`,
  `default[:app][:api_token] = "${secret}"`,
  `set :api_secret, "${secret}"`,
  `- name: API_TOKEN\n  value: ${secret}\n`,
  `<key>apiToken</key>\n\t<string>${secret}</string>`,
  `<setting name="ApiToken" serializeAs="String">\n  <value>${secret}</value>`,
  `secret_string = "${secret}"`,
  `jwtKey = []byte("${secret}")`,
  `apiToken    = "${secret}"`,
  `api_token\t=\t${secret}\n`,
  `{api_token, <<"${secret}">>}`,
  `api_tokens:\n  - ${secret}\n`,
  `#define ApiToken @"${secret}"`,
  `ApiToken: aws.String("${secret}"),`,
  `'process.env.API_TOKEN': JSON.stringify('${secret}'),`,
  `curl -H"X-Auth-Token:${secret}" https://api.acme-shop.io`,
];

/** Twelve letters and digits, too few to be certain that a machine drew them. */
export const shortPassword = (random: RandomText): string => {
  for (;;) {
    const text = random.text(12, 'BCDFGHJKLMNPQRSTVWXZbcdfghjkmnpqrstvwxz23456789');
    if (isDrawn(text)) return text;
  }
};

/** Letters alone, drawn as some generators do, and again where they look like words. */
export const shortLetters = (random: RandomText): string => {
  for (;;) {
    const text = random.text(12, LOWER + UPPER);
    if (isDrawnBriefly(text)) return text;
  }
};

/** Between other settings in a line, without quotes. */
export const settingsAmidOthers = (secret: string): readonly string[] => [
  `Config{host=db1, dbPassword=${secret}, port=1}`,
  `level=info db_password=${secret} host=db1\n`,
  `db_password = ${secret} ; to be changed in May\n`,
  `db: {host: db1, password: ${secret}, port: 1}\n`,
  `props.put("db.password", "${secret}");`,
  `echo \${DB_PASSWORD:-${secret}}\n`,
];

/** In the same forms. */
export const noPasswords: readonly string[] = [
  'ACME_PW: ACME_LTL1_DETECT=0x%08x',
  'Config{password=secret1, user=app}',
  'connect(password=password2, host=db1)',
  'password: [length8, digits2]',
  '\x1b[32mpassword\x1b[0m: \x1b[33mrequired\x1b[0m',
  'db_password = settings.pw1 or "changeme"',
  'String getPassword() {\n  return this.password1;\n}',
  '{"name":"password","type":"text","value":""}',
  'password = <<EOT\n$' + '{var.password_1}\nEOT\n',
  "cy.get('#password').type('password1')",
  'passwords.set("label")',
  'PASSWORD=$' + '{1:-$' + '{DEFAULT_1}}',
  'Password:\nrepeat the password that you chose2 before\n',
  '<li>Password: required</li>',
  'const password = isNew ? "create" : "change";',
  'password = "ask" if tty else "none2"',
  'password = "a" -> (known after apply)',
  'var password: String { keychain.password1 }',
  'val password by lazy { prompt("Password 1") }',
  'env:\n  - value: $' + '{PW_1}\n    name: DB_PASSWORD\n',
  '\nDB_PASSWORD                    required\n',
  '\nENV_PASSWORD     the-password-of-the-database2 and more\n',
  '<td>DB_PASSWORD</td>\n<td class="code"><pre>&#x27;********************&#x27;</pre></td>',
  '<tr><td>DB_PASSWORD</td><td><pre class="value">Password1 is not set</pre></td></tr>',
  '#{<<"password">> => Password1, <<"user">> => <<"app">>}',
  'User.objects.filter(password__startswith="md5$$Xk2qLw9")',
  'ParameterKey: DbPassword\n    ParameterValue: $' + '{DB_PASSWORD_1}\n',
  '  + name  = "DB_PASSWORD"\n  + value = "(known after apply)"\n',
  '<span>name</span>: DB_PASSWORD\n  <span>value</span>: <span>$' + '{DB_PASSWORD_1}</span>\n',
  'ParameterKey=DbPassword,ParameterValue=$' + '{DB_PASSWORD_1}',
  'password NVARCHAR(50) = @password2',
  '<span>password</span> <span>=</span> <span>getPassword2</span><span>(</span>user<span>)</span>',
  '<span>password</span><span>:</span> <span>required</span>',
  '<pre>password = user_password1</pre>',
  "password VARCHAR(255) NOT NULL DEFAULT ''",
  'password: !!binary $' + '{PW_1}\n',
  'set thePassword to text returned of result1',
];

/** A version 4 UUID (RFC 9562, section 5.4) after three letters for the kind of thing. */
export function idOfKind(random: RandomText): string {
  const id = uuidOf(random);
  return `${random.pick(['prg-', 'usr_wlt_', 'ld_'])}${id.slice(0, 14)}4${id.slice(15)}`;
}

/** A key of samples that someone typed. */
export function typedTwice(secret: string): string {
  return `${secret}/Lkj3${secret.slice(0, 8)}4q==`;
}

const BASE58 = ALPHANUMERIC.replace(/[0OIl]/g, '');
/** What is encrypted, signed, encoded, or beside a secret. */
export const noSecrets = (random: RandomText): readonly string[] => [
  'storageContainerSasToken: "sv=2015-12-11&sr=c&sp=rl&sig=1234",',
  `blockchain: 'solana',\n token: '${random.text(43, BASE58)}',`,
  `solana: { core: undefined, token_bridge: '${random.text(43, BASE58)}' },`,
  `const ASSOCIATED_TOKEN_PROGRAM = '${random.text(43, BASE58)}';`,
  `getPublicKey('splToken', '${random.text(43, BASE58)}');`,
  `SIGNED_TOKEN_TRANSFER_TRANSACTION = "${random.text(240, HEX)}";`,
  `imtoken: '${random.text(64, HEX)}',`,
  `TOKEN_TXID = '${random.text(64, HEX)}';`,
  `secretIv: '${Buffer.from(random.bytes(16)).toString('base64')}',`,
  `wrappedSecret: '${Buffer.from(random.bytes(256)).toString('base64')}',`,
  ...[`AgB${random.text(680, BASE64)}`, `MIIC${random.text(600, BASE64)}`].map((long) => `secret_key: ${long}`),
  ...['U2FsdGVkX1', 'hQEMA', '76492d1116743f04', 'AGFzbQ', 'd09GMg'].map(
    (begin) => `secretData="${begin}${random.text(680, BASE64)}"`,
  ),
  `AWS_SESSION_TOKEN=IQoJb3JpZ2lu${random.text(300, BASE64)}`,
  `id_token: "eyJhbGciOiJSUzUxMiJ9.eyJzdWIiOiJh${random.text(20, ALPHANUMERIC)}.${random.text(683, ALPHANUMERIC)}"`,
  ...['encryptedToken', '__RequestVerificationToken', '$deltatoken', 'captchaToken'].map(
    (name) => `"${name}": "${random.text(344, BASE64)}"`,
  ),
  `session_token: "${Buffer.from(random.text(400, `${LOWER} `)).toString('base64')}"`,
  `apiToken: AQICAH${random.text(200, BASE64)}`,
  `DB_SECRET=vault:v1:${random.text(64, BASE64)}`,
  `rbd_secret_uuid = "${uuidOf(random)}"`,
  '{JS_TOKEN:"h5.zdn.vn_zlink3rd",x:1}',
];
