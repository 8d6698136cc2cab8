/** Dynatrace (docs, "tokens and authentication"): `dt0`, the kind and two digits, a public id of 24 (OAuth clients: eight) characters, and a secret of 64. */
import { prefixedToken } from '../prefixed-token.ts';
import { upperAlphanumeric } from '../token-parts.ts';

export const dynatraceRules = [
  prefixedToken({
    id: 'dynatrace-api-token',
    title: 'Dynatrace API token',
    provider: 'Dynatrace',
    severity: 'high',
    advice: 'Delete it in Dynatrace (Access tokens, or OAuth clients of the account).',
    prefixes: ['dt0c01.', 'dt0a01.', 'dt0s01.', 'dt0s02.', 'dt0s03.', 'dt0s06.', 'dt0s08.', 'dt0s09.', 'dt0s16.'],
    body: [upperAlphanumeric(8, 24), '.', upperAlphanumeric(64)],
  }),
];
