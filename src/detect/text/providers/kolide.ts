/** Kolide (1Password Device Trust): `k2sk_v1_` and 24 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const kolideRules = [
  prefixedToken({
    id: 'kolide-api-key',
    title: 'Kolide API key',
    provider: 'Kolide',
    severity: 'high',
    advice: 'Revoke it in Kolide (Settings, Developers, API keys).',
    prefixes: ['k2sk_v1_'],
    body: [alphanumeric(24)],
  }),
];
