/** Aiven: passwords of its services are `AVNS_` and 19 base64url characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const aivenRules = [
  prefixedToken({
    id: 'aiven-service-password',
    title: 'Password of an Aiven service',
    provider: 'Aiven',
    severity: 'high',
    advice: 'Reset the password of the user in the Aiven console (Users of the service).',
    prefixes: ['AVNS_'],
    body: [base64url(19)],
  }),
];
