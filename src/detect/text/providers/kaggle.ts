/** Kaggle since 2025: `KGAT_` and 32 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const kaggleRules = [
  prefixedToken({
    id: 'kaggle-api-token',
    title: 'Kaggle API token',
    provider: 'Kaggle',
    severity: 'high',
    advice: 'Revoke it in the Kaggle settings (API tokens).',
    prefixes: ['KGAT_'],
    body: [hex(32)],
  }),
];
