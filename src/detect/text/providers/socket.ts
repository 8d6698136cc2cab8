/** Socket: `sktsec_`, base62 and `_api` behind. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const socketRules = [
  prefixedToken({
    id: 'socket-api-token',
    title: 'Socket API token',
    provider: 'Socket',
    severity: 'medium',
    advice: 'Rotate it in the Socket dashboard (Settings, API tokens).',
    prefixes: ['sktsec_'],
    body: [base64url(40, 80), '_api'],
  }),
];
