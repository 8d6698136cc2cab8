/**
 * Passwords recognised by their position in a call that opens a connection: `mysqli_connect("host", "user", "password")`, `new
 * PDO(dsn, user, password)`, `DBI->connect(…)` of Perl, `DBI.connect(…)` of Ruby, `DriverManager.getConnection(…)` of Java,
 * `ftp_login`, `imap_open`, `ldap_bind` and others of PHP, also in its traces, `SecretValue.unsafePlainText` of AWS CDK,
 * `HTTPBasicAuth("user", "password")` of Python, `db.auth("user", "password")` of MongoDB. The other arguments may be variables;
 * the password is a literal.
 */
import { assessPassword, drawnPassword } from '../password.ts';
import type { Rule } from '../rule.ts';

/** Functions by the number of arguments before the password. */
const CALLS = {
  // paramiko of Python, with a port and sbt, after a realm, a host and a user
  3: ['ssh.connect(', 'ssh_client.connect(', 'Credentials('],
  2: [
    ...[
      'mysql_connect(',
      'mysql_pconnect(',
      'mysqli_connect(',
      'new mysqli(',
      'new \\mysqli(',
      'new PDO(',
      'new \\PDO(',
      // In a trace of PHP
      'PDO->__construct(',
      'mysqli->__construct(',
      'odbc_connect(',
      'mssql_connect(',
    ],
    ...[
      'mqttClient.connect(',
      'mqtt_client.connect(',
      'DBI->connect(',
      'DBI.connect(',
      'DriverManager.getConnection(',
      'ftp_login(',
      'ssh2_auth_password(',
      'imap_open(',
    ],
    // PyMySQL and MySQLdb of Python
    ...['ldap_bind(', 'pymysql.connect(', 'MySQLdb.connect('],
    // ftplib and Django of Python
    ...['ftplib.FTP(', 'objects.create_superuser(', 'objects.create_user('],
  ],
  1: [
    ...['oci_connect(', 'oci_pconnect('],
    // requests of Python, net/http of Go, reqwest of Rust, Apache's client of Java
    ...['HTTPBasicAuth(', 'HTTPDigestAuth(', 'SetBasicAuth(', 'basic_auth(', 'UsernamePasswordCredentials('],
    // requests, smtplib and imaplib of Python
    ...['auth=(', 'smtp.login(', 'server.login(', 'imap.login(', 'mail.login(', 'ftp.login('],
    // MongoDB's shell; drivers of Neo4j; java.net and OkHttp of Java; networks of Arduino
    ...['db.auth(', 'changeUserPassword(', 'auth.basic(', 'AuthTokens.basic('],
    ...['new PasswordAuthentication(', 'Credentials.basic(', 'WiFi.begin(', 'session.auth = (', 'basicAuth('],
    // Paho of Python
    'username_pw_set(',
  ],
  // AWS CDK, in TypeScript and Python
  0: ['unsafePlainText(', 'SecretValue.plainText(', 'unsafe_plain_text(', 'SecretValue.plain_text('],
} as const;

const ARGUMENT = String.raw`\s{0,24}(?:"[^"\n\x00]{0,200}"|'[^'\n\x00]{0,200}'|[$\w.>[\]-]{1,64})\s{0,4},`;
const LEAD = ([3, 2, 1, 0] as const)
  .map(
    (count) => `(?:${CALLS[count].map((call) => call.replace(/[.(\\]/g, '\\$&')).join('|')})${ARGUMENT.repeat(count)}`,
  )
  .join('|');

export const connectCallRules: readonly Rule[] = [
  {
    id: 'connect-call-password',
    title: 'Password in a call that opens a connection',
    provider: 'Database',
    severity: 'high',
    confidence: 'high',
    advice: 'Change the password at the server, and let the program read the next one from its surroundings.',
    anchors: [...CALLS[3], ...CALLS[2], ...CALLS[1], ...CALLS[0]],
    pattern: new RegExp(
      String.raw`(?:${LEAD})\s{0,24}(?:Some\()?["'](?<secret>(?<=")[^"\\\n\x00]{3,128}(?=")|(?<=')[^'\\\n\x00]{3,128}(?='))["'](?:\.toCharArray\(\))?\s{0,8}[,)]`,
    ),
    maxMatchBytes: 700,
    edges: { before: /[A-Za-z0-9_]/ },
    judgesPlaceholders: true,
    check({ window, start, secret }) {
      if (/^\$\w|^\s|\s$|#\{|\$\{/.test(secret)) return undefined;
      return assessPassword(secret, { of: window.slice(start, window.indexOf('(', start)) });
    },
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `mysqli_connect('db1', 'app', '${secret}', 'orders')`,
        `$db = new PDO($dsn, "app", "${secret}");`,
        `my $dbh = DBI->connect("dbi:Pg:dbname=orders", "app", "${secret}", { RaiseError => 1 });`,
        `DriverManager.getConnection(url, "app", "${secret}")`,
        `oci_connect('app', '${secret}', '//ora1/ORDERS')`,
        `requests.get(url, auth=HTTPBasicAuth('app', '${secret}'))`,
        `req.SetBasicAuth("app", "${secret}")`,
        `client.get(url).basic_auth("app", Some("${secret}"))`,
        `new UsernamePasswordCredentials("app", "${secret}")`,
        `requests.get(url, auth=('app', '${secret}'))`,
        `smtp.login("app@acme-shop.io", "${secret}")`,
        `db.auth("app", "${secret}")`,
        `pymysql.connect("db1", "app", "${secret}", "orders")`,
        `session.auth = ("app", "${secret}")`,
        `client.username_pw_set("app", "${secret}")`,
        `mqttClient.connect("sensor-1", "app", "${secret}")`,
        `db.changeUserPassword("app", "${secret}")`,
        `new PasswordAuthentication("app", "${secret}".toCharArray())`,
        `ssh.connect('web1', 22, 'root', '${secret}')`,
        `User.objects.create_superuser('app', 'app@acme-shop.io', '${secret}')`,
        `credentials += Credentials("Nexus", "nexus.acme-shop.io", "app", "${secret}")`,
        `#0 /srv/db.php(12): PDO->__construct('mysql:host=db1;d...', 'app', '${secret}')`,
        `masterUserPassword: cdk.SecretValue.unsafePlainText('${secret}'),`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: () => [
      'mysqli_connect($host, $user, $password)',
      "mysqli_connect('db1', 'app', $password)",
      'new PDO("mysql:host=db1;dbname=orders", "app", "<password>")',
      'DBI->connect($dsn, $user, "$password")',
      'DriverManager.getConnection(url, properties)',
      "mysqli_connect('db1', 'app', '')",
      'req.SetBasicAuth(user, password)',
      "requests.get(url, auth=('app', PASSWORD))",
      "requests.get(url, auth=('user', '***'))",
      'client.username_pw_set("app", os.environ["MQTT_PASSWORD"])',
      'auth=HTTPBasicAuth("app", os.environ["PASSWORD"])',
      'db.auth("<user>", "<password>")',
      'new PasswordAuthentication(user, password.toCharArray())',
      "User.objects.create_user('app', 'app@acme-shop.io', PASSWORD)",
      'Credentials("Nexus", "nexus.acme-shop.io", user, sys.env("NEXUS_PASSWORD"))',
      'Credentials("Nexus", "nexus.acme-shop.io", "app", "<password>")',
      'SecretValue.unsafePlainText(props.password)',
      "SecretValue.unsafePlainText('****')",
      'PDO->__construct(Object(SensitiveParameterValue), Object(SensitiveParameterValue))',
    ],
  },
];
