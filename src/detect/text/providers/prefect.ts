/** Prefect: `pnu_` (a person) or `pnb_` (a service account), and 36 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const prefectRules = [
  prefixedToken({
    id: 'prefect-api-key',
    title: 'Prefect API key',
    provider: 'Prefect',
    severity: 'high',
    advice: 'Delete it in Prefect Cloud (API keys, or Service accounts).',
    prefixes: ['pnu_', 'pnb_'],
    body: [alphanumeric(36)],
  }),
];
