/** Venice: what the key is for, in capitals, and base64url, 42 characters or more. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const veniceRules = [
  prefixedToken({
    id: 'venice-api-key',
    title: 'Venice API key',
    provider: 'Venice',
    severity: 'high',
    advice: 'Delete it in the Venice settings (API) and look at the usage; an admin key makes others.',
    prefixes: ['VENICE-INFERENCE-KEY-', 'VENICE-ADMIN-KEY-'],
    body: [base64url(40, 64)],
  }),
];
