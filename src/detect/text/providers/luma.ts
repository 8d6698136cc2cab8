/** Luma: `luma-` and two UUIDs. */
import { prefixedToken } from '../prefixed-token.ts';
import { UUID } from '../token-parts.ts';

export const lumaRules = [
  prefixedToken({
    id: 'luma-api-key',
    title: 'Luma API key',
    provider: 'Luma',
    severity: 'high',
    advice: 'Delete it in the Luma dashboard (API keys): it spends the credits of its owner.',
    prefixes: ['luma-'],
    body: [...UUID, '-', ...UUID],
  }),
];
