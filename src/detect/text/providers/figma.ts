/** Figma: `figd_` (personal token) and 40 characters or more, `figo_`, `figu_`; older ones are a number and a UUID behind the name of the header. */
import { prefixedToken } from '../prefixed-token.ts';
import { DIGITS, HEX, uuidOf } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { base64url } from '../token-parts.ts';

const shared = {
  provider: 'Figma',
  severity: 'high',
  advice: 'Revoke it in the Figma settings (Security, Personal access tokens).',
} as const;

export const figmaRules: readonly Rule[] = [
  prefixedToken({
    ...shared,
    id: 'figma-token',
    title: 'Figma access token',
    prefixes: ['figd_', 'figo_', 'figu_'],
    body: [base64url(40, 100)],
  }),
  {
    ...shared,
    id: 'figma-legacy-token',
    title: 'Figma access token of the old form',
    confidence: 'high',
    anchors: [{ text: 'figma', ignoreCase: true }],
    pattern:
      /figma[\w-]{0,20}["'`]?[ \t]{0,4}[:=,][ \t]{0,4}["'`]?(?<secret>[0-9]{4,6}-(?<body>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}))/i,
    maxMatchBytes: 82,
    minBitsPerCharacter: 2.7,
    examples: (random) => {
      const body = uuidOf(random);
      const secret = `1${random.text(4, DIGITS)}-${body}`;
      return [{ text: `X-Figma-Token: ${secret}`, secret, hidden: [body] }];
    },
    lookAlikes: (random) => [
      'X-Figma-Token: 1234-your-token',
      `X-Figma-Token: ${random.text(8, HEX)}-${random.text(4, HEX)}`,
    ],
  },
];
