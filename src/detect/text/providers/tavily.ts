/** Tavily: `tvly-`, sometimes `dev-` or `prod-`, and 32 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, base64url } from '../token-parts.ts';

const shared = { provider: 'Tavily' } as const;

export const tavilyRules = [
  prefixedToken({
    ...shared,
    id: 'tavily-api-key',
    title: 'Tavily API key',
    severity: 'medium',
    advice: 'Delete it in the Tavily dashboard (API keys).',
    prefixes: ['tvly-'],
    body: [alphanumeric(32)],
  }),
  prefixedToken({
    ...shared,
    id: 'tavily-environment-key',
    title: 'Tavily API key of an environment',
    severity: 'medium',
    advice: 'Delete it in the Tavily dashboard (API keys).',
    prefixes: ['tvly-dev-', 'tvly-prod-'],
    body: [base64url(32, 64)],
  }),
];
