/** Anthropic: `sk-ant-`, kind and version, some 93 base64url characters that end in `AA`. */
import { prefixed } from './example.ts';
import { BASE64URL } from './random-text.ts';
import type { Rule } from './rule.ts';

export const anthropicRules: readonly Rule[] = [
  {
    id: 'anthropic-api-key',
    title: 'Anthropic API key or OAuth token',
    provider: 'Anthropic',
    severity: 'high',
    confidence: 'high',
    advice: 'Delete the key in the Anthropic console (Settings, API keys) and look at the usage page for what it did.',
    anchors: ['sk-ant-'],
    pattern: /(?<prefix>sk-ant-(?:api|admin|oat|ort|sid)[0-9]{2}-)(?<body>[A-Za-z0-9_-]{78,128}AA)/,
    maxMatchBytes: 145,
    admitsStandIns: true,
    minBitsPerCharacter: 3.5,
    examples: (random) =>
      ['sk-ant-api03-', 'sk-ant-admin01-', 'sk-ant-oat01-'].map((prefix) =>
        prefixed(prefix, `${random.text(93, BASE64URL)}AA`),
      ),
    lookAlikes: (random) => ['sk-ant-api03-your-key-goes-here', `sk-ant-api03-${random.text(30, BASE64URL)}AA`],
  },
];
