/** GC Notify (Canadian Digital Service): `gcntfy-`, the name of the key, the UUID of the service and that of the secret. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url, UUID } from '../token-parts.ts';

export const gcNotifyRules = [
  prefixedToken({
    id: 'gc-notify-api-key',
    title: 'GC Notify API key',
    provider: 'GC Notify',
    severity: 'high',
    advice: 'Revoke it in GC Notify (API integration, API keys): it sends messages in the name of the service.',
    prefixes: ['gcntfy-'],
    body: [base64url(1, 100), '-', ...UUID, '-', ...UUID],
  }),
];
