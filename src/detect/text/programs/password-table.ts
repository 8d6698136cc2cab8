/**
 * Tables whose first line names a column of passwords next to a column of their owners (table-rows.ts). Hashes and references in such a
 * column are ignored, and so are words of letters alone, as in tables about passwords.
 */
import { drawnPassword } from '../password.ts';
import { HEX } from '../random-text.ts';
import { type Assessment, type Candidate, inAnyCase, type Rule } from '../rule.ts';
import { isDrawn } from '../value-kind.ts';
import { bestPassword } from './best-password.ts';
import type { CsvField } from './csv-rows.ts';
import { areDigests, hasSalts, isHashInBase64 } from './hash-in-base64.ts';
import { TABLE_RULE } from './table-header.ts';
import { tableAt } from './table-rows.ts';

const NAMES = ['password', 'passwort', 'kennwort', 'passwd', 'contrase', 'wachtwoord', 'mot de passe'];
/** Words with other meanings, or short: a separator must be on both sides. */
const SHORT = ['pass', 'pwd', 'senha'];
const ANCHORS = [
  ...[',', ';', '\t', ',"', ';"', '| ', '| **', '|'].flatMap((before) => NAMES.map((name) => before + name)),
  ...['\n', '\r', ''].flatMap((end) =>
    [',', ';', '\t'].flatMap((sign) => SHORT.map((name) => `${sign}${name}${end === '' ? sign : end}`)),
  ),
  ...['","', '";"'].flatMap((sign) => SHORT.map((name) => `${sign}${name}"`)),
  ...SHORT.map((name) => `| ${name} `),
  // psql centers names in their columns; sqlite3 draws lines that are not ASCII.
  ...[' password ', ' password\n', ' password\r', 'password,user', 'password;user', 'password,email', 'password,login'],
  ...['>password</t', '>pwd</t'],
];
const PASSWORD_COLUMN =
  /^(?:(?:[\w-]{1,24}[ _-])?(?:passw(?:or[dt]|d)|kennwort|wachtwoord)s?|pwd|pass|senha|contrase(?:na|\xc3\xb1a|\xf1a)|mot de passe)$/i;
/** The owner of a password. */
const OWNER_COLUMN =
  /^(?:[\w-]{1,24}[ _-])?(?:user(?:s|[ _-]?name|[ _-]?id)?|uid|log[io]n(?: name)?|e-?mail(?: address)?|account(?: name)?|host(?:name)?|server|service|system|site|url|website|device|database|db|ssid|benutzer(?:name)?|konto|usu[\x80-\xffa]{1,2}rio|utilisateur|gebruiker)$/i;
