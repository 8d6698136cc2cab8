/** OpenAI: `sk-`, for newer keys a kind, and random text around `T3BlbkFJ`, the base64 of "OpenAI". */
import { prefixed } from '../example.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC, BASE64URL, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { base64url } from '../token-parts.ts';

const MARK = 'T3BlbkFJ';

export const openaiRules: readonly Rule[] = [
  {
    id: 'openai-api-key',
    title: 'OpenAI API key',
    provider: 'OpenAI',
    severity: 'high',
    confidence: 'high',
    advice: 'Delete the key at https://platform.openai.com/api-keys and look at the usage page for what it did.',
    anchors: [MARK],
    pattern: new RegExp(
      `(?<prefix>sk-(?:(?:proj|svcacct|admin|None)-)?)(?<body>[A-Za-z0-9_-]{20,120}${MARK}[A-Za-z0-9_-]{20,120})`,
    ),
    bytesBefore: 131,
    maxMatchBytes: 259,
    admitsStandIns: true,
    minBitsPerCharacter: 3.5,
    examples: (random) => [
      prefixed('sk-', random.text(20, ALPHANUMERIC) + MARK + random.text(20, ALPHANUMERIC)),
      prefixed('sk-proj-', body(random, 58)),
      prefixed('sk-svcacct-', body(random, 74)),
    ],
    lookAlikes: (random) => [
      `${random.text(20, ALPHANUMERIC)}${MARK}${random.text(20, ALPHANUMERIC)}`,
      `sk-${random.text(10, ALPHANUMERIC)}${MARK}${random.text(20, ALPHANUMERIC)}`,
      `sk-${MARK}${MARK}`,
    ],
  },
  prefixedToken({
    id: 'openai-api-key-unmarked',
    title: 'OpenAI API key without its mark',
    provider: 'OpenAI',
    severity: 'high',
    // All that OpenAI issued have the mark; what has none was changed, or is of a service that copies the form.
    confidence: 'low',
    advice: 'Delete the key at https://platform.openai.com/api-keys, if it is one.',
    prefixes: ['sk-proj-', 'sk-svcacct-', 'sk-admin-'],
    body: [base64url(40, 180)],
    check: ({ body }) => (body.includes(MARK) || !/[0-9]/.test(body) || !/[A-Z]/.test(body) ? undefined : {}),
  }),
];

function body(random: RandomText, half: number): string {
  return random.text(half, BASE64URL) + MARK + random.text(half - 1, BASE64URL) + random.text(1, ALPHANUMERIC);
}
