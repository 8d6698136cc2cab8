/**
 * Passwords in SQL statements that create or change an account: `IDENTIFIED BY '…'` of MySQL and Oracle, `WITH PASSWORD '…'` of
 * PostgreSQL, `PASSWORD = '…'` of SQL Server; in dumps, migrations, logs. Oracle accepts double quotes, and none.
 */
import { assessPassword, drawnPassword } from '../password.ts';
import { ALPHANUMERIC, HEX } from '../random-text.ts';
import { inAnyCase, type Rule } from '../rule.ts';
import { isDrawnLetters } from '../value-kind.ts';

/** Hashes of MySQL, current and before 4.1, and PostgreSQL: `*` and double SHA-1, 16 digits, MD5 with its name, SCRAM of RFC 5803. */
const HASH =
  /^(?:\*[0-9A-Fa-f]{40}|[0-9A-Fa-f]{16}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}|md5[0-9a-f]{32}|SCRAM-SHA-\d{1,3}\$.*|\$\w{1,8}\$.*|0x[0-9A-Fa-f]+)$/;

/** A program that reads such a statement: `preg_match("~ IDENTIFIED BY PASSWORD '([^']+)~", …)` of Adminer. */
const IS_PATTERN = /^\((?:\?:)?\[\^?/;

export const sqlPasswordRules: readonly Rule[] = [
  {
    id: 'sql-password',
    title: 'Password in a statement of SQL',
    provider: 'SQL',
    severity: 'high',
    confidence: 'medium',
    advice: 'Change the password of the account, and hand the next one over without writing it into a statement.',
    anchors: inAnyCase(
      ...['identified by ', 'identified with ', 'with password ', 'with password=', 'encrypted password '],
      ...["password '", 'set password for ', 'sp_addlogin '],
    ),
    pattern:
      /(?:(?:identified (?:with ["'`]?\w{1,40}["'`]? )?by (?:password )?|(?:with |encrypted )?password {0,2}(?:= {0,2})?|set password for [^\s;\x00]{1,100} {0,2}= {0,2}(?:password\( {0,2})?|sp_addlogin N?'[^'\n\x00]{1,64}' {0,2}, {0,2})N?\\?'(?<secret>[^'\\\n\x00]{3,128})(?=\\?')|identified by (?:\\?"(?<quoted>[^"\\\n\x00]{3,64})(?=\\?")|(?<bare>[\w$#]{3,64})(?=\s{0,16};|\s{1,16}(?:using|default|quota|account|profile|temporary)\s)))/i,
    maxMatchBytes: 320,
    contextBytes: 160,
    edges: {},
    judgesPlaceholders: true,
    check({ window, start, end, groups }) {
      const secret = groups.secret ?? groups.quoted ?? groups.bare!;
      // "identified by 'name'" in prose has none of these before it.
      const before = window.slice(0, start);
      if (HASH.test(secret) || IS_PATTERN.test(secret) || !isStatement(before, window.slice(start, end)))
        return undefined;
      // Oracle. Without quotes and a digit it is a word of a manual, or prose.
      if (groups.bare && !(/connect to \S{1,64}\s{1,16}$/i.test(before) || isOfAccount(groups.bare, before)))
        return undefined;
      const account = /(?:user|role|login|to) ["'`]?([\w.-]{1,64})[^\n]{0,80}$/i.exec(before)?.[1];
      // Manuals and tests are full of accounts.
      const assessment = assessPassword(secret, { of: account ?? 'SQL', drawn: 'medium', chosen: 'low' });
      return assessment && { ...assessment, place: { start: end - secret.length, end }, identity: secret };
    },
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `CREATE USER 'app'@'%' IDENTIFIED BY '${secret}';`,
        `ALTER USER app IDENTIFIED WITH mysql_native_password BY '${secret}';`,
        `CREATE USER app IDENTIFIED BY "${secret}";`,
        `CREATE USER app IDENTIFIED BY ${secret};`,
        `ALTER USER app IDENTIFIED BY ${secret} ACCOUNT UNLOCK`,
        `CREATE DATABASE LINK acme CONNECT TO app IDENTIFIED BY ${secret} USING 'orders';`,
        `CREATE ROLE app LOGIN ENCRYPTED PASSWORD '${secret}';`,
        `ALTER ROLE app PASSWORD '${secret}';`,
        `CREATE ROLE app WITH LOGIN NOSUPERUSER PASSWORD '${secret}';`,
        `SET PASSWORD FOR 'app'@'%' = PASSWORD('${secret}');`,
        `SET PASSWORD FOR app = '${secret}';`,
        `EXEC sp_addlogin 'app', '${secret}'`,
        `CREATE LOGIN app WITH PASSWORD = N'${secret}';`,
        `CREATE LOGIN app WITH PASSWORD='${secret}';`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      `CREATE USER app IDENTIFIED WITH sha256_hash BY '${random.text(64, HEX)}'`,
      "the script that is identified by 'number7'",
      "Create a bootstrap sample of persons (as\n                        identified by 'lex.id') from a Lexis object.",
      `if($a["GRANT OPTION"]=true&&preg_match("~ IDENTIFIED BY PASSWORD '([^']+)~",$k[0],$b))`,
      "set to -1 to begin. Returns the number of the one identified by 'ref'",
      "CREATE USER 'app' IDENTIFIED BY '<password>';",
      "To create it, the algorithm identified by '{0}' is unknown",
      `CREATE USER 'app' IDENTIFIED BY '\${PASSWORD}';`,
      'CREATE USER app IDENTIFIED BY password;',
      'ALTER USER app IDENTIFIED BY app_user7_pw',
      'the user to create is identified by number7;',
      `SET PASSWORD FOR app = '*${random.text(40, HEX).toUpperCase()}'`,
      "SET PASSWORD FOR '%-.120s'@'%-.120s'='%-.120s'\0",
      "alter the user so that the password 'number7' fits",
      `SET PASSWORD = '*${random.text(40, HEX)}'`,
      `GRANT ALL ON *.* TO 'app' IDENTIFIED BY PASSWORD '*${random.text(40, HEX).toUpperCase()}'`,
      `ALTER ROLE app WITH PASSWORD 'md5${random.text(32, HEX)}'`,
      `CREATE USER app IDENTIFIED BY PASSWORD '${random.text(16, HEX)}'`,
      `CREATE USER app IDENTIFIED WITH ed25519 AS '${random.text(43, ALPHANUMERIC)}'`,
    ],
  },
];

/**
 * Whether it creates or changes an account. If no word precedes `password '…'`, the statement must be directly before it, with the
 * name or with its rights.
 */
function isStatement(before: string, matched: string): boolean {
  if (/^(?:set password|sp_addlogin)/i.test(matched)) return true;
  if (!/^password/i.test(matched)) return /(?:create|alter|grant|set) /i.test(before) && !IN_PROSE.test(before);
  return ACCOUNT_BEFORE.test(before) && !/(?:with|encrypted) $/i.test(before);
}
const IN_PROSE = /\b(?:is|are|be|was|as|one|ones|that|which)\s{1,40}$/i;
/** `CREATE ROLE app LOGIN SUPERUSER PASSWORD '…'`, `ALTER USER app PASSWORD '…'`. */
const ACCOUNT_BEFORE =
  /(?:create|alter) (?:role|user) (?:if not exists )?["`]?[\w.$@-]{1,64}["`]?(?:\s{1,8}(?:with|(?:no)?(?:superuser|createdb|createrole|inherit|login|replication|bypassrls)|connection limit [0-9-]{1,9})){0,9}\s{1,8}$/i;

function isOfAccount(bare: string, before: string): boolean {
  const isValue = /[0-9]/.test(bare) || isDrawnLetters(bare);
  return isValue && /(?:create|alter) user ["`]?[\w.$#-]{1,64}["`]?\s{1,16}$/i.test(before);
}
