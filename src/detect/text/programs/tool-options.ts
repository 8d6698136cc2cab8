/**
 * Tools of builds and releases, of clouds and of documents that take a password or a token, and the text before it, according to
 * their own help.
 */
import { inAnyCase } from '../rule.ts';
import { G, OTHERS, type ProgramOption, USER } from './program-option.ts';

/** A name and a host or a file before a word without an option. */
const NAMED = String.raw`${G}(?!-)[^\s|;"'\x00]{1,100}`;

const TOKENS: readonly ProgramOption[] = [
  {
    program: 'login',
    anchors: ['glab auth ', 'tea login ', 'k6 login ', 'fly deploy ', 'flyctl deploy ', 'doctl -', 'influx auth '],
    lead: `(?:glab auth|tea login|k6 login|fly(?:ctl)? deploy|doctl|influx auth)${OTHERS}-t${G}`,
    isToken: true,
    example: 'glab auth login --hostname git.acme-shop.io -t SECRET\n',
    lookAlike: 'glab auth login -t $TOKEN; tea login add -t <token>; doctl -t my-token-for-tests compute',
  },
  {
    program: 'login',
    anchors: ['snyk auth ', 'snyk config set api=', 'wandb login ', 'doppler configure set token ', 'operator unseal '],
    lead: String.raw`(?:(?:snyk auth|wandb login|operator unseal)(?:${G}-[^\s|;\x00]{1,100}){0,4}${G}|snyk config set api=|doppler configure set token${G})`,
    ...{ isToken: true, takesWord: true },
    example: 'wandb login --relogin SECRET\n',
    lookAlike:
      'snyk auth $SNYK_TOKEN; wandb login --relogin; vault operator unseal -migrate; snyk auth successfully-done1',
  },
  {
    program: 'account',
    anchors: ['activate-refresh-token ', 'b2 authorize-account ', 'b2 account authorize '],
    lead: `(?:activate-refresh-token|b2 (?:authorize-account|account authorize))${NAMED}${G}`,
    isToken: true,
    example: 'b2 account authorize 0012ab SECRET\n',
    lookAlike: 'b2 account authorize $KEY_ID $KEY; gcloud auth activate-refresh-token app7 $TOKEN',
  },
  {
    program: 'publish',
    anchors: ['ovsx publish ', 'vsce publish ', 'hex.organization auth ', '--setup-key'],
    lead: `(?:(?:ovsx|vsce) publish${OTHERS}(?:-p${G}|--pat(?:${G}|=))|hex\\.organization auth${OTHERS}--key${G}|--setup-key(?:${G}|=))`,
    isToken: true,
    example: 'vsce publish -p SECRET --no-dependencies',
    lookAlike: 'vsce publish -p $VSCE_PAT; ovsx publish --pat your-token',
  },
  {
    // Output of `op signin` and `bw unlock`; in an environment, too. Together with the local data, they open the vault.
    program: 'session',
    anchors: ['OP_SESSION_', 'BW_SESSION', 'bw list ', 'bw get ', 'bw sync ', 'bw create ', 'bw edit ', 'bw export '],
    lead: String.raw`(?:(?:OP_SESSION_\w{1,40}|BW_SESSION)["']?[ \t]{0,4}[=:][ \t]{0,4}|bw (?:list|get|sync|create|edit|export)${OTHERS}--session(?:${G}|=))`,
    ...{ isToken: true, takesWord: true },
    example: 'export BW_SESSION="SECRET"\n',
    lookAlike: 'export BW_SESSION="$(bw unlock --raw)"; OP_SESSION_acme=$TOKEN; bw list items --session $BW_SESSION',
  },
  {
    program: 'netlify',
    anchors: ['netlify -', 'netlify api ', 'netlify env:', 'netlify status ', 'netlify build '],
    lead: `netlify(?:${G}[a-z:]{2,20})?${OTHERS}--auth(?:${G}|=)`,
    isToken: true,
    example: 'netlify status --auth SECRET\n',
    lookAlike: 'netlify --auth $NETLIFY_AUTH_TOKEN status',
  },
  {
    program: 'composer',
    anchors: ['config bearer.', '--global bearer.', '--auth bearer.', '-g bearer.'],
    lead: String.raw`(?:config|--global|--auth|-g) bearer\.[\w.-]{1,100}${G}`,
    ...{ isToken: true, takesWord: true },
    example: 'composer config -g bearer.repo.acme-shop.io SECRET\n',
    lookAlike:
      'composer config bearer.repo.acme-shop.io $TOKEN; composer config bearer.repo.acme-shop.io my-token-for-tests',
  },
  {
    // A community string, if somebody chose it.
    program: 'snmp',
    anchors: ['snmpwalk ', 'snmpbulkwalk ', 'snmpget ', 'snmpset ', 'snmpbulkget ', 'snmptable ', 'snmptrap '],
    lead: `snmp(?:bulk)?(?:walk|get|set|table|trap)${OTHERS}-c${G}`,
    isToken: true,
    example: 'snmpwalk -v2c -c SECRET host1 system',
    lookAlike:
      'snmpwalk -v2c -c public host1; snmpget -v2c -c $COMMUNITY host1; snmpset -c my-community-for-tests host1',
  },
  {
    // Of a server that stores nothing; but it may be sent to others too.
    program: 'vault',
    anchors: ['VAULT_DEV_ROOT_TOKEN_ID', '-dev-root-token-id'],
    lead: String.raw`(?:VAULT_DEV_ROOT_TOKEN_ID["']?[ \t]{0,4}[=:][ \t]{0,4}|-dev-root-token-id(?:${G}|=))`,
    ...{ isToken: true, takesWord: true },
    example: 'VAULT_DEV_ROOT_TOKEN_ID=SECRET vault server -dev',
    lookAlike: 'vault server -dev -dev-root-token-id=root; VAULT_DEV_ROOT_TOKEN_ID=myroot-token-for-dev',
  },
];

