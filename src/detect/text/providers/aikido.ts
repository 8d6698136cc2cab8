/** Aikido: `AIK_CI_` and base-62 digits for the CI, `AIK_SECRET_` and 64 of them for clients of its API, of which `AIK_CLIENT_` is the name. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';
import { isOfWords } from '../value-kind.ts';

export const aikidoRules = [
  prefixedToken({
    id: 'aikido-token',
    title: 'Aikido CI token',
    provider: 'Aikido',
    severity: 'medium',
    advice: 'Delete it in the Aikido settings (CI).',
    prefixes: ['AIK_CI_'],
    body: [alphanumeric(20, 80)],
    check: ({ body }) => (isOfWords(body) ? undefined : {}),
  }),
  prefixedToken({
    id: 'aikido-client-secret',
    title: 'Aikido client secret',
    provider: 'Aikido',
    severity: 'high',
    advice: 'Delete the client in the Aikido settings (Public REST API).',
    prefixes: ['AIK_SECRET_'],
    body: [alphanumeric(64)],
  }),
];
