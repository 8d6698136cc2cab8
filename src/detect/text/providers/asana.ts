/** Asana: personal access tokens are `1/` or `2/` with the numbers of the user and the app, a colon, and 32 hex digits. */
import { DECIMAL_DIGITS } from '../byte-runs.ts';
import { DIGITS, HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const SLASH = 0x2f;

export const asanaRules: readonly Rule[] = [
  {
    id: 'asana-personal-token',
    title: 'Asana personal access token',
    provider: 'Asana',
    severity: 'high',
    confidence: 'high',
    advice: 'Revoke it at https://app.asana.com/0/my-apps.',
    // The numbers of users since 2020 begin with 120 or 121.
    anchors: [
      { text: 'asana', ignoreCase: true },
      ...['Bearer 1/1', 'Bearer 2/1'],
      ...['1/120', '1/121', '2/120', '2/121'],
    ],
    glance: (window, at) => window[at + 1] !== SLASH || DECIMAL_DIGITS[window[at + 12]!] === 1,
    pattern:
      /(?:asana[\s\S]{0,60}?[^A-Za-z0-9/]|Bearer |)(?<secret>[0-2]\/[0-9]{10,17}(?:\/[0-9]{10,17})?:(?<body>[0-9a-f]{32}))/i,
    maxMatchBytes: 140,
    edges: { after: /[A-Za-z0-9_-]/ },
    minBitsPerCharacter: 2.7,
    check: ({ window, start, secret }) =>
      window.startsWith(secret, start) && /[A-Za-z0-9/]/.test(window.charAt(start - 1)) ? undefined : {},
    examples: (random) =>
      ['ASANA_TOKEN=', 'Authorization: Bearer ', 'client("'].map((before) => {
        const body = random.text(32, HEX);
        const secret = `2/121${random.text(13, DIGITS)}/1${random.text(15, DIGITS)}:${body}`;
        return { text: before + secret, secret, hidden: [body] };
      }),
    lookAlikes: (random) => [
      `asana: 1/1${random.text(15, DIGITS)}`,
      `asana: 1/1${random.text(15, DIGITS)}:${random.text(31, HEX)}`,
      `asana: 3/1${random.text(15, DIGITS)}:${random.text(32, HEX)}`,
    ],
  },
];
