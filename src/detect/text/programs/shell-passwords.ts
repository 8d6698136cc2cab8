/**
 * Passwords on command lines, in scripts, logs, `.bash_history` and PSReadLine's ConsoleHost_history.txt: password options of
 * well-known programs.
 */

import { drawnPassword } from '../password.ts';
import { type Assessment, type Candidate, inAnyCase, type Rule } from '../rule.ts';
import { isDrawn } from '../value-kind.ts';
import { assessWord, COMMAND_ADVICE, WORD } from './command-line.ts';

interface Command {
  readonly id: string;
  readonly title: string;
  readonly provider: string;
  readonly anchors: Rule['anchors'];
  /** From the anchor up to the password; case-insensitive. */
  readonly lead: string;
  /** With `SECRET` in place of the password. */
  readonly example: string;
  /** The same for other forms. */
  readonly others?: readonly string[];
  readonly lookAlikes: readonly string[];
}

/** Flags of curl that may be combined in one word with an option that has a value: `-sSu`. */
const FLAGS = '-[fgiIjkLnNqsSvZ0-46#]{0,6}';
/** Other options and their values; no line end, no end of the command. */
const OPTIONS = String.raw`(?:[ \t]{1,4}[^\s|;\x00]{1,120}){0,8}?`;

const COMMANDS: readonly Command[] = [
  {
    id: 'mysql-command-password',
    title: 'Password on a command line of MySQL',
    provider: 'MySQL',
    anchors: ['mysql ', 'mysqldump ', 'mysqladmin ', 'mariadb ', 'mysqlimport '],
    lead: String.raw`(?:(?:mysql(?:dump|admin|import)?|mariadb)${OPTIONS}[ \t]{1,4}(?:-p|--password=)|mysqladmin(?=[ \t]{1,4}-)${OPTIONS}[ \t]{1,4}password[ \t]{1,4})`,
    example: 'mysql -u app -pSECRET orders',
    others: ['mysqladmin -u root password SECRET\n'],
    lookAlikes: [
      'the mysqladmin password command sets7it',
      'mysql -u app -p orders',
      'mysql --password=$MYSQL_PASSWORD',
      'mysql -u app -p"$PASS"',
      'mysql -u a --port=3306',
    ],
  },
  {
    id: 'sshpass-password',
    title: 'Password on a command line of sshpass',
    provider: 'SSH',
    anchors: ['sshpass '],
    lead: String.raw`sshpass[ \t]{1,4}(?:-v[ \t]{1,4})?-p[ \t]{0,4}`,
    example: "sshpass -p 'SECRET' ssh app@web1",
    lookAlikes: ['sshpass -e ssh app@web1', 'sshpass -p "$PASS" ssh app@web1', 'sshpass -f file ssh app@web1'],
  },
  {
    id: 'psexec-password',
    title: 'Password on a command line of PsExec',
    provider: 'Windows',
    anchors: inAnyCase('psexec'),
    lead: String.raw`psexec(?:64)?(?:\.exe)?${OPTIONS}[ \t]{1,4}-u[ \t]{1,4}[^\s|;\x00]{1,100}[ \t]{1,4}-p[ \t]`,
    example: 'psexec \\\\web1 -u ACME\\ops -p SECRET cmd',
    lookAlikes: [
      'psexec \\\\web1 -u ACME\\ops cmd',
      'psexec \\\\web1 -u ops -p %PASS% cmd',
      'psexec \\\\web1 -u ops -p $pass',
    ],
  },
  {
    id: 'net-use-password',
    title: 'Password on a command line of net use',
    provider: 'Windows',
    anchors: inAnyCase('net use ', 'net user ', 'net.exe user '),
    lead: String.raw`net use[ \t]{1,4}(?:[a-z*]:?[ \t]{1,4})?\\{2,4}[^\s|;\x00]{1,160}[ \t]{1,4}\/user:[^\s|;\x00]{1,100}[ \t]{1,4}|net use[ \t]{1,4}(?:[a-z*]:?[ \t]{1,4})?\\{2,4}[^\s|;\x00]{1,160}[ \t]{1,4}(?=[^\s/*|;\x00]{3,127}[ \t]{1,4}\/user:)|net(?:\.exe)? user[ \t]{1,4}[\w.-]{1,64}[ \t]{1,4}(?=[^\s/]{3,127}[ \t]{1,4}\/add|(?=[^\s/]{0,127}[0-9])[^\s/]{8,127}[ \t]{0,4}[\r\n])`,
    others: ['net user ops SECRET\r\n'],
    example: 'net use z: \\\\web1\\share /user:ACME\\ops SECRET\n',
    lookAlikes: [
      'net use z: \\\\web1\\share /user:ops *',
      'net use z: /delete',
      'net user ops * /add',
      'net user ops2 /domain\n',
    ],
  },
  {
    id: 'windows-account-password',
    title: 'Password on a command line of schtasks, wmic or sc',
    provider: 'Windows',
    anchors: inAnyCase('schtasks', 'wmic', 'sc create ', 'sc config ', 'sc.exe c'),
    lead: String.raw`(?:schtasks(?:\.exe)?${OPTIONS}${OPTIONS}[ \t]{1,4}\/r?p[ \t]{1,4}|wmic(?:\.exe)?${OPTIONS}[ \t]{1,4}\/password:|sc(?:\.exe)? (?:create|config)${OPTIONS}[ \t]{1,4}password=[ \t]{0,4})`,
    example: 'schtasks /create /tn backup /tr backup.cmd /sc daily /ru ACME\\ops /rp SECRET /f',
    lookAlikes: [
      'schtasks /create /tn backup /tr backup.cmd /sc daily /ru SYSTEM',
      'schtasks /create /tn backup /ru ops /rp *',
      'schtasks /create /ru ops /rp %PASS%',
      'wmic /node:web1 /user:ops process list',
      'sc config Spooler start= auto',
    ],
  },
  {
    id: 'docker-login-password',
    title: 'Password on a command line of docker login',
    provider: 'Docker registry',
    anchors: ['docker login', 'podman login', 'helm registry login', 'oras login', 'skopeo login', 'buildah login'],
    lead: String.raw`(?:docker|podman|helm registry|oras|skopeo|buildah) login${OPTIONS}[ \t]{1,4}(?:-p(?:[ \t=]|(?=\\?["']))|--password[ =])`,
    example: 'docker login -u app -p SECRET registry.acme-shop.io',
    others: ['docker login -u app -p"SECRET"'],
    lookAlikes: [
      'docker login -u app --password-stdin',
      'docker login -u app -p $TOKEN',
      `docker login -p \${{ secrets.TOKEN }}`,
    ],
  },
  {
    id: 'curl-user-password',
    title: 'Password on a command line of curl',
    provider: 'HTTP',
    anchors: ['curl ', 'curl.exe ', 'wget '],
    lead: String.raw`(?:curl(?:\.exe)?|wget)(?:[ \t]{1,4}(?:\\\n[ \t]{0,16})?[^\s|;\x00]{1,200}){0,12}?[ \t]{1,4}(?:\\\n[ \t]{0,16})?(?:(?:${FLAGS}[uU]|--user|--proxy-user)[ \t=]{0,4}\\?["']?(?:[\w.@%+\\-]{0,128}:|(?=(?<alone>[A-Za-z0-9_-]{16,128}):["'\s]))|(?:${FLAGS}E|--(?:proxy-)?cert)[ \t=]{0,4}\\?["']?[^\s"':|;\x00]{1,128}:|--(?:(?:http-|ftp-|proxy-)?password|(?:proxy-)?pass)[= ])`,
    example: 'curl -s -u app:SECRET https://api.acme-shop.io/v1',
    others: [
      'curl -sSfu app:SECRET https://api.acme-shop.io/v1',
      'curl https://api.acme-shop.io/v1 -u SECRET: -d a=b',
      'curl -u ":SECRET" https://api.acme-shop.io/v1',
      'curl --cert app.pem:SECRET https://api.acme-shop.io/v1',
      'curl -E app.pem --pass SECRET https://api.acme-shop.io/v1',
    ],
    lookAlikes: [
      'curl -u app https://api.acme-shop.io',
      'curl -u "app:$TOKEN" https://api.acme-shop.io',
      'curl --user app: https://a.io',
      'curl -u the-user-of-the-shop: https://a.io',
      'curl --negotiate -u : https://a.io',
      'curl -e http://a1.io:8080/ https://a.io',
      'curl --cert app.pem:$PASS https://a.io',
    ],
  },
  {
    id: 'powershell-plain-password',
    title: 'Password in the clear in PowerShell',
    provider: 'PowerShell',
    anchors: inAnyCase('convertto-securestring', 'connect-viserver', 'net.networkcredential', 'cmdkey'),
    lead: String.raw`(?:ConvertTo-SecureString[ \t]{1,4}(?:-(?:AsPlainText|Force|String)[ \t]{1,4}){0,3}(?:(?=["'][^"'$]{3,127}["'])|(?<=-String[ \t]{1,4})|(?=[^\s"'-][^\s"']{2,126}[ \t]{1,4}-(?:AsPlain|Force)))|Connect-VIServer${OPTIONS}[ \t]{1,4}-password[ \t]{1,4}|cmdkey${OPTIONS}[ \t]{1,4}\/pass:)`,
    example: 'ConvertTo-SecureString "SECRET" -AsPlainText -Force',
    others: [
      'ConvertTo-SecureString -Force -AsPlainText -String SECRET\n',
      'ConvertTo-SecureString SECRET -AsPlainText -Force',
    ],
    lookAlikes: [
      'ConvertTo-SecureString $password -AsPlainText',
      'ConvertTo-SecureString -AsPlainText -Force -String $env:PW1',
      'ConvertTo-SecureString cmdlet2 converts text',
      'Connect-VIServer vc1 -User a -Password $p',
      'cmdkey /list',
    ],
  },
  {
    id: 'ldap-command-password',
    title: 'Password on a command line of an LDAP, SMB or Redis client',
    provider: 'Shell',
    anchors: [
      'ldapsearch ',
      'ldapmodify ',
      'ldapadd ',
      'smbclient ',
      ...['ldapdelete ', 'ldapwhoami ', 'ldappasswd '],
      ...['redis-cli ', 'valkey-cli ', 'xfreerdp ', 'wlfreerdp '],
      ...['mongosh ', 'mongodump ', 'mongorestore ', 'mongoexport ', 'mongoimport ', 'mongo '],
    ],
    lead: String.raw`(?:ldap(?:search|modify|add|delete|whoami|passwd)${OPTIONS}[ \t]{1,4}-w[ \t]{1,4}|smbclient${OPTIONS}[ \t]{1,4}-U[ \t]{1,4}\\?["']?[\w.\\-]{1,64}%|(?:redis|valkey)-cli${OPTIONS}[ \t]{1,4}(?:-a|--pass)[ \t]{1,4}|(?:x|wl)freerdp${OPTIONS}[ \t]{1,4}\/p:|mongo(?:sh|dump|restore|export|import)?${OPTIONS}[ \t]{1,4}(?:-p[ \t]{1,4}|--password[ =]))`,
    example: 'ldapsearch -x -D cn=app -w SECRET -b dc=acme',
    others: ["smbclient -U 'ACME\\ops%SECRET' //web1/a"],
    lookAlikes: [
      'ldapsearch -x -W',
      'redis-cli -a $REDIS_PASSWORD',
      'smbclient -U app%$PASS',
      'mongodump --port 27017',
      'docker run -d --name db mongo -p 127.0.0.1:27017:27017',
      'docker run --link my-mongo:mongo -v a:/b -p a1b2c3d4 parse-server',
    ],
  },
  {
    id: 'azure-login-password',
    title: 'Password on a command line of az login',
    provider: 'Azure',
    anchors: ['az login ', 'azcopy login '],
    lead: String.raw`(?:az|azcopy) login${OPTIONS}[ \t]{1,4}(?:-p[ \t]|--password[ =])`,
    example: 'az login --service-principal -u app -p SECRET --tenant acme',
    lookAlikes: ['az login --identity', 'az login -u app -p $ARM_CLIENT_SECRET', 'az login --use-device-code'],
  },
  {
    id: 'openssl-pass-option',
    title: 'Pass phrase on a command line of openssl or keytool',
    provider: 'OpenSSL',
    anchors: ['pass:', '-storepass ', '-keypass ', '-srcstorepass ', '-deststorepass '],
    // keytool accepts no password shorter than 6 characters; its own messages say `-keypass and -new can not be`.
    lead: String.raw`(?:pass:(?!\\{0,7}["'][ \t]?\+)(?=[^\s]{3,127})|-(?:src|dest)?(?:store|key)pass[ \t]{1,4}(?!command[ -]line)(?=[^\s]{6,127}))`,
    example: 'openssl pkcs12 -in a.p12 -passin pass:SECRET -nodes',
    lookAlikes: [
      'openssl rsa -passin env:PASS',
      'openssl rsa -passin pass:$PASS',
      'openssl rsa -passin pass:"+passphrase7);',
      String.raw`rsa -passin pass:\\\"+paraphrase);\\n`,
      'keytool -storepass $PASS',
      'which requires the -storepass command line argument when verifying',
      '-keypass and -new can not be specified if -storetype is {0}',
      'bypass:this-is-no-option',
    ],
  },
];

