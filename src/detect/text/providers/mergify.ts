/** Mergify: `mergify_application_key_` and base64url. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const mergifyRules = [
  prefixedToken({
    id: 'mergify-application-key',
    title: 'Mergify application key',
    provider: 'Mergify',
    severity: 'high',
    advice: 'Delete it in the Mergify dashboard (API keys).',
    prefixes: ['mergify_application_key_'],
    body: [base64url(48, 80)],
  }),
];
