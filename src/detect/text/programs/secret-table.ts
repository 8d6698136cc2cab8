/**
 * Tables with a column of keys or tokens (table-rows.ts), as a query of a database prints them: `id,name,api_key`. Only values that a
 * machine drew are reported; a plain `token` or `secret` may be of any kind, so such a column is read only where it is not alone.
 */
import { drawnPassword } from '../password.ts';
import { HEX } from '../random-text.ts';
import { type Assessment, type Candidate, inAnyCase, type Rule } from '../rule.ts';
import { bestPassword } from './best-password.ts';
import { isChainAddress, isPublicKeyInBase58 } from './chain-address.ts';
import type { CsvField } from './csv-rows.ts';
import { isDrawnValue } from './drawn-value.ts';
import { TABLE_RULE } from './table-header.ts';
import { tableAt } from './table-rows.ts';

const NAMES = [
  'api_key',
  'apikey',
  'api key',
  'api_token',
  'access_token',
  'auth_token',
  'secret_key',
  'client_secret',
];
const SEPARATORS = [',', ';', '|', '| ', '\t', ',"', ';"'];
const SHORT = ['token', 'secret'];
const ANCHORS = [
  ...SEPARATORS.flatMap((sign) => NAMES.map((name) => sign + name)),
  ...NAMES.flatMap((name) => [` ${name} `, ` ${name}\n`, ` ${name}\r`, `>${name}</t`]),
  ...SHORT.flatMap((name) => [`,${name}\n`, `,${name}\r`, `\t${name}\n`, `\t${name}\t`, `| ${name} `, `,"${name}"`]),
  ...SHORT.map((name) => `>${name}</t`),
];
const SECRET_COLUMN =
  /^(?:[\w-]{1,24}[ _-])?(?:(?:api|secret|access)[ _-]?key|(?:api|access|auth)[ _-]?token|client[ _-]?secret|token|secret)$/i;
/** What the key belongs to. */
const OWNER_COLUMN =
  /^(?:[\w-]{1,24}[ _-])?(?:id|name|user(?:s|[ _-]?name)?|uid|login|e-?mail(?: address)?|account|client|customer|tenant|organi[sz]ation|host(?:name)?|service|app(?:lication)?|provider|site|url)$/i;
/** Digests, references and addresses. */
const NO_SECRET =
  /^(?:\$|\{|md5|SCRAM-|sha\d|pbkdf2|argon2|0x|[\w.-]+:\/\/|arn:|[A-Za-z]:\\|[./~])|\w*\(.*\)$|^[0-9a-f]{64,}$|^[0-9a-f-]{36}$/i;

export const secretTableRules: readonly Rule[] = [
  {
    ...TABLE_RULE,
    id: 'secret-table',
    title: 'Keys or tokens in a table',
    severity: 'medium',
    confidence: 'medium',
    advice:
      'Revoke every key in the table where it was issued, and keep tables with credentials out of what is handed on.',
    anchors: inAnyCase(...ANCHORS),
    pattern: /[,;|\t> ][ "]?(?:api[_ ]?key|(?:api|access|auth)_token|secret_key|client_secret|token|secret)/i,
    check: assessTable,
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `\nid,name,api_key\n1,web,${secret}\n`,
        `\n"id","client","client_secret"\n"1","web","${secret}"\n`,
        `\nemail\ttoken\njoe@acme.test\t${secret}\n`,
        `\n id | login |       api_key        \n----+-------+----------------------\n  1 | app   | ${secret}\n(1 row)\n`,
        `\n\xe2\x94\x82 user \xe2\x94\x82 access_token \xe2\x94\x82\n\xe2\x94\x82 app  \xe2\x94\x82 ${secret} \xe2\x94\x82\n`,
        `\nNAME   API_KEY                AGE\nroot   <none>                 3d\napp    ${secret}   3d\n`,
        `<table><tr><th>User</th><th>Token</th></tr>\n<tr><td>app</td><td>${secret}</td></tr></table>`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      `\nid,name,api_key\n1,web,acme_api_key_of_the_web\n`,
      `\nid,name,secret_key\n1,web,${random.text(64, HEX)}\n`,
      `\nkind,level,token\na,b,${drawnPassword(random)}\n`,
      `\n| Name | Token |\n|---|---|\n| GitHub | GITHUB_TOKEN_2 |\n| a | <token> |\n`,
      `\nA user has the api_key\nof its account.        ${drawnPassword(random)}\n`,
      `\nUSER   TOKEN\napp    https://acme.test/a1b2c3d4e5f6\n`,
      // TRON's USDT, and two coins of Solana.
      '\nid,name,token\n1,usdt,TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t\n',
      '\nname,token\nusdc,EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v\nusdt,Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB\n',
    ],
  },
];

function assessTable({ window, start }: Candidate): Assessment | undefined {
  const table = tableAt(window, start);
  if (table === undefined) return undefined;
  const { columns, rows } = table;
  const column = columns.findIndex(({ value }) => SECRET_COLUMN.test(value));
  if (column < 0 || !columns.some(({ value }) => OWNER_COLUMN.test(value))) return undefined;
  const fields = rows.map((row) => row[column]!).filter(isSecret);
  // Coins of Solana and what they are called.
  if (fields.length > 1 && fields.every(({ value }) => isPublicKeyInBase58(value))) return undefined;
  return bestPassword(fields, { of: 'table', drawn: 'medium', chosen: 'low' });
}

const isSecret = ({ value }: CsvField): boolean =>
  !NO_SECRET.test(value) && isDrawnValue(value) && !isChainAddress(value);
