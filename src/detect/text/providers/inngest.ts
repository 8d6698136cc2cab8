/** Inngest: `signkey-`, the environment, and 64 hex digits; the key of events has none of it. */
import { prefixed } from '../example.ts';
import { HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { servicesOf } from '../services.ts';
import { base64url } from '../shape.ts';

export const inngestRules: readonly Rule[] = [
  {
    id: 'inngest-signing-key',
    title: 'Inngest signing key',
    provider: 'Inngest',
    severity: 'high',
    confidence: 'high',
    advice: 'Rotate it in the Inngest dashboard (Signing key).',
    anchors: ['signkey-'],
    pattern: /(?<prefix>signkey-(?!sha|md5)[a-z0-9]{2,24}-)(?<body>[0-9a-f]{32,64})/,
    maxMatchBytes: 97,
    admitsStandIns: true,
    minBitsPerCharacter: 2.2,
    examples: (random) =>
      ['prod', 'branch', 'staging2'].map((name) => prefixed(`signkey-${name}-`, random.text(64, HEX))),
    lookAlikes: (random) => [
      'signkey-prod-key',
      `signkey-${random.text(64, HEX)}`,
      `signkey-prod-${random.text(31, HEX)}`,
    ],
  },
  ...servicesOf([['inngest event', 'Inngest', base64url(40, 90), { what: 'event key', severity: 'medium' }]]),
];
