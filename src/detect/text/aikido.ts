/** Aikido: `AIK_CI_` and 64 base-62 digits; `AIK_CLIENT_` and others for clients. */
import { prefixedToken } from './prefixed-token.ts';
import { alphanumeric } from './token-parts.ts';

export const aikidoRules = [
  prefixedToken({
    id: 'aikido-token',
    title: 'Aikido CI token',
    provider: 'Aikido',
    severity: 'medium',
    advice: 'Delete it in the Aikido settings (CI).',
    prefixes: ['AIK_CI_'],
    body: [alphanumeric(40, 80)],
  }),
];
