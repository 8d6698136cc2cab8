/** X (Twitter): app-only bearer tokens are 20 or more `A`, then URL-escaped base64. So many zeros stand in all binary data: they count behind a name. */
import { ALPHANUMERIC } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const twitterRules: readonly Rule[] = [
  {
    id: 'twitter-bearer-token',
    title: 'X (Twitter) app-only bearer token',
    provider: 'X',
    severity: 'medium',
    confidence: 'high',
    advice: 'Regenerate it in the developer portal (Keys and tokens of the app).',
    anchors: [
      'Bearer AAAAAAAA',
      { text: 'twitter', ignoreCase: true },
      { text: 'bearer_token', ignoreCase: true },
      { text: 'bearertoken', ignoreCase: true },
    ],
    pattern:
      /(?:Bearer |(?:twitter|bearer_?token)[^\n\r]{0,40}?[^A-Za-z0-9%\n\r])(?<secret>A{19,24}(?:[A-Za-z0-9]{3,8}A{6,9})?(?<body>(?:[A-Za-z0-9]|%2[BF]|%3D){24,90}))/i,
    maxMatchBytes: 367,
    edges: { after: /[A-Za-z0-9_+/-]/ },
    minBitsPerCharacter: 3.6,
    check: ({ body }) => (/[a-z]/.test(body) && /[0-9]/.test(body) ? {} : undefined),
    examples: (random) =>
      ['Authorization: Bearer ', 'TWITTER_BEARER_TOKEN="', 'bearer_token: '].map((before) => {
        const body = `Lh1e${random.text(20, ALPHANUMERIC)}%2B${random.text(50, ALPHANUMERIC)}%3D`;
        const secret = `${'A'.repeat(21)}MLhe${'A'.repeat(7)}${body}`;
        return { text: before + secret, secret, hidden: [body] };
      }),
    lookAlikes: (random) => [
      `Bearer ${'A'.repeat(22)}`,
      `twitter: "${'A'.repeat(60)}"`,
      `twitter: ${'A'.repeat(10)}${random.text(60, ALPHANUMERIC)}`,
    ],
  },
];
