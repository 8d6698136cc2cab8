/** Mintlify: `mint_`, for the assistant `mint_dsc_`, and base-62 digits. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const mintlifyRules = [
  prefixedToken({
    id: 'mintlify-api-key',
    title: 'Mintlify API key',
    provider: 'Mintlify',
    severity: 'medium',
    advice: 'Delete it under API keys of the Mintlify dashboard.',
    prefixes: ['mint_dsc_', 'mint_'],
    body: [alphanumeric(24, 44)],
    check: inBothCases,
  }),
];
