/** Anyscale: `aph0_` (platform), `esecret_` (endpoints), each with base-62 digits behind it. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const anyscaleRules = [
  prefixedToken({
    id: 'anyscale-api-key',
    title: 'Anyscale API key',
    provider: 'Anyscale',
    severity: 'high',
    advice: 'Delete it in the Anyscale console (API keys).',
    prefixes: ['aph0_', 'esecret_'],
    body: [alphanumeric(24, 64)],
  }),
];
