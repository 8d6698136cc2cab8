/**
 * Secrets that a log shows as parameters of a statement of SQL, behind it and without names: `insert into users (name, password) values
 * (?, ?)` says which of them is the password. As Hibernate 5 and 6, MyBatis, Spring's JdbcTemplate, EclipseLink and datasource-proxy write
 * them, PostgreSQL (`log_statement`), SQLAlchemy in its log and in errors, Django, TypeORM, Prisma, Knex, Sequelize (`logQueryParameters`),
 * Ecto, Entity Framework Core (`EnableSensitiveDataLogging`) and the errors of Laravel.
 */
import { drawnPassword } from '../password.ts';
import { ALPHANUMERIC, HEX } from '../random-text.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { assessColumn, SECRET_COLUMN, type Value } from './sql-insert.ts';

const STATEMENT_BYTES = 3000;
/** Lists of more bytes are of many rows. */
const MAX_LIST_BYTES = 1200;
/** Of a statement in one line, before its parameters. */
const STATEMENT_LINE_BYTES = 1500;
const NUMBERED = String.raw`(?:binding parameter (?:\[[0-9]{1,3}\] as \[[A-Z]{0,8}CHAR\] - |\([0-9]{1,3}:[A-Z]{0,8}CHAR\) <- )|parameter value: column index [0-9]{1,3}, parameter value )\[(?<one>[^\r\n\]]{4,256})\]`;
const LISTED = String.raw`(?:> Parameters: (?<typed>[^\r\n]{4,${MAX_LIST_BYTES}})|(?:arameters: (?=\$)|\[parameters: \(|; args=\(|Engine \[(?:generated in|cached since) [^\]\r\n]{1,40}\] \(|-- PARAMETERS: \[|prisma:params \[|bind => \[|Params:\[\(|bindings: \[)(?<listed>[^\r\n]{4,${MAX_LIST_BYTES}}))`;
/** Ecto and Sequelize write a statement in one line, and what follows it in the same. */
const BEHIND_STATEMENT = String.raw`(?:QUERY OK[^\r\n]{0,200}\r?\n[^\r\n]{10,${STATEMENT_LINE_BYTES}}? \[|Executing \([^\r\n()]{1,64}\): [^\r\n]{10,${STATEMENT_LINE_BYTES}}?; )(?<behind>["0-9][^\r\n]{4,${MAX_LIST_BYTES}})`;
/** Laravel puts the values into the statement, without quotes. */
const INLINE = String.raw`SQL: insert into [^\s(;]{1,128} \((?<names>[^()]{2,${STATEMENT_LINE_BYTES}})\) values \((?<inline>[^\r\n]{4,${MAX_LIST_BYTES}})`;
/** Entity Framework Core writes them before the statement, each with its name in there. */
const NAMED = String.raw`\[Parameters=\[(?<named>@[^\r\n]{4,${MAX_LIST_BYTES}})`;

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
      ...['bindings: [', 'QUERY OK', 'Executing (', 'SQL: insert into ', '[Parameters=[@'],
    ],
    pattern: new RegExp(`${NUMBERED}|${LISTED}|${BEHIND_STATEMENT}|${INLINE}|${NAMED}`),
    maxMatchBytes: MAX_LIST_BYTES + STATEMENT_LINE_BYTES + 256,
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
        `[debug] QUERY OK db=1.2ms\nINSERT INTO "users" ("password","name") VALUES ($1,$2) RETURNING "id" ["***", "${value}"]\n`,
        `Executing (default): SELECT * FROM \`users\` WHERE \`name\` = $1; "${value}"\n`,
        `(SQL: insert into \`users\` (\`name\`, \`password\`) values (${value}, ?))\n`,
        `[Parameters=[@p0='${value}' (Size = 40), @p1='?' (Size = 40)], CommandType='Text']\nINSERT INTO "Users" ("Name", "Password")\nVALUES (@p0, @p1);\n`,
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
    `  bindings: [ 'ann', '${secret}' ],\n  __knexQueryUid: 'x8Yz',\n  sql: 'insert into \`users\` (\`email\`, \`password\`) values (?, ?)',\n`,
    `[debug] QUERY OK source="users" db=1.2ms\nINSERT INTO "users" ("name","password") VALUES ($1,$2) RETURNING "id" ["ann", "${secret}"]\n`,
    `Executing (default): INSERT INTO \`Users\` (\`id\`,\`name\`,\`password\`) VALUES (NULL,?,?); "ann", "${secret}"\n`,
    `Executing (7d1e-44): UPDATE "Users" SET "password"=$1 WHERE "id" = $2; "${secret}", 7\n`,
    `Duplicate entry (Connection: mysql, SQL: insert into \`users\` (\`name\`, \`password\`, \`created_at\`) values (Ann Lee, ${secret}, 2026-01-02 03:04:05))\n`,
    `Executed DbCommand (1ms) [Parameters=[@p0='ann' (Size = 40), @p1='${secret}' (Size = 40)], CommandType='Text']\n      INSERT INTO "Users" ("Name", "Password")\n      VALUES (@p0, @p1);\n`,
    `[Parameters=[@p1='7', @p0='${secret}' (Nullable = false) (Size = 40)], CommandType='Text']\n      UPDATE [Users] SET [ApiKey] = @p0\n      OUTPUT 1\n      WHERE [Id] = @p1;\n`,
    `[Parameters=[@p0='ann', @p1='${secret}'], CommandType='Text']\n      INSERT INTO [Users] ([Name], [Password])\n      OUTPUT INSERTED.[Id]\n      VALUES (@p0, @p1);\n`,
  ];
}

