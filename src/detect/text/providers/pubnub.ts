/** PubNub: `sec-c-` and base64 (secret key), `pub-c-` and `sub-c-` and a UUID, which apps carry. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64, lowerAlphanumeric } from '../token-parts.ts';

const shared = { provider: 'PubNub' } as const;

export const pubnubRules = [
  prefixedToken({
    ...shared,
    id: 'pubnub-secret-key',
    title: 'PubNub secret key',
    severity: 'high',
    advice: 'Add a new secret key to the keyset in the admin portal, then delete this one.',
    prefixes: ['sec-c-'],
    body: [base64(48, 60)],
  }),
  prefixedToken({
    ...shared,
    id: 'pubnub-key',
    title: 'PubNub publish or subscribe key',
    severity: 'low',
    advice: 'Apps carry such keys by design. Check whether the secret key is next to it, and turn on access control.',
    prefixes: ['pub-c-', 'sub-c-'],
    body: [
      lowerAlphanumeric(8),
      '-',
      lowerAlphanumeric(4),
      '-',
      lowerAlphanumeric(4),
      '-',
      lowerAlphanumeric(4),
      '-',
      lowerAlphanumeric(12),
    ],
  }),
];
