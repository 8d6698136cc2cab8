/**
 * `scheme://user:password@host` of RFC 3986 (section 3.2.1, which deprecates `user:password` for exactly this reason): databases,
 * brokers, mail, files, git remotes and `.git-credentials`. Every scheme, since new ones come every year. A password may contain
 * an unencoded `@`, so the last one counts.
 */
import { membersOf } from '../../../bytes/members.ts';
import { assessPassword, drawnPassword } from '../password.ts';
import { looksMadeUp } from '../placeholder.ts';
import { ALPHANUMERIC, DIGITS, HEX, LOWER } from '../random-text.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { isDrawn, isGuessable, isIssued, isOfWords } from '../value-kind.ts';

/** For a user with a token as password: those of clouds have 2,000 characters. */
const MAX_AUTHORITY_BYTES = 2400;
/** For a token in place of a user. */
const MIN_TOKEN_BYTES = 20;
const [COLON, AT, BACKSLASH] = [0x3a, 0x40, 0x5c];
const ENDS = membersOf(/[\s"'`<>/\\?#,\x00-\x20\x7f]/);

/**
 * Hosts of documents (RFC 5737, and those that RFC 6890 reserves for protocols) and of the local machine; text typed along the
 * keyboard.
 */
const HOUSE_HOST =
  /^(?:localhost|127\.|192\.0\.[02]\.|198\.51\.100\.|203\.0\.113\.|0\.0\.0\.0|\[?::1|your|my|example|foo\.|bar\.)|(?:^|\.)(?:example|test|invalid|local|localhost|localdomain)(?:\.|$)|^[a-z]{1,12}$|asdf/i;

export const connectionUrlRules: readonly Rule[] = [
  {
    id: 'url-password',
    title: 'Password in a URL',
    provider: 'URL',
    isFallback: true,
    severity: 'high',
    confidence: 'high',
    advice:
      'Change the password on the server that the URL names. Keep the new one out of the URL: in a variable, or in the credential store of the client.',
    anchors: ['://', ':\\/\\/'],
    bytesBefore: 25,
    glance: (window, at) => maySignIn(window, window[at + 1] === 0x5c ? at + 5 : at + 3),
    pattern:
      /[A-Za-z][A-Za-z0-9+.-]{0,22}\\?:(?:\\?\/){2}(?<authority>(?:[^\s"'`<>/\\?#,\x00-\x20\x7f]|\\[:=!]){4,2400})/,
    maxMatchBytes: 25 + 5 + 2 * MAX_AUTHORITY_BYTES,
    contextBytes: 120,
    edges: {},
    judgesPlaceholders: true,
    check: assessAuthority,
    examples: (random) => {
      const [drawn, tail] = [drawnPassword(random), random.text(3, ALPHANUMERIC)];
      const chosen = `Summer&Rain+7${tail}`;
      const url = (start: string, password: string, host: string) => ({
        ...{ text: `${start}:${password}@${host}\n`, secret: password, hidden: [password] },
      });
      return [
        { ...url('postgres://app', drawn, 'pg.acme-shop.io:5432/orders'), facts: { scheme: 'postgres', user: 'app' } },
        { ...url('mongodb+srv://svc', drawn, 'c0.acme-shop.io/?w=majority'), facts: { scheme: 'mongodb+srv' } },
        url('jdbc:mysql://app', drawn, 'db1.acme-shop.io:3306/orders'),
        url('redis://', drawn, 'cache.acme-shop.io:6379'),
        { ...url('amqps://app', chosen, 'mq.acme-shop.io/vhost'), confidence: 'medium', hidden: [] },
        { ...url('https:\\/\\/deploy', drawn, 'git.acme-shop.io\\/shop.git'), facts: { scheme: 'https' } },
        // As written by Java's `Properties.store`, and `jcmd VM.system_properties`.
        {
          ...url('jdbc\\:mysql\\://app\\', drawn, 'db1.acme-shop.io\\:3306/orders'),
          facts: { scheme: 'mysql', user: 'app' },
        },
        url(
          'https://aws',
          random.text(1200, ALPHANUMERIC),
          'acme-1.d.codeartifact.eu-west-1.amazonaws.com/pypi/a/simple/',
        ),
        url('UserIDpostgres://app', drawn, 'pg.acme-shop.io/orders'),
        url('MongoDB://app', drawn, 'db1.acme-shop.io/orders'),
        url('mysql://app', `${drawn}[:]`, 'db1.acme-shop.io/orders'),
        { ...url('mysql://app', drawn, 'localhost/orders'), confidence: 'medium' },
        { ...url('mysql://app', drawn, 'u2.aasdfsd.acme-shop.io/orders'), confidence: 'medium' },
        { ...url('mssql+pyodbc://scott', 'tiger^5HHH', 'db1.acme-shop.io:1433/o'), confidence: 'low', hidden: [] },
        { ...url('ftp://user', 'secret', 'ftp.acme-shop.io'), confidence: 'low', hidden: [] },
        { ...url('ftp://username', 'password', 'ftp.example.com'), confidence: 'low', hidden: [] },
        { ...url('https://user', 'password', 'hostname.acme-shop.io'), confidence: 'low', hidden: [] },
        { ...url('http://usuario', 'contraseña', 'books.acme-shop.io'), confidence: 'low', hidden: [] },
        {
          ...url('mysql://app', `openworld${random.text(2, DIGITS)}`, '192.0.2.1/orders'),
          confidence: 'low',
          hidden: [],
        },
        {
          ...url('mysql://admin', `my${random.text(6, ALPHANUMERIC)}pAssw2D`, 'db1.acme-shop.io:3306/orders'),
          confidence: 'low',
          hidden: [],
        },
        { ...url('http://123123', 'qweqwe:asdasd', 'mq.acme-shop.io'), confidence: 'low', hidden: [] },
        { ...url('https://isabel', 's:3:c:r:e:t', 'mq.acme-shop.io'), confidence: 'low', hidden: [] },
        { ...url('amqps://app', 'n0ts3kret', 'mq.acme-shop.io'), confidence: 'low', hidden: [] },
        {
          ...{ text: `git+https://${drawn}:x-oauth-basic@git.acme-shop.io/a/b.git`, secret: drawn },
          hidden: [drawn],
        },
        ...[
          'https://SECRET@git.acme-shop.io/a/b.git',
          'git+https://SECRET@github.com/a/b',
          'https://SECRET:@gitlab.com/a',
        ].map((text) => ({
          text: text.replace('SECRET', drawn),
          secret: drawn,
          hidden: [drawn],
          facts: { scheme: 'https' },
        })),
        { text: `https://${drawn}@api.acme-shop.io/v1`, secret: drawn, hidden: [drawn], confidence: 'medium' },
      ];
    },
    lookAlikes: (random) => [
      'http://www.w3.org/2000/svg',
      `https://${random.text(32, HEX)}@o1.ingest.acme-shop.io/42`,
      `https://${random.text(32, HEX)}@errors.acme-shop.io/42`,
      `https://glet_${random.text(32, HEX)}@git.acme-shop.io/api/v4/error_tracking/collector/5`,
      'dotenv://:key_1234@dotenvx.com/vault/.env.vault?environment=production',
      'https://the-user-of-the-shop@git.acme-shop.io/a.git',
      `otpauth+x://${drawnPassword(random)}@git.acme-shop.io/a`,
      'ssh://git@git.acme-shop.io:22/shop.git',
      `https://git.acme-shop.io:8443/@scope/${random.text(12, LOWER)}`,
      `postgres://app:\${DB_PASSWORD}@pg.acme-shop.io/orders`,
      'postgres://app:$DB_PASSWORD@pg.acme-shop.io/orders',
      'postgres://%s:%s@pg.acme-shop.io/orders',
      'https://{{user}}:{{password}}@git.acme-shop.io',
      'rsync://user[:password]@files.acme-shop.io:873/path',
      'b2://account_id[:application_key]@bucket/folder',
      'mongodb://username:password@host:27017/orders',
      'amqp://:password@hostname.com',
      'sqlalchemy.url = driver://user:pass@localhost/dbname',
      'http://username:password@server/',
      'https://username:password@www.example.com/',
      'https://app:<password>@git.acme-shop.io',
      'https://app:****@git.acme-shop.io',
      'https://app:@git.acme-shop.io',
      'https://app:{password}@git.acme-shop.io',
      String.raw`.Ql smtp://\:wings\:%3A\:of\:@a.dove`,
      'cvs://:pserver:anoncvs@cvs.acme-shop.io:/cvs/src',
      'https://cdn.acme-shop.io/a:b@c',
      'redis://[[username]:[password]]@localhost:6379/0',
      'fork from a block: `http://localhost:8545@1599200`',
      'ftp://anonymous:mail%40acme-shop.io@ftp.acme-shop.io/pub',
      'http://www.acme-bank.io:USArticle1840@www.acme-shop.io/',
      `A+PA7r://!${random.text(8, ALPHANUMERIC)}:${drawnPassword(random)}@1B98CpzF8BVz/4`,
    ],
  },
];

/**
 * In one case, or with such an ending: in Go programs another string precedes it, and some write `MySQL`. Compressed data of
 * programs may have anything before a colon.
 */
const SCHEME = /^(?:[a-z0-9+.-]+|[A-Z0-9+.-]+)$|(?:[a-z]{3}|[A-Z]{3}|DB)[0-9]{0,2}$/;
const ESCAPE_BEFORE = /\\[nrt]$|\[[0-9;]{0,24}m$|%[0-9A-F][A-F]$/;

/** Whether a colon and then an `@`, or an `@` after a possible token, come before the end of the authority. */
function maySignIn(window: Uint8Array, start: number): boolean {
  const end = Math.min(window.length, start + MAX_AUTHORITY_BYTES);
  let hasColon = false;
  for (let at = start; at < end; at++) {
    const byte = window[at]!;
    if (byte === COLON) hasColon = true;
    else if (byte === AT) {
      if (hasColon || at - start >= MIN_TOKEN_BYTES) return true;
    } else if (ENDS[byte] === 1 && !isShield(window, at)) return false;
  }
  return false;
}

const SHIELDED = membersOf(/[:=!]/);

/** The backslash that Java's `Properties.store` writes before some characters. */
function isShield(window: Uint8Array, at: number): boolean {
  return window[at] === BACKSLASH && SHIELDED[window[at + 1] ?? 0] === 1;
}

function assessAuthority({ window, start, end, groups }: Candidate): Assessment | undefined {
  const authority = groups.authority!;
  const begin = end - authority.length;
  // Where roff may break the URL of a man page (groff(7)): `smtp://\:wings\:%3A\:of\:@a.dove`; Java escapes the colon of the scheme too.
  if (authority.startsWith('\\:') && !window.slice(start, begin).includes('\\')) return undefined;
  const [colon, at] = [authority.indexOf(':'), authority.lastIndexOf('@')];
  const alone = /^[\w.-]{20,2300}(?=:?@)/.exec(authority)?.[0];
  if (alone !== undefined) return assessToken(alone, { window, start, begin, host: authority.slice(at + 1) });
  // In CVS, `:pserver:anoncvs@host` is a method and a user.
  if (colon < 0 || colon > at || /^:(?:pserver|ext|gserver|kserver):/.test(authority)) return undefined;
  const user = authority.slice(0, colon).replace(/\\$/, '');
  const host = /^(?:[A-Za-z0-9][A-Za-z0-9._-]{0,252}|\[[0-9a-fA-F:.]{2,45}\])/.exec(authority.slice(at + 1))?.[0];
  if (host === undefined || isNobody(user) || IS_USAGE.test(authority)) return undefined;
  if (AT_BLOCK.test(authority)) return undefined;
  if (NAMES_PARTS.test(authority) || (IN_DOCUMENTS.test(authority) && isHttp(window.slice(start, begin))))
    return undefined;
  const isToken = authority.slice(colon + 1, at) === 'x-oauth-basic';
  const [from, to] = isToken ? [begin, begin + colon] : [begin + colon + 1, begin + at];
  const password = decoded(window.slice(from, to).replaceAll(/\\([:=!])/g, '$1'));
  // The letter of an escape (`\npostgres://…`) or of a colour code before it is not part of it.
  const first = ESCAPE_BEFORE.test(window.slice(0, start + 1)) ? start + 1 : start;
  const scheme = window.slice(first, window.indexOf(':', first)).replace(/\\$/, '');
  if (!SCHEME.test(scheme) || OTHER_SCHEMES.has(scheme)) return undefined;
  const isNamed = !isToken && /^[\w.+%-]{1,64}$/.test(user) && !isDrawn(user);
  const assessment = assessPassword(password, {
    of: isToken ? host : `${user}@${host}`,
    facts: { scheme: scheme.toLowerCase(), host, ...(isNamed && { user }) },
    ...((HOUSE_HOST.test(host) || /^(?:your|my|user|scott$)/i.test(user)) && { drawn: 'medium', chosen: 'low' }),
  });
  if (assessment === undefined || /^[^A-Za-z0-9]*$/.test(password)) return undefined;
  return { ...assessment, place: { start: from, end: to }, identity: password };
}

/** `https://token@host`, as in git: an HTTP client sends the token in place of a user. */
function assessToken(
  token: string,
  { window, start, begin, host }: { window: string; start: number; begin: number; host: string },
): Assessment | undefined {
  if (!isHttp(window.slice(start, begin)) || !/^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}(?::[0-9]{1,5})?$/i.test(host))
    return undefined;
  // The address to which programs send reports is public (the DSN of Sentry): it has a number in place of a path, or the token of a
  // collector of GitLab: `https://glet_…@host/api/v4/error_tracking/collector/5`.
  const path = window.slice(begin + token.length).replace(/^:?@[^/\\\s"'`<>?#]{0,255}/, '');
  if (/^(?:\\?\/[\w.-]{1,60}){0,3}\\?\/[0-9]{1,20}(?![\w.-])/.test(path) || /sentry|ingest/i.test(host))
    return undefined;
  if (token.startsWith('glet_')) return undefined;
  if (!isIssued(token) || looksMadeUp(token) || isOfWords(token)) return undefined;
  const isGit =
    /^(?:\\?\/[\w.~-]{1,100}){1,6}\.git\b/.test(path) || /(?:git|bitbucket|azure|gitea|codeberg)/i.test(host);
  return {
    title: 'Token in a URL',
    confidence: isGit && !HOUSE_HOST.test(host) ? 'high' : 'medium',
    guessable: isGuessable(token),
    facts: { scheme: 'https', host },
    place: { start: begin, end: begin + token.length },
    identity: token,
  };
}

/**
 * `user[:password]@host`, as usages and manuals write what may be left out: the bracket is before the first colon. redis-py has one around
 * each part, `redis://[[username]:[password]]@localhost:6379/0`. In a URL, brackets are
 * only around a host (RFC 3986), but programs accept them in passwords.
 */
const IS_USAGE = /^[^:@]*\[:[^@]*\]@|^\[{1,2}[a-z_]{1,32}\]:\[[a-z_]{1,32}\]{1,2}@/;

/** `driver://user:pass@localhost/dbname` of Alembic's templates; DOTENV_KEY has a rule of its own, and is `key_1234` in documents. */
const OTHER_SCHEMES: ReadonlySet<string> = new Set(['driver', 'dotenv']);

/** `http://localhost:8545@1599200` of Ganache: a host, its port and the number of a block of its chain. No host is a number alone. */
const AT_BLOCK = /^[A-Za-z0-9.-]{1,253}:[0-9]{2,5}@[0-9]{1,9}(?![\w.:-])/;
/** `mongodb://user:password@host`: each part is called what it is, so this is the form of an address. */
const NAMES_PARTS =
  /^(?:user|user_?name|login|some_?user)?:(?:pass|password|passwd|pw|some_?password)@(?:host|host_?name|some_?host|server)(?:\.com)?(?![\w.-])/i;
/** `https://username:password@www.example.com/`, at a name that RFC 2606 reserves: OpenTelemetry has it in comments of each package. */
const IN_DOCUMENTS = /^username:password@(?:[\w-]{1,63}\.)?example\.(?:com|net|org)(?![\w.-])/i;

function isHttp(beginning: string): boolean {
  return /https?\\?:[\\/]{1,4}$/i.test(beginning);
}

/** Users of anonymous FTP (RFC 1635), who give a mail address, and text that makes a link look like one to another host. */
function isNobody(user: string): boolean {
  return /^(?:anonymous|ftp|www\.[\w.-]+)$/i.test(user);
}

/** Percent-decoded, if all of it can be. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
