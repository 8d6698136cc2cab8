/** You.com: `ydc-sk-`, 16 hex digits, 32 letters and digits, and 8 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, hex } from '../token-parts.ts';

export const youComRules = [
  prefixedToken({
    id: 'you-com-api-key',
    title: 'You.com API key',
    provider: 'You.com',
    severity: 'high',
    advice:
      'Delete it on the You.com platform (API keys), and look at its usage: it spends the credits of its account.',
    prefixes: ['ydc-sk-'],
    body: [hex(16), '-', alphanumeric(32), '-', hex(8)],
  }),
];
