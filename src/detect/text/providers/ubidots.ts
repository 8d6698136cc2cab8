/** Ubidots: `BBFF-` and 30 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const ubidotsRules = [
  prefixedToken({
    id: 'ubidots-token',
    title: 'Ubidots API key or token',
    provider: 'Ubidots',
    severity: 'medium',
    advice: 'Delete it in the Ubidots profile (API credentials).',
    prefixes: ['BBFF-'],
    body: [alphanumeric(30)],
  }),
];
