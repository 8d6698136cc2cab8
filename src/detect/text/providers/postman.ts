/** Postman: `PMAK-`, 24 hex digits, a dash, and 34; `PMAT-` (access key of a collection) and 26 characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex, upperAlphanumeric } from '../token-parts.ts';

const shared = { provider: 'Postman' } as const;

export const postmanRules = [
  prefixedToken({
    ...shared,
    id: 'postman-api-key',
    title: 'Postman API key',
    severity: 'high',
    advice: 'Delete it in the Postman settings (API keys), and look through the environments that it could read.',
    prefixes: ['PMAK-'],
    body: [hex(24), '-', hex(34)],
  }),
  prefixedToken({
    ...shared,
    id: 'postman-collection-key',
    title: 'Postman collection access key',
    severity: 'medium',
    advice: 'Revoke it in the Postman settings (Collection access keys).',
    prefixes: ['PMAT-'],
    body: [upperAlphanumeric(26)],
  }),
];
