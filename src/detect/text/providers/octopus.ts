/** Octopus Deploy: `API-` and 25 or more upper-case letters and digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { upperAlphanumeric } from '../token-parts.ts';

export const octopusRules = [
  prefixedToken({
    id: 'octopus-api-key',
    title: 'Octopus Deploy API key',
    provider: 'Octopus Deploy',
    severity: 'critical',
    advice: 'Revoke it in the profile of the user (My API keys).',
    prefixes: ['API-'],
    body: [upperAlphanumeric(25, 34)],
    check: ({ body }) => (/[0-9]/.test(body) && /[A-Z]/.test(body) ? {} : undefined),
  }),
];
