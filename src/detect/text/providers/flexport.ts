/** Flexport: `shltm_` and 40 characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const flexportRules = [
  prefixedToken({
    id: 'flexport-api-token',
    title: 'Flexport API token',
    provider: 'Flexport',
    severity: 'medium',
    advice: 'Delete the token in the Flexport portal (API tokens).',
    prefixes: ['shltm_'],
    body: [base64url(40)],
  }),
];
