/**
 * Passwords in connection strings: `Server=…;User Id=…;Password=…` of ADO.NET, ODBC, OLE DB and JDBC of SQL Server; `host=… user=…
 * password=…` of libpq (section 34.1.1.1 of the PostgreSQL manual); the same with commas, as clients print it. A setting of such a
 * string directly before or after, or the URL of a database before it, identifies one. Also `jdbc:oracle:thin:user/password@host`,
 * and `user:password@tcp(host)` of Go.
 */
import { membersOf } from '../../../bytes/members.ts';
import { endOfRun } from '../byte-runs.ts';
import { assessPassword, drawnPassword } from '../password.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';

const SETTING =
  '(?:server|data source|datasource|host|hostname|addr|address|network(?:[ _]address|[ _]library)?|initial catalog|database|databasename|dbname|db|user id|userid|uid|user|username|driver|provider|port|dsn|integrated security|persist security info|trusted_connection|encrypt|sslmode|pooling|connect timeout)';
const BEFORE = new RegExp(
  `(?:^|[^A-Za-z0-9_$.@])${SETTING} ?= ?[^;,"'=\\n]{1,128}(?:(?<!&amp); ?|, ?| )(?:"? ?& ?")?$`,
  'i',
);
/** A database URL whose driver takes the password as a parameter: `jdbc:postgresql://db1/orders?user=app&password=…`. */
const URL_BEFORE =
  /(?:jdbc:[\w:]{2,40}|(?:postgres(?:ql)?|mysqlx?|mariadb|mongodb|redis|amqps?|sqlserver|mssql|clickhouse|snowflake|trino|cockroachdb):)\/\/[^\s"'<>]{1,160}[?&;]$/;
/** A line of odbc.ini, and one before it; in an environment, `PWD` is a folder. */
const PWD_LINE = /^pwd ?= ?[^/\\\s]{3,128}$/i;
const LINE_ENDS = /^\r?(?:\n|$)/;
const LINE_BEFORE =
  /(?:^|\n)[ \t]{0,8}(?:uid|user|username|driver|dsn|database|server|servername|port|trace|socket)[ \t]{0,8}=[ \t]{0,8}[^\n]{1,120}\n[ \t]{0,8}$/i;
const BEHIND = new RegExp(`^(?:; ?|, ?| )${SETTING} ?= ?[^\\s=]`, 'i');
/** None at all, a template, the next setting, a member of an object (`self.password`). */
const NO_VALUE = /^(?:None|null|nil)$|^#\{|^\w{1,40}=.|^[A-Za-z_$][A-Za-z_$]*(?:\.[A-Za-z_$]+)+$/;
/** The result of a call, or an element: `uuid.uuid4().hex`, `auth[1])`, `QString()):`, `_auth$split2[1]` of Babel. */
const EXPRESSION = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$]\w*)*(?:\(\)|\[\w+\])(?:\.[A-Za-z_$]\w*|\(\)|\[\w+\])*\)*:?$/;
/** A call that goes on behind a comma: `ui_factory.get_password(prompt, host=host`; and a whole one: `escape_password(password)`. */
const CALL = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$]\w*)+\([\w.]*$|^[a-z]+(?:_[a-z]+)+\([a-z_.]*\)$/;
const PLAIN = String.raw`[^\s;"'<>\\${'`'},&\x00-\x20\x7f]`;
/** An HTML quote ends a value like any other quote. */
const CHARACTER = `(?:${PLAIN}|&(?!(?:quot|apos|#3[49]|[lg]t);))`;
const ADVICE =
  'Change the password at the database. Give the next one to the program as a secret of its surroundings, or let it sign in without one.';

/** After a comma or before a bracket, it is an argument of a call, and the value a variable: `user=user, password=self.password)`. */
const VARIABLE = /^(?:[\w.]*(?:pass|pwd)\w*|None|null|nil)(?:\)+|(?=,))/i;

