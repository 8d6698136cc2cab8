/** Infracost: `ico-` and 32 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const infracostRules = [
  prefixedToken({
    id: 'infracost-api-key',
    title: 'Infracost API key',
    provider: 'Infracost',
    severity: 'low',
    advice: 'Rotate it in Infracost Cloud (Org settings, API key).',
    prefixes: ['ico-'],
    body: [alphanumeric(32)],
  }),
];
