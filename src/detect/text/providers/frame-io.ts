/** Frame.io: `fio-u-` and 64 base64url characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const frameIoRules = [
  prefixedToken({
    id: 'frame-io-token',
    title: 'Frame.io developer token',
    provider: 'Frame.io',
    severity: 'high',
    advice: 'Delete it in the Frame.io developer site (Developer tokens).',
    prefixes: ['fio-u-'],
    body: [base64url(60, 72)],
  }),
];
