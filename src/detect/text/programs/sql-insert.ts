/** Secrets in a row that SQL puts into a table, whose column says what they are: `INSERT INTO users (name, password) VALUES ('app', '…')`. */
import { assessPassword, drawnPassword } from '../password.ts';
import { HEX } from '../random-text.ts';
import { type Assessment, type Candidate, inAnyCase, type Rule } from '../rule.ts';

const SECRET_COLUMN =
  /(?:^|_)(?:pass(?:word|wd|phrase)?|pwd|secret|secret_?key|api_?key|api_?secret|(?:access|auth|api|bot|refresh)_?token|client_?secret|private_?key|access_?key)$/i;
const PASSWORD_COLUMN = /pass|pwd$/i;
/** What tables have in place of a password, or for a token. */
const HASH =
  /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}|\*[0-9A-F]{40}|(?:0x|\\x)[0-9a-f]+)$/i;
const HASH_SCHEME = /^(?:\$|\{[A-Z0-9-]{3,16}\}|(?:pbkdf2|argon2|bcrypt|scrypt|md5|sha1|sha256|sha512|crypt)[_:$-])/i;
const MOST_VALUES_BYTES = 2000;

export const sqlInsertRules: readonly Rule[] = [
  {
    id: 'sql-inserted-secret',
    title: 'Secret in a row of SQL',
    provider: 'SQL',
    isFallback: true,
    severity: 'high',
    confidence: 'medium',
    advice: 'Replace it where it is used, and keep rows with credentials out of scripts and dumps that are handed on.',
    anchors: inAnyCase('insert into '),
    pattern: /insert into [^\s();'\x00]{1,128}\s{0,4}\((?<columns>[^();'\x00]{4,1200})\)\s{0,24}values\s{0,24}\(/i,
    maxMatchBytes: 1420,
    contextBytes: MOST_VALUES_BYTES,
    edges: {},
    judgesPlaceholders: true,
    check: assessRow,
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `INSERT INTO users (id, name, password) VALUES (1, 'O''Neil', '${secret}');`,
        "insert into `users` (`login`, `api_key`, `made`) values ('app', 'SECRET', NOW());".replace('SECRET', secret),
        `INSERT INTO [mail].[Accounts] ([Host], [Password]) VALUES (N'mx1', N'${secret}')`,
        `INSERT INTO "apps"("name", "client_secret")\nVALUES ('a, (b)', '${secret}'), ('c', 'd')`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      `INSERT INTO users (name, password) VALUES ('app', '${random.text(64, HEX)}')`,
      `INSERT INTO users (name, password) VALUES ('app', '$2y$10$${drawnPassword(random)}')`,
      `INSERT INTO users (name, password_id) VALUES ('app', '${drawnPassword(random)}')`,
      `INSERT INTO users (password, name) VALUES (NULL, '${drawnPassword(random)}')`,
      'INSERT INTO users (name, password) VALUES (?, ?)',
      `INSERT INTO users (name, password) VALUES ('app', '\${password}')`,
      `INSERT INTO users (name, password) VALUES ('app', SHA1('${drawnPassword(random)}'))`,
    ],
  },
];

function assessRow({ window, end, groups }: Candidate): Assessment | undefined {
  const columns = groups.columns!.split(',').map((column) => column.replace(/[\s"`[\]]/g, ''));
  if (!columns.some((column) => SECRET_COLUMN.test(column))) return undefined;
  const values = valuesAt(window, end);
  let low: Assessment | undefined;
  for (const [index, column] of columns.entries()) {
    const value = values[index];
    if (value === undefined || !SECRET_COLUMN.test(column)) continue;
    if (HASH_SCHEME.test(value.text) || (PASSWORD_COLUMN.test(column) && HASH.test(value.text))) continue;
    const found = assessPassword(value.text, { of: column.toLowerCase(), drawn: 'medium', chosen: 'low' });
    if (found === undefined) continue;
    const placed = {
      ...found,
      place: { start: value.start, end: value.start + value.text.length },
      identity: value.text,
      facts: { name: column },
    };
    if (found.confidence !== 'low') return placed;
    low ??= placed;
  }
  return low;
}

/** Up to the end of a value: strings with a quote written twice, calls, numbers. */
const VALUE = /\s*(?:N?'((?:[^'\\]|''|\\[^\0])*)'(?=\s*[,)])|((?:[^',()]|\([^()]*\))+))\s*([,)])/y;

/** Of a row that begins at `from`; undefined for what is no string. */
function valuesAt(
  window: string,
  from: number,
): readonly ({ readonly text: string; readonly start: number } | undefined)[] {
  const values = [];
  VALUE.lastIndex = from;
  for (let match = VALUE.exec(window); match !== null; match = VALUE.exec(window)) {
    const text = match[1];
    values.push(
      text === undefined ? undefined : { text, start: window.indexOf("'", VALUE.lastIndex - match[0].length) + 1 },
    );
    if (match[3] === ')') break;
  }
  return values;
}
