/** Together AI: `tgp_v1_` and 43 base64url characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const togetherRules = [
  prefixedToken({
    id: 'together-api-key',
    title: 'Together AI API key',
    provider: 'Together AI',
    severity: 'high',
    advice: 'Delete it in the Together settings (API keys).',
    prefixes: ['tgp_v1_'],
    body: [base64url(43)],
  }),
];
