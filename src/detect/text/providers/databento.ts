/** Databento: `db-` and 29 base-62 digits. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const databentoRules = [
  prefixedToken({
    id: 'databento-api-key',
    title: 'Databento API key',
    provider: 'Databento',
    severity: 'medium',
    advice: 'Revoke it in the Databento portal (API keys).',
    prefixes: ['db-'],
    body: [alphanumeric(29)],
    check: inBothCases,
  }),
];
