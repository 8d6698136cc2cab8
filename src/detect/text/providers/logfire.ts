/** Pydantic Logfire: `pylf_v1_`, the region, `_`, and 43 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const logfireRules = [
  prefixedToken({
    id: 'logfire-token',
    title: 'Logfire token',
    provider: 'Logfire',
    severity: 'medium',
    advice: 'Delete it in the Logfire settings (Write tokens, Read tokens).',
    prefixes: ['pylf_v1_us_', 'pylf_v1_eu_'],
    body: [alphanumeric(43, 48)],
  }),
];
