/** Telnyx: `KEY0` and 54 characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const telnyxRules = [
  prefixedToken({
    id: 'telnyx-api-key',
    title: 'Telnyx API key',
    provider: 'Telnyx',
    severity: 'high',
    advice: 'Delete it in the Telnyx portal (API keys).',
    prefixes: ['KEY0'],
    body: [base64url(50, 56)],
  }),
];
