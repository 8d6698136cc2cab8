/**
 * Unencrypted exports of browsers and password managers: a CSV file whose first line names the columns and must match exactly, or
 * KeePass's XML. A CSV file is one finding, at the first of the most severe passwords.
 */

import { assessPassword, drawnPassword } from '../password.ts';
import { HEX } from '../random-text.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { bestPassword } from './best-password.ts';
import { csvRows } from './csv-rows.ts';

/** Beginnings of first lines. */
const HEADERS: Readonly<Record<string, string>> = {
  'name,url,username,password': 'Chrome',
  '"url","username","password",': 'Firefox',
  'url,username,password,totp,extra': 'LastPass',
  'url,username,password,extra,name': 'LastPass',
  'folder,favorite,type,name,notes': 'Bitwarden',
  'collections,type,name,notes': 'Bitwarden',
  'Title,URL,Username,Password,': 'Safari',
  'Title,Url,Username,Password,': '1Password',
  'username,username2,username3,': 'Dashlane',
  '"Account","Login Name","Password"': 'KeePass',
  '"Group","Title","Username",': 'KeePassXC',
  'type,name,url,email,username': 'Proton Pass',
  'Name,Url,MatchUrl,Login,Pwd,': 'RoboForm',
};
const XML = '<Key>Password</Key>';
const PASSWORD_COLUMN = /^(?:login_)?password$|^pwd$/i;
/** Within the 16 KiB that a rule may see; a row has some 100 bytes. */
const MAX_ROWS = 30;

export const passwordExportRules: readonly Rule[] = [
  {
    id: 'password-manager-export',
    title: 'Passwords exported from a browser or a password manager',
    provider: 'Password manager',
    severity: 'high',
    confidence: 'high',
    advice: 'Change every password in the file, and delete it everywhere: an export is in the clear.',
    anchors: [...Object.keys(HEADERS).map((header) => header.slice(0, 32)), XML],
    pattern: new RegExp([...Object.keys(HEADERS), XML].join('|')),
    maxMatchBytes: 40,
    contextBytes: 4000,
    edges: { before: /[A-Za-z0-9_,-]/ },
    judgesPlaceholders: true,
    check: (candidate) => (candidate.secret === XML ? assessElement(candidate) : assessTable(candidate)),
    examples: (random) => {
      const secret = drawnPassword(random);
      const entry = `\n  <String>\n    ${XML}\n    <Value ProtectInMemory="True">${secret}</Value>\n  </String>\n`;
      const rows: Readonly<Record<string, string>> = {
        'name,url,username,password,note': `acme,https://acme-shop.io/,me,${secret},`,
        '"url","username","password","httpRealm","formActionOrigin"': `"https://acme-shop.io","me","${secret}","",""`,
        'url,username,password,totp,extra,name,grouping,fav': `https://acme-shop.io,me,${secret},,,acme,,0`,
        'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp': `,,login,acme,,,0,https://acme-shop.io,me,${secret},`,
        'Title,URL,Username,Password,Notes,OTPAuth': `acme,https://acme-shop.io,me,"${secret}",,`,
        '"Group","Title","Username","Password","URL"': `"Root","a ""b""","me","${secret}","https://acme-shop.io"`,
      };
      return [
        { text: entry, secret, hidden: [secret], facts: { program: 'KeePass' } },
        ...Object.entries(rows).map(([header, row]) => ({
          ...{ text: `\n${header}\n${row}\n`, secret, hidden: [secret] },
        })),
      ];
    },
    lookAlikes: (random) => [
      'name,url,username,password\n',
      "const header = 'name,url,username,password,note';\nexport const columns = header.split(',');\n",
      'name,url,username,password\nacme,https://acme-shop.io,me,\n',
      `name,url,username,password\nacme,${drawnPassword(random)}\n`,
      `${XML}\n<Value Protected="True">${drawnPassword(random)}</Value>`,
      `${XML}\n<Value ProtectInMemory="True" />`,
      // A reference to another entry's password.
      `${XML}<Value>{REF:P@I:${random.text(32, HEX).toUpperCase()}}</Value>`,
      `${XML}<Value ProtectInMemory="True">%DB_PW1%</Value>`,
    ],
  },
];

function assessTable({ window, start, secret: header }: Candidate): Assessment | undefined {
  const program = HEADERS[header]!;
  const [columns, ...rows] = csvRows(window, start, MAX_ROWS);
  const column = columns?.findIndex(({ value }) => PASSWORD_COLUMN.test(value)) ?? -1;
  if (column < 0) return undefined;
  const fields = rows.filter(({ length }) => length === columns!.length).map((row) => row[column]!);
  return bestPassword(fields, { of: program, facts: { program } });
}

const VALUE =
  /<Key>Password<\/Key>\s{0,16}<Value(?: ProtectInMemory="True"| Protected="False")?>([^<>\r\n\x00]{3,200})<\/Value>/;

/** `Protected="True"` is encrypted. */
function assessElement({ window, start }: Candidate): Assessment | undefined {
  const from = window.slice(start);
  const match = VALUE.exec(from);
  if (match === null) return undefined;
  const password = match[1]!;
  const end = start + match.index + match[0].length - '</Value>'.length;
  const assessment = assessPassword(password, { of: 'KeePass', facts: { program: 'KeePass' } });
  return assessment && { ...assessment, identity: password, place: { start: end - password.length, end } };
}
