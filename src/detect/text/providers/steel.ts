/** Steel (browsers for agents): `ste-` and 99 base-62 digits. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const steelRules = [
  prefixedToken({
    id: 'steel-api-key',
    title: 'Steel API key',
    provider: 'Steel',
    severity: 'high',
    advice: 'Delete it in the Steel dashboard (API keys): it opens browsers with the sessions of its owner.',
    prefixes: ['ste-'],
    isDelimited: true,
    body: [alphanumeric(99)],
    check: inBothCases,
  }),
];
