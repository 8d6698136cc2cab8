/**
 * Laravel Sanctum, of which the tokens of Coolify, Ploi and many own servers are: the number of a row, `|`, 40 base-62 digits and
 * their CRC-32 as eight hex digits (`generateTokenString`; before version 3.3 without it).
 */
import { crc32Hex } from '../checksum.ts';
import { ALPHANUMERIC, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const RANDOM = 40;
/** A number and a bar come up everywhere: what stands before a token where one is sent, stored or answered. */
const LEADS = ['Bearer ', 'oken=', 'OKEN=', 'oken":"', 'oken": "', 'OKEN="'];

export const laravelSanctumRules: readonly Rule[] = [
  {
    id: 'laravel-sanctum-token',
    title: 'API token of Laravel Sanctum',
    provider: 'Laravel Sanctum',
    severity: 'high',
    confidence: 'high',
    advice:
      'Delete its row of personal_access_tokens (in Coolify and the like: API tokens of the user), which makes it worthless.',
    anchors: LEADS.flatMap((lead) => [...'123456789'].map((digit) => lead + digit)),
    pattern: /(?:Bearer |oken=|OKEN="?|oken": ?")(?<secret>[1-9][0-9]{0,9}\|(?<body>[A-Za-z0-9]{40}(?:[0-9a-f]{8})?))/,
    maxMatchBytes: 67,
    edges: { after: /[A-Za-z0-9_-]/ },
    minBitsPerCharacter: 3.5,
    checksum: ({ body }) => {
      if (body.length === RANDOM) return 'none';
      return crc32Hex(body.slice(0, RANDOM)) === body.slice(RANDOM) ? 'valid' : 'invalid';
    },
    check: ({ body }) => (body.length === RANDOM ? { confidence: 'medium' } : {}),
    examples: (random) => [
      exampleOf('Authorization: Bearer 12', crc32Hex, random, 'valid'),
      exampleOf('{"token":"7', crc32Hex, random, 'valid'),
      { ...exampleOf('COOLIFY_TOKEN=3', () => '0badc0de', random, 'invalid'), confidence: 'low' },
      { ...exampleOf('Authorization: Bearer 1', () => '', random, 'none'), confidence: 'medium' },
    ],
    lookAlikes: (random) => [
      'Authorization: Bearer 1|your-token',
      `token=5|${random.text(RANDOM - 1, ALPHANUMERIC)}`,
      `Bearer 0|${random.text(RANDOM, ALPHANUMERIC)}`,
    ],
  },
];

function exampleOf(lead: string, sum: (text: string) => string, random: RandomText, checksum: string) {
  const text = random.text(RANDOM, ALPHANUMERIC);
  const secret = `${/[0-9]+$/.exec(lead)![0]}|${text}${sum(text)}`;
  return { text: `${lead}${secret.slice(secret.indexOf('|'))}"`, secret, hidden: [text], facts: { checksum } };
}
