/** Intercom: access tokens are base64 of `tok:`, a UUID with underscores and three more characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64 } from '../token-parts.ts';

export const intercomRules = [
  prefixedToken({
    id: 'intercom-access-token',
    title: 'Intercom access token',
    provider: 'Intercom',
    severity: 'high',
    advice: 'Reset it in the developer hub (Authentication of the app).',
    prefixes: ['dG9rO'],
    body: [base64(54), '='],
    edges: { before: /[A-Za-z0-9+/_-]/ },
  }),
];
