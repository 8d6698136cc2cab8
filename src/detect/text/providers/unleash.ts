/**
 * Unleash: API tokens are a project (`*` all, `[]` several), a colon, an environment, a dot and 28 random bytes in hex
 * (`generateSecretKey` of unleash-server).
 */
import { HEX_DIGITS } from '../byte-runs.ts';
import { HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const DIGITS = 56;

export const unleashRules: readonly Rule[] = [
  {
    id: 'unleash-token',
    title: 'Unleash API token, by its form',
    provider: 'Unleash',
    severity: 'medium',
    confidence: 'high',
    advice:
      'Delete it in Unleash (Admin, API access). Web pages contain frontend tokens by design; tokens of `*:*` are admin tokens.',
    // What an installation begins with, and what most add.
    anchors: [':development.', ':production.', ':staging.', '*:*.'],
    pattern: /(?:\*|\[\]|[a-zA-Z][\w-]{0,63}):(?:\*|development|production|staging)\.(?<body>[0-9a-f]{56})/,
    bytesBefore: 64,
    maxMatchBytes: 136,
    glance(window, at) {
      const dot = window.indexOf(0x2e, at);
      if (dot < 0 || dot > at + 12) return false;
      for (let next = dot + 1; next <= dot + DIGITS; next++) if (HEX_DIGITS[window[next] ?? 0] !== 1) return false;
      return true;
    },
    minBitsPerCharacter: 2.9,
    examples: (random) =>
      ['*:production', 'default:development', '[]:staging', '*:*'].map((of) => {
        const body = random.text(DIGITS, HEX);
        return { text: `Authorization: ${of}.${body}\n`, secret: `${of}.${body}`, hidden: [body] };
      }),
    lookAlikes: (random) => [
      'default:development.unleash-insecure-api-token',
      `default:development.${random.text(DIGITS - 1, HEX)}`,
      `default:development.${random.text(DIGITS + 1, HEX)}`,
      `:production.${random.text(DIGITS, HEX)}`,
    ],
  },
];
