/**
 * Secrets in rows that SQL inserts into a table. Either their column is named as a secret:
 * `INSERT INTO users (name, password) VALUES ('app', '…'), (…)`, or another column of the row names it:
 * `INSERT INTO settings (name, value) VALUES ('smtp_password', '…')`; the same in `COPY … FROM stdin` of pg_dump, and in
 * `UPDATE settings SET value = '…' WHERE name = 'smtp_password'`.
 */
import type { Confidence } from '../../../model/severity.ts';
import { assessPassword, drawnPassword } from '../password.ts';
import { ALPHANUMERIC, HEX } from '../random-text.ts';
import { type Assessment, type Candidate, inAnyCase, type Rule } from '../rule.ts';
import { areDigests, hasSalts, isHashInBase64 } from './hash-in-base64.ts';

/** Of columns that hold secrets. */
export const SECRET_COLUMN =
  /(?:^|_)(?:pass(?:word|wd|phrase)?|pwd|secret|secret_?key|api_?key|api_?secret|(?:access|auth|api|bot|refresh)_?token|client_?secret|private_?key|access_?key)$/i;
const PASSWORD_COLUMN = /pass|pwd$/i;
/** What tables have in place of a password, or of a token. */
const HASH =
  /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}|\*[0-9A-F]{40}|(?:0x|\\x)[0-9a-f]+)$/i;
const HASH_SCHEME = /^(?:\$|\{[A-Z0-9-]{3,16}\}|(?:pbkdf2|argon2|bcrypt|scrypt|md5|sha1|sha256|sha512|crypt)[_:$-])/i;
const MAX_VALUES_BYTES = 2000;

