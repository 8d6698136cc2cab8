/** LangSmith: `lsv2_pt_` (a person) or `lsv2_sk_` (a service), 32 hex digits, `_` and ten. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const langsmithRules = [
  prefixedToken({
    id: 'langsmith-api-key',
    title: 'LangSmith API key',
    provider: 'LangSmith',
    severity: 'high',
    advice: 'Delete it in the LangSmith settings (API keys).',
    prefixes: ['lsv2_pt_', 'lsv2_sk_'],
    body: [hex(32), '_', hex(10)],
  }),
];