/** Whether the setting at these positions is in a connection string (among other settings) or among parameters of a URL. */
function whereItStands(window: string, start: number, end: number): 'string' | 'url' | undefined {
  // The end of the previous setting, in all its spellings: a quick test that saves most of the searches.
  const sign = window.charAt(start - 1);
  const before = window.slice(Math.max(0, start - 180), start);
  if (/[?&;]/.test(sign) && URL_BEFORE.test(before)) return 'url';
  const isLine = PWD_LINE.test(window.slice(start, end)) && LINE_ENDS.test(window.slice(end, end + 2));
  if (isLine && LINE_BEFORE.test(before)) return 'string';
  const isOne = (/[;, "]/.test(sign) && BEFORE.test(before)) || BEHIND.test(window.slice(end, end + 40));
  return isOne ? 'string' : undefined;
}

/**
 * A working directory (POSIX.1-2024, XBD section 8.3) in an environment in one line, as PCP records those of processes:
 * `USER=ada PWD=/home/ada/src`. In a connection string `PWD` belongs to ODBC, which has `;` between settings.
 */
function isWorkingFolder({ window, start, secret }: Candidate): boolean {
  const separator = window.slice(Math.max(0, start - 2), start);
  return secret.startsWith('/') && window.startsWith('PWD=', start) && !/[;,] ?$/.test(separator);
}

/** `an ACL with user= and password= result tags` of squid.conf: blanks separate words there, and no setting has one behind its sign alone. */
function isProse({ window, start, end }: Candidate): boolean {
  return /[^;,] $/.test(window.slice(Math.max(0, start - 2), start)) && /^\w+= /.test(window.slice(start, end));
}

const [MAX_VALUE_BYTES, LEAD_BYTES] = [2048, 12];
const EQUALS = 0x3d;
const IS_PLAIN = membersOf(new RegExp(PLAIN));

/** Where a value is longer than any, no text is made of it: beginnings in a row would each be read so far. */
function latestEnd(window: Uint8Array, at: number): number | undefined {
  const start = at + window.subarray(at, at + LEAD_BYTES).indexOf(EQUALS) + 1;
  const isTooLong = endOfRun(window, start, MAX_VALUE_BYTES + 1, IS_PLAIN) - start > MAX_VALUE_BYTES;
  return isTooLong ? undefined : at + LEAD_BYTES + MAX_VALUE_BYTES;
}

export const connectionStringRules: readonly Rule[] = [
  {
    id: 'connection-string-password',
    title: 'Password in a connection string',
    provider: 'Database',
    severity: 'high',
    confidence: 'high',
    advice: ADVICE,
    anchors: [
      { text: 'password', ignoreCase: true },
      { text: 'pwd', ignoreCase: true },
    ],
    glance: isAssigned,
    pattern: new RegExp(
      `(?:password|pwd) ?= ?(?<secret>(?![({$])${CHARACTER}{3,${MAX_VALUE_BYTES}})(?!${CHARACTER})`,
      'i',
    ),
    maxMatchBytes: LEAD_BYTES + MAX_VALUE_BYTES,
    latestEnd,
    contextBytes: 180,
    edges: { before: /[A-Za-z0-9_$.@-]/ },
    judgesPlaceholders: true,
    check: assessSetting,
    examples: (random) => {
      const secret = drawnPassword(random);
      const made = (text: string) => ({ text, secret, hidden: [secret] });
      return [
        made(`Server=sql1;Database=orders;User Id=app;Password=${secret};`),
        made(`Driver={ODBC Driver 18};Server=sql1;UID=app;PWD=${secret};`),
        { text: `DSN=sql1;UID=app;PWD=/${secret};`, secret: `/${secret}`, hidden: [secret] },
        made(`host=pg1 user=app password=${secret} dbname=orders`),
        made(`[shop]\nDriver = PostgreSQL\nServername = db1\nUID = app\nPWD = ${secret}\n`),
        made(`url=jdbc:postgresql://db1.acme-shop.io:5432/orders?user=app&password=${secret}&ssl=true`),
        made(`"jdbc:mysql://db1/orders?password=${secret}"`),
        made(`jdbc:sqlserver://sql1:1433;databaseName=orders;user=sa;password=${secret};`),
        ...['Server=sql1;User Id=app;Password=goodspec;', '&quot;DSN=sql1;UID=app;PWD=goodspec&quot;'].map(
          (text) => ({ text, secret: 'goodspec', confidence: 'low', hidden: [] }) as const,
        ),
      ];
    },
    lookAlikes: (random) => [
      'username=username, password=escape_password(password), wst=Mex.NS["wst"]',
      `password=${drawnPassword(random)}`,
      `Server=sql1;User Id=app;Password=\${PASSWORD};`,
      `https://acme-shop.io/login?name=app&password=${drawnPassword(random)}`,
      `jdbc:postgresql://db1/orders?user=app&password=\${PASSWORD}`,
      'Server=sql1;User Id=app;Password=#{password};Encrypt=true',
      'Server=sql1;User Id=app;Password=********;Encrypt=true',
      "def login(self, user = '', password = '', domain = ''):",
      'connect(host=host, user=self.user, password=self.password)',
      'def login(self, url, username=None, password=None, token=None)',
      'user = (char *) (p + 1); pwd = (char *) (p + ulen + 2);',
      'user = _auth$split2[0], password = _auth$split2[1];',
      'return BasicAuth(username=auth[0], password=auth[1])',
      'def login(self, user=None, password=None\n    ):\n',
      'Login(const QString &user = QString(), const QString &password = QString()): user(user)',
      '    password = ui.ui_factory.get_password(prompt, host=prompt_host, user=user)\n',
      '-iscsi [user=user][,password=password][,password-secret=secret-id]\n',
      'username=uuid.uuid4().hex, password=uuid.uuid4().hex',
      'checkstate?secret=qwerty&amp;user=dwho&amp;password=dwho&amp;sessions',
      'basic(username=%q, password=%q)fetch request',
      'are available from an external ACL user= and password= result tags',
      'host=10.0.0.1 user=admin password=_@@_FILE0_@@_ -e',
      'LOGNAME=ada USER=ada PWD=/home/ada/src/pcp/qa HOME=/home/ada SHLVL=1',
      'PWD=/var/lib/qa2kx9vt USER=ada HOME=/home/ada',
      "    user = module.params['api_user']\n    pwd = module.params['api_password']\n",
      '    user = facts.get("admin_user", "admin")\n    pwd = facts.get("admin_pwd", "admin")\n',
      'UID=1000\nPWD=/var/lib/qa2kx9vt\nHOME=/home/ada\n',
      'USER=ada\nPWD=C:\\qa2kx9vt\nHOME=/home/ada\n',
    ],
  },
  {
    id: 'oracle-thin-password',
    title: 'Password in a connection string of Oracle',
    provider: 'Oracle',
    severity: 'high',
    confidence: 'high',
    advice: ADVICE,
    anchors: ['oracle:thin:', 'oracle:oci:'],
    pattern: /oracle:(?:thin|oci):(?<user>[A-Za-z][\w$#.-]{0,63})\/(?<secret>[^\s"'<>\\/@\x00-\x20]{3,64})(?=@)/,
    maxMatchBytes: 142,
    edges: {},
    judgesPlaceholders: true,
    check: ({ secret, groups }) => assessPassword(secret, { of: groups.user!, facts: { user: groups.user! } }),
    examples: (random) => {
      const secret = drawnPassword(random);
      const text = `jdbc:oracle:thin:app/${secret}@//ora1:1521/ORDERS`;
      return [{ text, secret, hidden: [secret], facts: { user: 'app' } }];
    },
    lookAlikes: () => [
      'jdbc:oracle:thin:@ora1:1521:ORDERS',
      `jdbc:oracle:thin:app/\${password}@ora1:1521:ORDERS`,
      'jdbc:oracle:thin:<user>/<password>@<host>',
    ],
  },
  {
    id: 'go-mysql-password',
    title: 'Password in a data source name of Go',
    provider: 'MySQL',
    severity: 'high',
    confidence: 'high',
    advice: ADVICE,
    anchors: ['@tcp(', '@unix('],
    bytesBefore: 200,
    pattern: /(?<user>[\w.-]{1,64}):(?<secret>[^\s/@"'`<>\x00-\x20]{3,128})@(?:tcp|unix)\((?=[\w./:-]{1,100}\))/,
    maxMatchBytes: 204,
    contextBytes: 104,
    edges: { before: /[A-Za-z0-9_:@%/.+-]/ },
    judgesPlaceholders: true,
    check: ({ secret, groups }) =>
      /^%[sv]$/.test(secret) ? undefined : assessPassword(secret, { of: groups.user!, facts: { user: groups.user! } }),
    examples: (random) => {
      const secret = drawnPassword(random);
      const text = `"app:${secret}@tcp(db1.acme-shop.io:3306)/orders?parseTime=true"`;
      const parted = `${secret}:${drawnPassword(random)}`;
      return [
        { text, secret, hidden: [secret], facts: { user: 'app' } },
        { text: `"app:${parted}@tcp(db1:3306)/o"`, secret: parted, hidden: [parted], facts: { user: 'app' } },
      ];
    },
    lookAlikes: () => [
      '"app@tcp(db1:3306)/orders"',
      '"%s:%s@tcp(%s:%d)/orders"',
      '"app:<password>@tcp(db1:3306)/orders"',
    ],
  },
];

/** `=` after the name, with at most one space. */
function isAssigned(window: Uint8Array, at: number): boolean {
  const behind = at + ((window[at + 2]! | 0x20) === 0x64 ? 3 : 8);
  return window[behind] === 0x3d || (window[behind] === 0x20 && window[behind + 1] === 0x3d);
}

/** `[user=user][,password=password]`: what may be left out. */
function isUsage({ window, start, secret }: Candidate): boolean {
  return /\]\[?$/.test(secret) && window.slice(Math.max(0, start - 2), start) === '[,';
}

function assessSetting(candidate: Candidate): Assessment | undefined {
  const { window, start, end, secret } = candidate;
  if (NO_VALUE.test(secret) || EXPRESSION.test(secret) || CALL.test(secret)) return undefined;
  if (VARIABLE.test(window.slice(end - secret.length)) || isUsage(candidate)) return undefined;
  const where = isWorkingFolder(candidate) || isProse(candidate) ? undefined : whereItStands(window, start, end);
  if (where === undefined) return undefined;
  const text = window.slice(Math.max(0, start - 180), end + 180);
  const user = /(?:user id|userid|uid|username|user) ?= ?([\w.@\\-]{1,64})/i.exec(text)?.[1];
  const host = /(?:server|data source|host|addr|address) ?= ?([\w.:\\-]{1,128})/i.exec(text)?.[1];
  const context = {
    of: `${user}@${host}`,
    facts: { ...(user !== undefined && { user }), ...(host !== undefined && { host }) },
  };
  if (where === 'string') return assessPassword(secret, context);
  // Excludes the next parameter, and the fragment, which browsers do not send.
  const value = /^[^&#]*/.exec(secret)![0];
  const valueStart = end - secret.length;
  const assessment = assessPassword(value, context);
  return assessment && { ...assessment, place: { start: valueStart, end: valueStart + value.length } };
}
