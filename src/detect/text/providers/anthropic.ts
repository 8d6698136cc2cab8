/** Anthropic: `sk-ant-`, kind and version of two digits, some 93 base64url characters that end in `AA`; low where they are else. */
import { prefixed } from '../example.ts';
import { BASE64URL } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const anthropicRules: readonly Rule[] = [
  {
    id: 'anthropic-api-key',
    title: 'Anthropic API key or OAuth token',
    provider: 'Anthropic',
    severity: 'high',
    confidence: 'high',
    advice: 'Delete the key in the Anthropic console (Settings, API keys) and look at the usage page for what it did.',
    anchors: ['sk-ant-'],
    pattern: /(?<prefix>sk-ant-(?:api|admin|oat|ort|sid)[0-9]{2,3}-)(?<body>[A-Za-z0-9_-]{78,250})/,
    maxMatchBytes: 267,
    check: ({ groups, body }) =>
      /[a-z][0-9]{2}-$/.test(groups.prefix!) && body.endsWith('AA') ? {} : { confidence: 'low' },
    admitsStandIns: true,
    minBitsPerCharacter: 3.5,
    examples: (random) => [
      ...['sk-ant-api03-', 'sk-ant-admin01-', 'sk-ant-oat01-'].map((prefix) =>
        prefixed(prefix, `${random.text(93, BASE64URL)}AA`),
      ),
      prefixed('sk-ant-sid02-', `${random.text(180, BASE64URL)}AA`),
      prefixed('sk-ant-api113-', `${random.text(93, BASE64URL)}AA`, { confidence: 'low' }),
      prefixed('sk-ant-api03-', `${random.text(92, BASE64URL)}z`, { confidence: 'low' }),
    ],
    lookAlikes: (random) => ['sk-ant-api03-your-key-goes-here', `sk-ant-api03-${random.text(30, BASE64URL)}AA`],
  },
];