/** Hashes, which are not passwords, types, calls, and when one was last changed. */
const NO_PASSWORD =
  /^(?:\$|\{|\*?[0-9a-f]{32,}$|md5|SCRAM-|sha\d|pbkdf2|argon2|0x|\d{4}-\d\d-\d\d(?:T|$))|^\w*\(.*\)$|:$|^[`<[]|\s|^https?:/i;

export const passwordTableRules: readonly Rule[] = [
  {
    ...TABLE_RULE,
    id: 'password-table',
    title: 'Passwords in a table',
    severity: 'high',
    confidence: 'high',
    advice: 'Change every password in the table, and keep the next ones in a password manager or a secret store.',
    anchors: inAnyCase(...ANCHORS),
    pattern: /[,;|\t>]?[ "*]{0,3}(?:passw(?:or[dt]|d)|kennwort|contrase|wachtwoord|mot de passe|pass|pwd|senha)/i,
    check: assessTable,
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `\nname,username,password\nweb,app,${secret}\n`,
        `\r\nuser;pwd\r\napp;${secret}\r\n`,
        `\n"host","login","password"\n"db1","app","${secret}"\n`,
        `\nuser\tpassword\napp\t${secret}\n`,
        `\nBenutzer;Kennwort\napp;${secret}\n`,
        `\npassword,username\n${secret},app\n`,
        `\n| Host | User | Password |\n|---|:--|--|\n| db1 | app | \`${secret}\` |\n`,
        `\n\xe2\x94\x82 user \xe2\x94\x82 password \xe2\x94\x82\n\xe2\x94\x82 app  \xe2\x94\x82 ${secret} \xe2\x94\x82\n`,
        `\nUSER   PASSWORD               AGE\nroot   <none>                 3d\napp    ${secret}   3d\n`,
        `\n  user             password\n0  app ${secret}\n`.replace(
          'user             ',
          `user${' '.repeat(secret.length - 7)}`,
        ),
        `<table><tr><th>User</th><th>Password</th></tr>\n<tr><td>app</td><td>${secret}</td></tr></table>`,
        `\n id | username |       password       \n----+----------+----------------------\n  1 | app      | ${secret}\n(1 row)\n`,
        `\n+----+------+----------------------+\n| id | user | password             |\n+----+------+----------------------+\n|  1 | app  | ${secret} |\n+----+------+\n`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      '\nname,username,password\nweb,app,secret\n',
      `\nname,username,password\nweb,app,${random.text(32, HEX)}\n`,
      `\nname,username,password\nweb,app,$2y$10$${random.text(53, HEX)}\n`,
      '\n| User | Password |\n|------|----------|\n| app | <password1> |\n| db | `$PW1` |\n| a | {{ .pw1 }} |\n',
      '\n| Kind | Password | Token |\n|---|---|---|\n| OAuth2 | no | SHA-256 |\n',
      `\nconst f = (user,password) => {\n  g("${drawnPassword(random)}",1);\n`,
      `\nusername,password\n${drawnPassword(random)}\n`,
      `\nA user changes the password\nof its account.            ${drawnPassword(random)}\n`,
      `\nUSER   PASSWORD\napp    ${random.text(64, HEX)}\n`,
      `\nuser\tpassword\tplugin\nold\t${random.text(16, HEX)}\tmysql_old_password\n`,
      '\nmysql\tuser\tPassword\nmysql\tuser\tx509_subject\n',
      `\n| Column | Type |\n|---|---|\n| user | varchar(64) |\n| password | varchar(64) |\n`,
    ],
  },
];

function assessTable({ window, start }: Candidate): Assessment | undefined {
  const table = tableAt(window, start);
  if (table === undefined) return undefined;
  const { columns, rows } = table;
  const column = columns.findIndex(({ value }) => PASSWORD_COLUMN.test(value));
  if (column < 0 || !columns.some(({ value }) => OWNER_COLUMN.test(value))) return undefined;
  if (rows.some((row) => isRowOfNames(columns, row, column))) return undefined;
  const fields = rows.filter((row) => !row.some(({ value }) => HASHED.test(value))).map((row) => row[column]!);
  const passwords = fields.filter(mayBePassword);
  const texts = (all: readonly CsvField[]) => all.map(({ value }) => value);
  if (areDigests(texts(passwords)) || hasSalts(texts(columns)))
    return bestPassword(passwords, { of: 'table', drawn: 'low', chosen: 'low' });
  // In a document, the table may be about passwords.
  const chosen = table.kind === 'separated' ? 'medium' : 'low';
  return bestPassword(passwords, { of: 'table', chosen });
}

/** `mysql user Password`, `mysql user plugin`: names of columns, each after its table, in a description of a database. */
function isRowOfNames(columns: readonly CsvField[], row: readonly CsvField[], column: number): boolean {
  const isAlike = (at: number) => row[at]!.value === columns[at]!.value;
  return !isAlike(column) && columns.some(({ value }, at) => OWNER_COLUMN.test(value) && isAlike(at));
}
/** Authentication plug-ins of MySQL: its table of users then has a hash, of 16 digits before version 4.1. */
const HASHED = /^mysql_(?:native|old)_password$/;

function mayBePassword({ value }: CsvField): boolean {
  return (
    !NO_PASSWORD.test(value) &&
    !isHashInBase64(value) &&
    (isDrawn(value) || (/[A-Za-z]/.test(value) && /[^A-Za-z._/-]/.test(value)))
  );
}
