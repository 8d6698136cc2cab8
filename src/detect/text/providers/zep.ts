/** Zep: `z_1`, base64url of JSON with the id of the project, a dot, and a signature of 64 bytes. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const zepRules = [
  prefixedToken({
    id: 'zep-api-key',
    title: 'Zep API key',
    provider: 'Zep',
    severity: 'high',
    advice: 'Delete it in Zep (settings of the project): it reads what agents remember of their users.',
    // The prefix and the base64 of `{"uuid":"`, shifted by it.
    prefixes: ['z_1dWlkIjoi'],
    body: [base64url(40, 80), '.', base64url(86)],
  }),
];
