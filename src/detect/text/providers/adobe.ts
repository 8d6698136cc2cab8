/** Adobe: client secrets of the developer console are `p8e-` and 32 characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const adobeRules = [
  prefixedToken({
    id: 'adobe-client-secret',
    title: 'Adobe OAuth client secret',
    provider: 'Adobe',
    severity: 'high',
    advice: 'Add a new secret to the credential in the developer console, then delete this one.',
    prefixes: ['p8e-'],
    body: [base64url(32)],
  }),
];
