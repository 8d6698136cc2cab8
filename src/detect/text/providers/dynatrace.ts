/** Dynatrace (docs, "tokens and authentication"): `dt0`, the kind and two digits, a public id of 24 (OAuth clients: eight) characters, and a secret of 64. */
import { prefixed } from '../example.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { DIGITS, UPPER } from '../random-text.ts';
import { alphanumeric } from '../token-parts.ts';

export const dynatraceRules = [
  prefixedToken({
    id: 'dynatrace-api-token',
    title: 'Dynatrace API token',
    provider: 'Dynatrace',
    severity: 'high',
    advice: 'Delete it in Dynatrace (Access tokens, or OAuth clients of the account).',
    prefixes: ['dt0c01.', 'dt0a01.', 'dt0s01.', 'dt0s02.', 'dt0s03.', 'dt0s06.', 'dt0s08.', 'dt0s09.', 'dt0s16.'],
    body: [alphanumeric(8, 24), '.', alphanumeric(64)],
    // Issued ones have capital letters.
    check: ({ body }) => (/[a-z]/.test(body) ? { confidence: 'low' } : {}),
    examples: (random) => {
      const [id, key] = [random.text(24, DIGITS + UPPER), random.text(64, DIGITS + UPPER)];
      const small = `${id}.${key}`.toLowerCase();
      return [
        prefixed('dt0c01.', `${id}.${key}`),
        prefixed('dt0s02.', `${id.slice(16)}.${key}`),
        prefixed('dt0c01.', small, { confidence: 'low' }),
      ];
    },
  }),
];