const PASSWORDS: readonly ProgramOption[] = [
  {
    // .yarnrc.yml: a user and a password; base64 of both is reported by `npmrc-password`.
    program: 'yarn',
    anchors: ['npmAuthIdent', 'NPM_AUTH_IDENT'],
    lead: String.raw`(?:npmAuthIdent|NPM_AUTH_IDENT)["']?[ \t]{0,4}[=:]?[ \t]{0,4}${USER}:`,
    takesWord: true,
    example: 'npmAuthIdent: "app:SECRET"\n',
    lookAlike: 'npmAuthIdent: "app:$NPM_PASSWORD"; npmAuthIdent: "username:password"',
  },
  {
    program: 'publish',
    anchors: [
      'oras push ',
      'oras pull ',
      'oras cp ',
      'cabal upload ',
      'cabal register ',
      'supabase link ',
      'airflow users create ',
    ],
    lead: `(?:oras (?:push|pull|cp)|cabal (?:upload|register)|supabase link|airflow users create)${OTHERS}(?:-p${G}|--password(?:${G}|=))`,
    example: 'oras push -u app -p SECRET --plain-http registry.acme-shop.io/a:1 a.txt',
    lookAlike: 'oras push -u app -p $PASSWORD registry.acme-shop.io/a:1 a.txt; supabase link -p "$DB_PASSWORD"',
  },
  {
    program: 'publish',
    anchors: ['hatch publish ', 'pdm publish '],
    lead: `(?:hatch publish${OTHERS}(?:-a${G}|--auth(?:${G}|=))|pdm publish${OTHERS}(?:-P${G}|--password(?:${G}|=)))`,
    example: 'hatch publish -u app -a SECRET\n',
    lookAlike: 'hatch publish -u __token__ -a $PYPI_TOKEN; pdm publish -P "$PASSWORD"',
  },
  {
    program: 'pdftotext',
    anchors: [
      '-upw ',
      '-opw ',
      'user_pw ',
      'owner_pw ',
      'input_pw ',
      'mutool draw ',
      'mutool convert ',
      'mutool clean ',
    ],
    lead: `(?:-[uo]pw|(?:user|owner|input)_pw|mutool (?:draw|convert|clean)${OTHERS}-p)${G}`,
    takesWord: true,
    example: 'pdftk a.pdf output b.pdf user_pw SECRET allow AllFeatures',
    lookAlike: 'pdftk a.pdf input_pw PROMPT output b.pdf; pdftotext -upw "$PW" a.pdf; mutool draw -p <password> a.pdf',
  },
  {
    program: 'caddy',
    anchors: ['hash-password '],
    lead: `hash-password${OTHERS}(?:--plaintext(?:${G}|=)|-p${G})`,
    example: 'caddy hash-password --plaintext SECRET\n',
    lookAlike: 'caddy hash-password --plaintext "$PASSWORD"; caddy hash-password --algorithm bcrypt',
  },
  {
    program: 'radius',
    anchors: ['radtest ', 'eapol_test '],
    lead: `(?:radtest(?:${G}-[tx](?:${G}(?:pap|chap|mschap|eap-md5))?){0,3}${G}${USER}["']?|eapol_test${OTHERS}-s)${G}`,
    example: 'radtest app SECRET radius1 0 testing123',
    lookAlike: 'radtest app "$PASSWORD" radius1 0 testing123; eapol_test -c a.conf -s $SECRET',
  },
  {
    program: 'iwconfig',
    anchors: ['iwconfig ', ...inAnyCase('keymaterial=')],
    lead: String.raw`(?:iwconfig${G}\w{2,16}(?:${G}essid${G}\S{1,40})?${G}key${G}(?:s:)?(?!(?:off|on|open|restricted)(?![\w-]))|keymaterial=)`,
    ...{ isOfWindows: true, takesWord: true },
    example: 'iwconfig wlan0 key s:SECRET\n',
    lookAlike:
      'iwconfig wlan0 key off; netsh wlan set profileparameter name=a keyMaterial=%WIFI_PW1%; iwconfig wlan0 essid a',
  },
  {
    program: 'database',
    anchors: ['gbak ', 'gfix ', 'vsql -', 'cbimport ', 'cbexport ', 'cbq '],
    lead: `(?:g(?:bak|fix)${OTHERS}-pas(?:sword)?|vsql${OTHERS}-w|cb(?:import|export|q)${OTHERS}-p)${G}`,
    example: 'gbak -user SYSDBA -pas SECRET -b db1:/srv/a.fdb a.fbk',
    lookAlike: 'gbak -b -user SYSDBA -pas $ISC_PASSWORD a.fdb a.fbk; vsql -U app -w "$PW1" -c "select 1"',
  },
  {
    program: 'database',
    anchors: [...inAnyCase('db2 connect to '), '.logon ', '.LOGON '],
    lead: String.raw`(?:db2 connect to${G}\w{1,16}${G}user${G}${USER}["']?${G}using${G}|\.logon${G}[\w.-]{1,100}/${USER},)`,
    ...{ isOfWindows: true, takesWord: true, end: ';' },
    example: 'db2 connect to orders user app using SECRET\n',
    lookAlike: 'db2 connect to orders user app using $DB2_PASSWORD; db2 connect to orders',
  },
  {
    program: 'jenkins-cli',
    anchors: ['jenkins-cli.jar', 'jenkins-cli -'],
    lead: String.raw`jenkins-cli(?:\.jar["']?)?${OTHERS}-auth${G}${USER}:`,
    example: 'java -jar jenkins-cli.jar -s https://ci.acme-shop.io -auth app:SECRET build a',
    lookAlike: 'java -jar jenkins-cli.jar -auth app:$TOKEN build a; java -jar jenkins-cli.jar -auth @file build a',
  },
  {
    // A host and a share, then the password as a word of its own.
    program: 'smbclient',
    anchors: ['smbclient //', 'smbclient "//', "smbclient '//"],
    lead: String.raw`smbclient${G}["']?//[^\s"'|;\x00]{1,100}["']?(?=${G}[^\r\n]{1,200}[ \t]-U)${G}(?!-)`,
    example: 'smbclient //files1/share SECRET -U app -c ls',
    lookAlike: 'smbclient //files1/share -U app; smbclient //files1/share "$PASSWORD" -U app',
  },
  {
    program: 'vault',
    anchors: ['vault kv put ', 'vault kv patch ', 'bao kv put ', 'bao kv patch ', 'travis encrypt '],
    lead: String.raw`(?:(?:vault|bao) kv (?:put|patch)(?:${G}-[^\s|;\x00]{1,80}){0,6}${G}["']?[\w./-]{1,100}["']?(?:${G}[\w.-]{1,60}=[^\s|;\x00]{1,100}){0,6}?${G}|travis encrypt${OTHERS})["']?(?!(?:user|login|host|name|email|db|database|port|url|region|endpoint|server|bucket|ttl|type))[A-Za-z][\w.-]{0,60}=(?!@)`,
    takesWord: true,
    chosen: 'low',
    example: 'vault kv put -mount=secret shop/smtp pin=SECRET\n',
    lookAlike:
      'vault kv put secret/shop pin=@pin.txt; vault kv put secret/shop pin=$PIN; vault kv put secret/shop url=https1',
  },
];

export const TOOL_OPTIONS: readonly ProgramOption[] = [...TOKENS, ...PASSWORDS];
