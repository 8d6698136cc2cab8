/** Replicate: `r8_` and 37 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const replicateRules = [
  prefixedToken({
    id: 'replicate-api-token',
    title: 'Replicate API token',
    provider: 'Replicate',
    severity: 'high',
    advice: 'Disable it at https://replicate.com/account/api-tokens.',
    prefixes: ['r8_'],
    body: [alphanumeric(37, 45)],
  }),
];
