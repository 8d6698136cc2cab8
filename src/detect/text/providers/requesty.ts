/** Requesty: `rqsty-sk-` and base64 of 80 bytes. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64 } from '../token-parts.ts';

export const requestyRules = [
  prefixedToken({
    id: 'requesty-api-key',
    title: 'Requesty API key',
    provider: 'Requesty',
    severity: 'high',
    advice: 'Delete it in Requesty (API Keys), and look at what was spent with it.',
    prefixes: ['rqsty-sk-'],
    body: [base64(107)],
  }),
];