export const shellPasswordRules: readonly Rule[] = COMMANDS.map(
  ({ id, title, provider, anchors, lead, example, others = [], lookAlikes }): Rule => ({
    ...{ id, title, provider, anchors, severity: 'high', confidence: 'high', advice: COMMAND_ADVICE },
    pattern: new RegExp(`(?:${lead})${WORD}`, 'i'),
    maxMatchBytes: 5120,
    contextBytes: 24,
    // `docker run --link my-mongo:mongo -p 1337:1337` names an image.
    edges: { before: /[A-Za-z0-9_:]/ },
    judgesPlaceholders: true,
    check: assessOption,
    examples: (random) => {
      const secret = drawnPassword(random);
      return [example, ...others].map((text) => ({ text: text.replace('SECRET', secret), secret, hidden: [secret] }));
    },
    lookAlikes: () => lookAlikes,
  }),
);

function assessOption({ window, start, end, secret, groups: { alone } }: Candidate): Assessment | undefined {
  // `pass:` is an argument of openssl only after an option.
  if (/^pass:/.test(window.slice(start)) && !/(?:-pass(?:in|out)?|-k)[ \t"'=]{1,4}$/.test(window.slice(0, start)))
    return undefined;
  // No password follows: `-u token:`.
  if (alone === undefined) return assessWord(secret, 'command line');
  const found = isDrawn(alone) ? assessWord(alone, 'command line') : undefined;
  return found && { ...found, place: { start: end - alone.length - 1, end: end - 1 } };
}