function assessParameters(candidate: Candidate): Assessment | undefined {
  const { window, start, secret: match, groups } = candidate;
  const { one, typed, named, inline } = groups;
  const list = typed ?? named ?? inline ?? groups.behind ?? groups.listed ?? '';
  const from = start + match.length - list.length;
  const before = window.slice(Math.max(0, from - STATEMENT_BYTES), from);
  const behind = window.slice(from, from + STATEMENT_BYTES);
  // Most statements have no such column, and a log may have a parameter in each line.
  const statement = named === undefined ? (statementIn(behind) ?? before) : behind;
  if (!MAY_NAME_SECRET.test(statement)) return undefined;
  if (named !== undefined) return assessNamed(named, from, behind);
  const columns = inline === undefined ? columnsOf(statement) : groups.names!.split(',').map(bare);
  const number = columns.findIndex((name) => SECRET_COLUMN.test(name));
  if (number < 0) return undefined;
  if (one !== undefined) {
    const column = columns[Number(/[0-9]+/.exec(match)![0]) - 1];
    const value = { text: one, start: start + match.lastIndexOf(one) };
    return column !== undefined && SECRET_COLUMN.test(column) ? assessColumn(columns, column, value) : undefined;
  }
  const values = typed !== undefined ? typedValuesIn(list) : inline !== undefined ? wordsIn(list) : valuesIn(list);
  const value = values[number];
  return value && assessColumn(columns, columns[number]!, { ...value, start: from + value.start });
}

/** Knex in its debug mode writes the statement behind the parameters. */
function statementIn(behind: string): string | undefined {
  return /\]\s?,\s{1,20}(?:__knexQueryUid: '[^'\r\n]{1,40}',\s{1,20})?sql: ['"`]([^\r\n]{10,1500})/.exec(behind)?.[1];
}

function assessNamed(list: string, from: number, behind: string): Assessment | undefined {
  const columns = new Map<string, string>();
  const [, names = '', marks = ''] = NAMED_INSERT.exec(behind) ?? [];
  const all = names.split(',');
  for (const [at, mark] of marks.split(',').entries()) columns.set(mark.trim(), bare(all[at] ?? ''));
  if (names === '') for (const [, name, mark] of behind.matchAll(NAMED_COMPARED)) columns.set(mark!, bare(name!));
  for (const { index, 1: mark, 2: text } of list.matchAll(/(@\w{1,64})='((?:[^'\r\n]|''){4,256})'/g)) {
    const column = columns.get(mark!) ?? '';
    if (SECRET_COLUMN.test(column))
      return assessColumn([...columns.values()], column, { text: text!, start: from + index + mark!.length + 2 });
  }
  return undefined;
}
const NAMED_INSERT =
  /insert\s{1,40}into\s{1,40}[^\s(;]{1,128}\s{0,40}\(([^()]{2,1600})\)\s{0,40}(?:output\s[^();]{1,400}\s)?values\s{0,40}\(([^()]{1,1600})\)/i;
const NAMED_COMPARED = /([\w.]{1,64}["`\]]{0,2}) = (@\w{1,64})/g;

/** The name of a column without its table and its quotes. */
function bare(name: string): string {
  return name.replace(/^.*\.|[\s"'`[\]\\]/g, '');
}

function wordsIn(list: string): readonly Value[] {
  return [...list.matchAll(/(?:^|, )((?:[^,)]|,(?! ))*)/g)].map(({ index, 0: all, 1: text }) => ({
    text: text!,
    start: index + all.length - text!.length,
  }));
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
    columns[number === undefined ? columns.length : Number(number) - 1] = bare(name);
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
