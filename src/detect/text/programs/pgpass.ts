/** `.pgpass` of libpq (PostgreSQL manual, section 34.16): `host:port:database:user:password`; each but the last may be `*`. */
import { isUtf8 } from 'node:buffer';
import { assessPassword, drawnPassword } from '../password.ts';
import type { Rule } from '../rule.ts';

export const pgpassRules: readonly Rule[] = [
  {
    id: 'pgpass-password',
    title: 'Password in a .pgpass file',
    provider: 'PostgreSQL',
    severity: 'high',
    confidence: 'high',
    advice: 'Change the password with `ALTER ROLE`, and look at who signed in under that name.',
    anchors: [':5432:', ':5433:', ':6432:', ':*:*:'],
    bytesBefore: 128,
    pattern:
      /(?<host>\*|[A-Za-z0-9/][A-Za-z0-9._/-]{1,126}):(?:5432|5433|6432|\*):(?<database>[\w*.-]{1,63}):(?<user>[\w*.@-]{1,63}):(?<secret>(?!&lt;)[^\s:"'<>\\\x00]{3,2048}(?![^\s:"'<>\\\x00]))/,
    maxMatchBytes: 2320,
    edges: { before: /[A-Za-z0-9_.:/-]/, after: /[:\\]/ },
    judgesPlaceholders: true,
    check: ({ secret, groups }) => {
      // `:*:*:*:*` of a table in a font, and `:*:*:*:p:p9…` in the pixels of a picture.
      if (groups.user === '*' && secret.startsWith('*')) return undefined;
      if (!isUtf8(Buffer.from(secret, 'latin1'))) return undefined;
      // PostgreSQL's stored hash, not the password; also if the text ends inside it.
      if (/^md5(?:[0-9a-f]{32}|[0-9a-f]{8,31}$)/.test(secret)) return undefined;
      const [host, user] = [groups.host!, groups.user!];
      return assessPassword(secret, { of: `${user}@${host}`, facts: { host, user, database: groups.database! } });
    },
    examples: (random) => {
      const secret = drawnPassword(random);
      return ['pg1.acme-shop.io:5432:orders:app:', '*:*:*:app:'].map((line) => ({
        ...{ text: `${line}${secret}\n`, secret, hidden: [secret], facts: { user: 'app' } },
      }));
    },
    lookAlikes: (random) => [
      `pg1.acme-shop.io:5432:orders:app:md5${random.text(10, '0123456789abcdef')}`,
      'hostname:5432:database:username:****',
      'server1:5432:replication:repl:&lt;repl user password&gt;',
      '10.0.0.1:5432:5432',
      'image: a/b:5432:1:2',
      `9:x:*:*:*:p:p9\xf09\xec9${random.text(16, '0123456789abcdef')}\xe39`,
      '2*\x15:*:*:*:*:*:*:*@1@1@1@16*6*@2@2',
    ],
  },
];
