/** Asana: personal access tokens are `1/` or `2/` with the numbers of the user and the app, a colon, and 32 hex digits. */
import { DIGITS, HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const asanaRules: readonly Rule[] = [
  {
    id: 'asana-personal-token',
    title: 'Asana personal access token',
    provider: 'Asana',
    severity: 'high',
    confidence: 'high',
    advice: 'Revoke it at https://app.asana.com/0/my-apps.',
    anchors: [{ text: 'asana', ignoreCase: true }, 'Bearer 1/1', 'Bearer 2/1'],
    pattern:
      /(?:asana[\s\S]{0,60}?[^A-Za-z0-9/]|Bearer )(?<secret>[0-2]\/[0-9]{10,17}(?:\/[0-9]{10,17})?:(?<body>[0-9a-f]{32}))/i,
    maxMatchBytes: 140,
    edges: { after: /[A-Za-z0-9_-]/ },
    minBitsPerCharacter: 2.7,
    examples: (random) =>
      ['ASANA_TOKEN=1/1', 'Authorization: Bearer 2/1'].map((before) => {
        const body = random.text(32, HEX);
        const secret = `${before.slice(-3)}${random.text(15, DIGITS)}:${body}`;
        return { text: before.slice(0, -3) + secret, secret, hidden: [body] };
      }),
    lookAlikes: (random) => [
      `asana: 1/1${random.text(15, DIGITS)}`,
      `asana: 1/1${random.text(15, DIGITS)}:${random.text(31, HEX)}`,
      `asana: 3/1${random.text(15, DIGITS)}:${random.text(32, HEX)}`,
    ],
  },
];
