/**
 * Upstash: the token of a Redis database, also its password, is base64 of 1, the number of the database (two bytes), and either 0, 2, 39 and
 * 39 or more letters: `p` and a digit, 32 hex digits, `p` and a digit and the number once more; or, in older ones, 1, 36, 32, a UUID and 32
 * hex digits. (Vercel KV hands out the same.)
 */
import { HEX, type RandomText, uuidOf } from '../random-text.ts';
import type { Rule } from '../rule.ts';

/** Behind the number of the database. */
const NEWER = /^\x00\x02'p[0-9][0-9a-f]{32}p[0-9]([0-9]{1,5})$/;
const OLDER = /^\x01\x24\x20[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}[0-9a-f]{32}$/;

export const upstashRules: readonly Rule[] = [
  {
    id: 'upstash-redis-token',
    title: 'Token of a Redis database at Upstash',
    provider: 'Upstash',
    severity: 'critical',
    confidence: 'high',
    advice: 'Reset the credentials of the database in the Upstash console (or those of the KV store at Vercel).',
    // Base64 of 0, 2, `'p`, and of 1, 36, 32.
    anchors: ['AAIncD', 'ASQg'],
    pattern: /A[A-Za-z0-9+/_-]{3}(?<body>AAIncD[A-Za-z0-9]{47,54}|ASQg[A-Za-z0-9]{91})={0,2}/,
    bytesBefore: 4,
    maxMatchBytes: 102,
    edges: { before: /[A-Za-z0-9+/_-]/, after: /[A-Za-z0-9+/=_-]/ },
    check: ({ secret }) => (isToken(secret) ? {} : undefined),
    examples: (random) => [exampleOf(newer(19_065, random)), exampleOf(newer(7249, random)), exampleOf(older(random))],
    lookAlikes: (random) => [
      newer(19_065, random).replace(/^..../, 'AUp6'),
      older(random).slice(0, -8),
      encoded(19_065, `\x00\x02'p1${random.text(30, HEX)}p119065`),
    ],
  },
];

function isToken(token: string): boolean {
  const text = Buffer.from(token, 'base64').toString('latin1');
  const database = (text.charCodeAt(1) << 8) | text.charCodeAt(2);
  const behind = text.slice(3);
  return text[0] === '\x01' && (NEWER.exec(behind)?.[1] === String(database) || OLDER.test(behind));
}

function newer(database: number, random: RandomText): string {
  return encoded(database, `\x00\x02'p2${random.text(32, HEX)}p2${database}`).replace(/=+$/, '');
}

function older(random: RandomText): string {
  return encoded(33_632, `\x01\x24\x20${uuidOf(random)}${random.text(32, HEX)}`);
}

function encoded(database: number, behind: string): string {
  return btoa(String.fromCharCode(1, database >> 8, database & 0xff) + behind);
}

function exampleOf(token: string) {
  return { text: `UPSTASH_REDIS_REST_TOKEN="${token}"\n`, secret: token, hidden: [token.slice(8)] };
}
