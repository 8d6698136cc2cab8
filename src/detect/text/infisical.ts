/** Infisical: service tokens are `st.`, an id of 24 hex digits, and two runs of 32. */
import { prefixedToken } from './prefixed-token.ts';
import { hex } from './token-parts.ts';

export const infisicalRules = [
  prefixedToken({
    id: 'infisical-service-token',
    title: 'Infisical service token',
    provider: 'Infisical',
    severity: 'critical',
    advice:
      'Delete it in the settings of the project (Access control, Service tokens), and change the secrets that it could read.',
    prefixes: ['st.'],
    body: [hex(24), '.', hex(32), '.', hex(32)],
  }),
];
