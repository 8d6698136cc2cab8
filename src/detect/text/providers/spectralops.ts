/** SpectralOps (Check Point): `spu-` and 32 hex digits, as a word or as the user of the address that is its DSN. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const spectralopsRules = [
  prefixedToken({
    id: 'spectralops-api-key',
    title: 'SpectralOps API key',
    provider: 'SpectralOps',
    severity: 'high',
    advice: 'Regenerate it in the settings of the team at SpectralOps: it tells which secrets were found where.',
    prefixes: ['spu-'],
    body: [hex(32)],
    edges: { before: /[A-Za-z0-9_-]/, after: /[A-Za-z0-9_-]/ },
  }),
];
