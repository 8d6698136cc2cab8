/**
 * Secrets that a log shows as parameters of a statement of SQL, behind it and without names: `insert into users (name, password) values
 * (?, ?)` says which of them is the password. As Hibernate 5 and 6, MyBatis, Spring's JdbcTemplate, EclipseLink and datasource-proxy write
 * them, PostgreSQL (`log_statement`), SQLAlchemy in its log and in errors, Django, TypeORM, Prisma and Knex.
 */
import { drawnPassword } from '../password.ts';
import { ALPHANUMERIC, HEX } from '../random-text.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { assessColumn, SECRET_COLUMN, type Value } from './sql-insert.ts';

const STATEMENT_BYTES = 3000;
/** Lists of more bytes are of many rows. */
const MAX_LIST_BYTES = 1200;
const NUMBERED = String.raw`(?:binding parameter (?:\[[0-9]{1,3}\] as \[[A-Z]{0,8}CHAR\] - |\([0-9]{1,3}:[A-Z]{0,8}CHAR\) <- )|parameter value: column index [0-9]{1,3}, parameter value )\[(?<one>[^\r\n\]]{4,256})\]`;
const LISTED = String.raw`(?:> Parameters: (?<typed>[^\r\n]{4,${MAX_LIST_BYTES}})|(?:arameters: (?=\$)|\[parameters: \(|; args=\(|Engine \[(?:generated in|cached since) [^\]\r\n]{1,40}\] \(|-- PARAMETERS: \[|prisma:params \[|bind => \[|Params:\[\(|bindings: \[)(?<listed>[^\r\n]{4,${MAX_LIST_BYTES}}))`;

