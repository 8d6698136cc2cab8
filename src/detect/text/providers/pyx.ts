/** pyx, the registry of Astral: `sk-pyx-` for users and `tp-pyx-` for trusted publishing. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const pyxRules = [
  prefixedToken({
    id: 'pyx-token',
    title: 'pyx token',
    provider: 'pyx',
    severity: 'high',
    advice: 'Revoke it in the settings of pyx, and look at what was published since.',
    prefixes: ['sk-pyx-', 'tp-pyx-'],
    body: [alphanumeric(46, 64)],
  }),
];
