/** Windsurf: `sk-ws-01-` and 94 base64url characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const windsurfRules = [
  prefixedToken({
    id: 'windsurf-api-key',
    title: 'Windsurf API key',
    provider: 'Windsurf',
    severity: 'high',
    advice: 'Sign out of Windsurf and in again, which makes a new key; it spends the credits of its owner.',
    prefixes: ['sk-ws-01-'],
    body: [base64url(86, 110)],
  }),
];