export const sqlBoundRules: readonly Rule[] = [
  {
    id: 'sql-bound-secret',
    title: 'Secret among the parameters of SQL',
    provider: 'SQL',
    isFallback: true,
    severity: 'high',
    confidence: 'medium',
    advice: 'Replace it where it is used, and turn off the log of parameters where others read it.',
    anchors: [
      ...[
        'binding parameter ',
        'parameter value: column index ',
        '> Parameters: ',
        'arameters: $1 = ',
        '[parameters: (',
        '; args=(',
      ],
      ...[
        'Engine [generated in ',
        'Engine [cached since ',
        '-- PARAMETERS: [',
        'prisma:params [',
        'bind => [',
        'Params:[(',
      ],
      'bindings: [',
    ],
    pattern: new RegExp(`${NUMBERED}|${LISTED}`),
    maxMatchBytes: MAX_LIST_BYTES + 128,
    contextBytes: STATEMENT_BYTES,
    edges: {},
    judgesPlaceholders: true,
    check: assessParameters,
    examples: (random) => {
      const secret = drawnPassword(random);
      return logsOf(secret).map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => {
      const value = drawnPassword(random);
      const insert = 'insert into users (email, password) values (?, ?)\n';
      return [
        `${insert}binding parameter [1] as [VARCHAR] - [${value}]\n`,
        `insert into users (email, password_id) values (?, ?)\nbinding parameter [2] as [VARCHAR] - [${value}]\n`,
        `${insert}binding parameter [2] as [VARCHAR] - [$2a$10$${random.text(53, ALPHANUMERIC)}]\n`,
        `${insert}binding parameter [2] as [VARCHAR] - [${random.text(64, HEX)}]\n`,
        `${insert}select name from users where id = ?\nbinding parameter [2] as [VARCHAR] - [${value}]\n`,
        `${insert}==> Parameters: ${value}(String), null\n`,
        `[SQL: INSERT INTO users (email, password) VALUES (?, ?)]\n[parameters: ('${value}', '***')]\n`,
        `DETAIL:  parameters: $1 = 'ann', $2 = '${value}'\n`,
      ];
    },
  },
];

function logsOf(secret: string): string[] {
  const insert = 'insert into users (email, password) values (?, ?)';
  return [
    `${insert}\nBasicBinder : binding parameter [1] as [VARCHAR] - [a@b.io]\nBasicBinder : binding parameter [2] as [VARCHAR] - [${secret}]\n`,
    `insert \n    into\n        users\n        (email, password) \n    values\n        (?, ?)\nbind : binding parameter (2:VARCHAR) <- [${secret}]\n`,
    `update users u1_0 set u1_0.api_key=?, name=? where id=?\nbinding parameter (1:VARCHAR) <- [${secret}]\n`,
    `Executing prepared SQL statement [${insert}]\nSetting SQL statement parameter value: column index 2, parameter value [${secret}], value class [java.lang.String]\n`,
    `==>  Preparing: ${insert}\n==> Parameters: a@b.io(String), ${secret}(String)\n`,
    `LOG:  execute <unnamed>: INSERT INTO users (name, password) VALUES ($1, $2)\nDETAIL:  parameters: $1 = 'O''Neil', $2 = '${secret}'\n`,
    `LOG:  execute S_1: UPDATE users SET password = $2 WHERE id = $1\nDETAIL:  Parameters: $1 = '7', $2 = '${secret}'\n`,
    `Engine INSERT INTO users (name, password) VALUES (?, ?)\nINFO sqlalchemy.engine.Engine [generated in 0.00011s] ('ann', '${secret}')\n`,
    `[SQL: INSERT INTO users (id, name, password) VALUES (?, ?, ?)]\n[parameters: (7, "O'Neil", '${secret}')]\n`,
    `(0.001) INSERT INTO "app" ("name", "password") VALUES (%s, %s); args=('ann', '${secret}'); alias=default\n`,
    `query: INSERT INTO "user"("name", "password") VALUES ($1, $2) RETURNING "id" -- PARAMETERS: ["ann","${secret}"]\n`,
    `prisma:query SELECT "id" FROM "User" WHERE "api_key" = $1\nprisma:params ["${secret}"]\n`,
    `INSERT INTO USERS (ID, PASSWORD) VALUES (?, ?)\n\tbind => [1, ${secret}]\n`,
    `Query:["${insert}"], Params:[(ann,${secret})]\n`,
    `sql: 'insert into \`users\` (\`email\`, \`password\`) values (?, ?)',\n  bindings: [ 'ann', '${secret}' ],\n`,
  ];
}

function assessParameters(candidate: Candidate): Assessment | undefined {
  const { window, start, secret: match, groups } = candidate;
  const before = window.slice(Math.max(0, start - STATEMENT_BYTES), start);
  // Most statements have no such column, and a log may have a parameter in each line.
  if (!MAY_NAME_SECRET.test(before)) return undefined;
  const columns = columnsOf(before);
  const number = columns.findIndex((name) => SECRET_COLUMN.test(name));
  if (number < 0) return undefined;
  const { one, typed, listed } = groups;
  if (one !== undefined) {
    const column = columns[Number(/[0-9]+/.exec(match)![0]) - 1];
    const value = { text: one, start: start + match.lastIndexOf(one) };
    return column !== undefined && SECRET_COLUMN.test(column) ? assessColumn(columns, column, value) : undefined;
  }
  const list = typed ?? listed!;
  const values = typed === undefined ? valuesIn(list) : typedValuesIn(list);
  const value = values[number];
  const from = start + match.length - list.length;
  return value && assessColumn(columns, columns[number]!, { ...value, start: from + value.start });
}

const MAY_NAME_SECRET = /pass|pwd|secret|token|_?key["'`\]\\=,\s)]/i;

/** Names of the columns that the parameters of the last statement belong to, in their order. */
function columnsOf(text: string): readonly string[] {
  let from = text.length;
  for (const { index } of text.matchAll(STATEMENT)) from = index;
  const statement = text.slice(from);
  const [, names, marks] = INSERT.exec(statement) ?? [];
  const columns: string[] = [];
  const add = (name: string, mark: string) => {
    const [, number] = /^\$([0-9]{1,3})$/.exec(mark) ?? [];
    columns[number === undefined ? columns.length : Number(number) - 1] = name.replace(/^.*\.|[\s"'`[\]\\]/g, '');
  };
  if (names === undefined) for (const [, name, mark] of statement.matchAll(COMPARED)) add(name!, mark!);
  else {
    const all = names.split(',');
    for (const [at, mark] of marks!.split(',').entries()) if (MARK.test(mark.trim())) add(all[at] ?? '', mark.trim());
  }
  return Array.from(columns, (name) => name ?? '');
}
/** Also behind the letters of an escape or of a colour; not the end of a column's name, `last_update`. */
const STATEMENT = /(?<![_.])(?:insert\s{1,40}into|update|select|delete\s{1,40}from)\s/gi;
const INSERT =
  /^insert\s{1,40}into\s{1,40}[^\s(;]{1,128}\s{0,40}\(([^()]{2,1600})\)\s{0,40}values\s{0,40}\(([^()]{1,1600})\)/i;
const COMPARED = /([\w.]{1,64}["`\]\\]{0,2})\s{0,8}=\s{0,8}(\?|\$[0-9]{1,3}|%s)/g;
const MARK = /^(?:\?|\$[0-9]{1,3}|%s)$/;

/** Strings in quotes, and words without; undefined for anything but a string that could be a password. */
function valuesIn(list: string): readonly (Value | undefined)[] {
  const values: (Value | undefined)[] = [];
  VALUE.lastIndex = 0;
  for (let match = VALUE.exec(list); match !== null; match = VALUE.exec(list)) {
    const text = match[1] ?? match[2] ?? match[3]!;
    values.push({ text, start: match.index + match[0].indexOf(text) });
    if (match[4] !== ',') break;
  }
  return values;
}
const VALUE =
  /\s{0,4}(?:\$[0-9]{1,3} = )?(?:'((?:[^'\\]|''|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s,'"()[\]{}]+))\s{0,4}([,)\]]|$)/y;

/** `value(String), 7(Integer), null` of MyBatis. */
function typedValuesIn(list: string): readonly (Value | undefined)[] {
  const values: (Value | undefined)[] = [];
  for (const match of list.matchAll(/(?:null|(.*?)\((String|[A-Z]\w{1,24})\))(?:, |$)/g))
    values.push(match[2] === 'String' ? { text: match[1]!, start: match.index } : undefined);
  return values;
}
