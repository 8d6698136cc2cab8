/** Tailscale: `tskey-`, the kind of key, a public id, a dash, and the secret. */
import { prefixed } from '../example.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { alphanumeric } from '../token-parts.ts';

/** No word ends in it, and a name before it (`MY_tskey-…`) is none of it. */
const edges = { before: /[A-Za-z]/, after: /[A-Za-z0-9_-]/ } as const;
const shared = { provider: 'Tailscale', edges } as const;

export const tailscaleRules: readonly Rule[] = [
  prefixedToken({
    ...shared,
    id: 'tailscale-auth-key',
    title: 'Tailscale auth key',
    severity: 'critical',
    advice: 'Revoke it in the admin console (Settings, Keys), and look which machines joined with it.',
    prefixes: ['tskey-auth-'],
    body: [alphanumeric(10, 18), '-', alphanumeric(16, 40)],
  }),
  prefixedToken({
    ...shared,
    id: 'tailscale-api-key',
    title: 'Tailscale API access token or OAuth client secret',
    severity: 'critical',
    advice: 'Revoke it in the admin console (Settings, Keys or OAuth clients).',
    prefixes: ['tskey-api-', 'tskey-client-'],
    body: [alphanumeric(10, 18), '-', alphanumeric(16, 40)],
  }),
  {
    ...shared,
    id: 'tailscale-other-key',
    title: 'Tailscale key of SCIM, webhooks or another kind',
    severity: 'high',
    confidence: 'high',
    advice: 'Revoke it in the admin console (Settings).',
    anchors: ['tskey-'],
    pattern: /(?<prefix>tskey-(?!auth-|api-|client-)[a-z]{2,16}-)(?<body>[A-Za-z0-9]{10,18}-[A-Za-z0-9]{16,40})/,
    maxMatchBytes: 83,
    admitsStandIns: true,
    minBitsPerCharacter: 2.7,
    examples: (random) =>
      ['tskey-scim-', 'tskey-webhook-'].map((prefix) =>
        prefixed(prefix, `${random.text(12, ALPHANUMERIC)}-${random.text(24, ALPHANUMERIC)}`),
      ),
    lookAlikes: (random) => [
      'tskey-webhook-',
      `tskey-auth-${random.text(9, ALPHANUMERIC)}-${random.text(24, ALPHANUMERIC)}`,
    ],
  },
];
