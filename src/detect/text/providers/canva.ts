/** Canva: the secret of a client of its Connect APIs is `cnvca` and 51 base64url characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const canvaRules = [
  prefixedToken({
    id: 'canva-client-secret',
    title: 'Canva client secret',
    provider: 'Canva',
    severity: 'high',
    advice: 'Generate a new secret for the integration in the developer portal of Canva (Configuration).',
    prefixes: ['cnvca'],
    body: [base64url(51)],
  }),
];
