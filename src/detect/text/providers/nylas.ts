/** Nylas: `nyk_` and 60 base-62 digits or more; `nyk_v0_` in version 3. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const nylasRules = [
  prefixedToken({
    id: 'nylas-api-key',
    title: 'Nylas API key',
    provider: 'Nylas',
    severity: 'high',
    advice: 'Delete it in the Nylas dashboard (API keys).',
    prefixes: ['nyk_v0_', 'nyk_'],
    body: [alphanumeric(60, 70)],
  }),
];
