/** Voyage AI: `pa-` and 43 base64url characters. */
import { inBothCases, prefixedToken } from './prefixed-token.ts';
import { base64url } from './token-parts.ts';

export const voyageRules = [
  prefixedToken({
    id: 'voyage-api-key',
    title: 'Voyage AI API key',
    provider: 'Voyage AI',
    severity: 'medium',
    advice: 'Delete it in the Voyage dashboard (API keys).',
    prefixes: ['pa-'],
    body: [base64url(43)],
    check: inBothCases,
  }),
];
