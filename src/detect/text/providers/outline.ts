/** Outline: `ol_api_` and 38 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const outlineRules = [
  prefixedToken({
    id: 'outline-api-key',
    title: 'Outline API key',
    provider: 'Outline',
    severity: 'high',
    advice: 'Delete it in Outline (Settings, API & Apps): it reads and changes all that its user may.',
    prefixes: ['ol_api_'],
    body: [alphanumeric(38)],
  }),
];