export const sqlInsertRules: readonly Rule[] = [
  {
    id: 'sql-inserted-secret',
    title: 'Secret in a row of SQL',
    provider: 'SQL',
    isFallback: true,
    severity: 'high',
    confidence: 'medium',
    advice: 'Replace it where it is used, and keep rows with credentials out of scripts and dumps that are handed on.',
    // In small letters the other two are ordinary words.
    anchors: [...inAnyCase('insert into '), 'COPY ', 'UPDATE '],
    glance: isStatement,
    pattern:
      /(?:insert into [^\s();'\x00]{1,128}\s{0,4}\((?<columns>[^();'\x00]{4,1200})\)\s{0,24}values\s{0,24}\(|copy [^\s();'\x00]{1,128} \((?<copied>[^();'\x00]{4,1200})\) from stdin;\r?\n|update [^\s();'\x00]{1,128}\s{1,24}set\s{1,24}["`[]?(?<value>\w{1,64})["`\]]?\s{0,4}=\s{0,4}N?'(?<secret>(?:[^'\\\x00]|''){3,256})'\s{1,24}where\s{1,24}["`[]?(?<key>\w{1,64})["`\]]?\s{0,4}=\s{0,4}N?'(?<name>[\w./:-]{3,128})')/i,
    maxMatchBytes: 1440,
    contextBytes: MAX_VALUES_BYTES,
    edges: { before: /[A-Za-z0-9_]/ },
    judgesPlaceholders: true,
    check: assessStatement,
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `INSERT INTO users (id, name, password) VALUES (1, 'O''Neil', '${secret}');`,
        `INSERT INTO \`users\` (\`email\`,\`password\`) VALUES ("ann@b.io","${secret}") RETURNING \`id\``,
        "insert into `users` (`login`, `api_key`, `made`) values ('app', 'SECRET', NOW());".replace('SECRET', secret),
        `INSERT INTO [mail].[Accounts] ([Host], [Password]) VALUES (N'mx1', N'${secret}')`,
        `INSERT INTO "apps"("name", "client_secret")\nVALUES ('a, (b)', '${secret}'), ('c', 'd')`,
        `INSERT INTO users (id, user, password) VALUES (1, 'root', NULL),\n(2, 'app', '${secret}');`,
        `INSERT INTO settings (id, name, value) VALUES (1, 'host', 'db1'), (2, 'smtp_password', '${secret}');`,
        `COPY public.users (id, login, password) FROM stdin;\n1\troot\t\\N\n2\tapp\t${secret}\n\\.\n`,
        `COPY public.settings (id, name, value) FROM stdin;\n1\thost\tdb1\n2\tapi_token\t${secret}\n\\.\n`,
        `UPDATE wp_options SET option_value = '${secret}' WHERE option_name = 'mailserver_pass';`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      `INSERT INTO users (name, password) VALUES ('app', '${random.text(64, HEX)}')`,
      `INSERT INTO users (name, password) VALUES ('app', '$2y$10$${drawnPassword(random)}')`,
      `INSERT INTO users (name, password) VALUES ('app', 'AQAAAAIAAYagAAAAE${random.text(67, ALPHANUMERIC)}')`,
      `INSERT INTO users (name, password_id) VALUES ('app', '${drawnPassword(random)}')`,
      `INSERT INTO users (password, name) VALUES (NULL, '${drawnPassword(random)}')`,
      'INSERT INTO users (name, password) VALUES (?, ?)',
      `INSERT INTO users (name, password) VALUES ('app', '\${password}')`,
      `INSERT INTO users (name, password) VALUES ('app', SHA1('${drawnPassword(random)}'))`,
      `INSERT INTO settings (name, value) VALUES ('theme', '${drawnPassword(random)}')`,
      `INSERT INTO settings (name, value) VALUES ('password_hash', '${random.text(64, HEX)}')`,
      `INSERT INTO settings (name, value) VALUES ('smtp_password', '')`,
      `INSERT INTO texts (name, value) VALUES ('reset_password', 'Reset your password'), ('a', '${drawnPassword(random)}')`,
      `UPDATE settings SET value = '${drawnPassword(random)}' WHERE name = 'theme';`,
      `UPDATE settings SET value = '\${password}' WHERE name = 'smtp_password';`,
      `COPY public.users (id, login, password) FROM stdin;\n1\tapp\t${random.text(64, HEX)}\n\\.\n`,
      `COPY public.users (id, login, password) FROM stdin;\n1\tapp\t\\N\n\\.\n1\tapp\t${drawnPassword(random)}\n`,
      `COPY public.settings (id, name, value) FROM stdin;\n1\ttheme\t${drawnPassword(random)}\n\\.\n`,
    ],
  },
];

const [C, I] = ['c'.charCodeAt(0), 'i'.charCodeAt(0)];

/** `COPY` and `UPDATE` are ordinary words: a name, and `(` or `set` must follow in the same line. */
function isStatement(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at]! | 0x20;
  if (first === I) return true;
  const start = at + (first === C ? 'copy ' : 'update ').length;
  let next = start;
  while (next < start + 128 && bytes[next]! > 0x20) next++;
  if (next === start) return false;
  while (next < start + 152 && bytes[next]! <= 0x20 && bytes[next] !== 0) next++;
  return first === C ? bytes[next] === 0x28 : (bytes[next]! | 0x20) === 0x73 && (bytes[next + 1]! | 0x20) === 0x65;
}

export interface Value {
  readonly text: string;
  readonly start: number;
}

/** A value is undefined if it is not a string. */
type Row = readonly (Value | undefined)[];

function assessStatement({ window, start, end, groups }: Candidate): Assessment | undefined {
  const { columns, copied, secret, value, key, name } = groups;
  if (secret !== undefined) {
    const text = window.slice(start, end);
    const at = start + text.indexOf(`'${secret}'`) + 1;
    return VALUE_COLUMN.test(value!) && NAME_COLUMN.test(key!) && isSecretName(name!)
      ? assessValue(name!, { text: secret, start: at })
      : undefined;
  }
  const names = (columns ?? copied!).split(',').map((column) => column.replace(/[\s"`[\]]/g, ''));
  const isPair = names.some((column) => NAME_COLUMN.test(column)) && names.some((column) => VALUE_COLUMN.test(column));
  if (!isPair && !names.some((column) => SECRET_COLUMN.test(column))) return undefined;
  const found: Assessment[] = [];
  for (const row of columns === undefined ? copiedRows(window, end) : rowsAt(window, end)) {
    if (row.length === names.length) found.push(...assessRow(names, row, isPair));
    if (found.length >= MAX_FOUND) break;
  }
  const [best, ...also] = found.sort((a, b) => Number(a.confidence === 'low') - Number(b.confidence === 'low'));
  return best && (also.length === 0 ? best : { ...best, also });
}

/** Limit per statement: a guessable one takes 30 ms. */
const MAX_FOUND = 8;
/** A table of settings has their names in one column, and their values in another. */
const NAME_COLUMN =
  /^(?:(?:option|setting|config|conf|param|parameter|property|prop|meta|var|variable|attr|attribute)?_?(?:name|key)|setting|path|code|slug|variable|param(?:eter)?|property)$/i;
const VALUE_COLUMN =
  /^(?:(?:option|setting|config|conf|param|parameter|property|prop|meta|var|variable|attr|attribute)?_?(?:value|val)|data|content)$/i;

function assessRow(names: readonly string[], row: Row, isPair: boolean): Assessment[] {
  const own = names.flatMap((column, at) =>
    row[at] && SECRET_COLUMN.test(column) ? [assessColumn(names, column, row[at])] : [],
  );
  const settings = isPair ? row.filter((one, at) => one && NAME_COLUMN.test(names[at]!)) : [];
  const name = settings.find((one) => isSecretName(one!.text));
  const value = row[names.findIndex((column) => VALUE_COLUMN.test(column))];
  const ofOther = name && value ? assessValue(name.text, value) : undefined;
  return [...own, ofOther].filter((one) => one !== undefined);
}

/** Tables of users have hashes under the name of a password. */
export function assessColumn(names: readonly string[], column: string, value: Value): Assessment | undefined {
  if (!PASSWORD_COLUMN.test(column)) return assessValue(column, value);
  if (isHashInBase64(value.text)) return undefined;
  return assessValue(column, value, areDigests([value.text]) || hasSalts(names) ? 'low' : 'medium');
}

/** `smtp_password`, `mail.smtpPassword`, `payment/acme/api_key`. */
function isSecretName(name: string): boolean {
  return SECRET_COLUMN.test(name.replace(/[./:-]/g, '_').replace(/([a-z])(?=[A-Z])/g, '$1_'));
}

/** @param name what it is, according to its column or its row */
function assessValue(name: string, { text, start }: Value, drawn: Confidence = 'medium'): Assessment | undefined {
  if (HASH_SCHEME.test(text) || (PASSWORD_COLUMN.test(name) && HASH.test(text)) || / /.test(text.trim()))
    return undefined;
  const found = assessPassword(text, { of: name.toLowerCase(), drawn, chosen: 'low' });
  const place = { start, end: start + text.length };
  return found && { ...found, place, identity: text, facts: { name } };
}

/**
 * Up to the end of a value: strings with doubled quotes, calls, numbers. Nothing may match in two ways: when blanks did, 2,000 of
 * them took a minute.
 */
const VALUE = /(?:\s*N?'((?:[^'\\]|''|\\[^\0])*)'\s*|\s*"((?:[^"\\]|""|\\[^\0])*)"\s*|(?:[^'",()]|\([^()]*\))+)([,)])/y;

/** The rows of a list, the first of which begins at `from`. */
function* rowsAt(window: string, from: number): Generator<Row> {
  for (let at = from; ; ) {
    const row: (Value | undefined)[] = [];
    let isWhole = false;
    VALUE.lastIndex = at;
    for (let match = VALUE.exec(window); match !== null; match = VALUE.exec(window)) {
      const text = match[1] ?? match[2];
      const quote = match[1] === undefined ? '"' : "'";
      row.push(
        text === undefined ? undefined : { text, start: window.indexOf(quote, VALUE.lastIndex - match[0].length) + 1 },
      );
      at = VALUE.lastIndex;
      isWhole = match[3] === ')';
      if (isWhole) break;
    }
    yield row;
    NEXT_ROW.lastIndex = at;
    if (!isWhole || !NEXT_ROW.test(window)) return;
    at = NEXT_ROW.lastIndex;
  }
}
const NEXT_ROW = /\s{0,8},\s{0,8}\(/y;

/** Lines of tab-separated values, up to `\.` (PostgreSQL, COPY, text format) or another statement; the last one may be cut off. */
function* copiedRows(window: string, from: number): Generator<Row> {
  for (let at = from; at < window.length; ) {
    const feed = window.indexOf('\n', at);
    const line = window.slice(at, feed < 0 ? window.length : feed).replace(/\r$/, '');
    if (line === '\\.' || feed < 0 || / from stdin;$/i.test(line)) return;
    let start = at;
    yield line.split('\t').map((text) => {
      const value = text.includes('\\') ? undefined : { text, start };
      start += text.length + 1;
      return value;
    });
    at = feed + 1;
  }
}
