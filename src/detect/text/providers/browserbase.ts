/** Browserbase: `bb_live_` and base64url. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const browserbaseRules = [
  prefixedToken({
    id: 'browserbase-api-key',
    title: 'Browserbase API key',
    provider: 'Browserbase',
    severity: 'high',
    advice: 'Regenerate it in the Browserbase settings.',
    prefixes: ['bb_live_'],
    body: [base64url(24, 40)],
  }),
];
