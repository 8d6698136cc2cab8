/** CockroachDB Cloud: `CCDB1_`, an id of 22 base-62 digits, `_` and a secret of 40. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const cockroachRules = [
  prefixedToken({
    id: 'cockroachdb-api-key',
    title: 'CockroachDB Cloud API key',
    provider: 'CockroachDB',
    severity: 'critical',
    advice: 'Delete the key of the service account in the CockroachDB Cloud console (Access management).',
    prefixes: ['CCDB1_'],
    body: [alphanumeric(22), '_', alphanumeric(40)],
  }),
];
