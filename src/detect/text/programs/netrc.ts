/** `.netrc` of ftp(1), curl and git: `machine HOST login USER password WORD`, in one line or several; `default` for every host. */
import { assessPassword, drawnPassword } from '../password.ts';
import { LOWER } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const WORD = String.raw`[^\s"'\\\x00]`;
/** In a page, an HTML quotation mark ends it too: `&quot;machine id password path&quot;`. */
const LETTER = `(?!&quot;)${WORD}`;
const SECRET = `(?:${LETTER}){3,2048}(?!${LETTER})`;
/** RFC 1635: they give a mail address, or anything else. */
const ANONYMOUS = /^(?:anonymous|ftp)$/i;
const GAP = String.raw`(?:\s|\\[nrt]){1,16}`;

export const netrcRules: readonly Rule[] = [
  {
    id: 'netrc-password',
    title: 'Password in a .netrc file',
    provider: 'netrc',
    severity: 'high',
    confidence: 'high',
    advice: 'Change the password, or revoke the token, at the host that the line names.',
    anchors: ['machine ', 'machine\t', 'default login'],
    pattern: new RegExp(
      `(?:machine[ \\t]{1,8}(?<host>${WORD}{1,128})|default)${GAP}(?:login${GAP}(?<user>${WORD}{1,128})${GAP})?(?:account${GAP}${WORD}{1,128}${GAP})?password${GAP}(?<secret>${SECRET})`,
    ),
    maxMatchBytes: 2560,
    edges: { before: /[A-Za-z0-9_-]/ },
    judgesPlaceholders: true,
    check({ secret, groups: { host = 'default', user = '' } }) {
      // `a machine using password authentication`: without a login, it is a word of prose.
      if (/[[\]()]/.test(secret) || (user === '' && /^[a-z]{1,12}$/i.test(host) && host !== 'localhost'))
        return undefined;
      // Fields of a type in Go.
      if (ANONYMOUS.test(user) || (user === 'string' && secret === 'string')) return undefined;
      return assessPassword(secret, { of: `${user}@${host}`, facts: { host, user } });
    },
    examples: (random) => {
      const secret = drawnPassword(random);
      const facts = { host: 'git.acme-shop.io', user: random.text(6, LOWER) };
      const texts = [
        `machine git.acme-shop.io login ${facts.user} password ${secret}\n`,
        `machine git.acme-shop.io\n  login ${facts.user}\n  password ${secret}\n`,
      ];
      return texts.map((text) => ({ text, secret, hidden: [secret], facts }));
    },
    lookAlikes: () => [
      'machine git.acme-shop.io login app',
      `machine git.acme-shop.io login app password \${TOKEN}`,
      'machine git.acme-shop.io login app password <token>',
      'a machine may login with a password',
      'on a remote machine using password authentication</p>',
      'machine id password [path/]filename',
      'struct {\n\tmachine  string\n\tlogin    string\n\tpassword string\n}',
      'default login anonymous password ops2@acme-shop.io\n',
      '&quot;machine id password pa&quot;',
    ],
  },
];
