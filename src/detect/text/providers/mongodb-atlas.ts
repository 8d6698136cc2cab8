/** MongoDB Atlas: secrets of service accounts are `mdb_sa_sk_` and 40 base64url characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const mongodbAtlasRules = [
  prefixedToken({
    id: 'mongodb-atlas-secret',
    title: 'MongoDB Atlas service account secret',
    provider: 'MongoDB Atlas',
    severity: 'critical',
    advice: 'Generate a new secret for the service account in the Atlas settings (Applications), then revoke this one.',
    prefixes: ['mdb_sa_sk_'],
    body: [base64url(40)],
  }),
];
