/** 42 Intra: `u-s4t2ud-` (id) and `s-s4t2ud-` (secret), then 64 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const intra42Rules = [
  prefixedToken({
    id: 'intra42-client-secret',
    title: '42 Intra client secret',
    provider: '42',
    severity: 'medium',
    advice: 'Regenerate the secret in the settings of the application.',
    prefixes: ['s-s4t2ud-', 's-s4t2af-'],
    body: [hex(64)],
  }),
];
