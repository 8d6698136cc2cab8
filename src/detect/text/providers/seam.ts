/** Seam: `seam_`, a short token of 8 base-62 digits by which it is told apart, `_`, and a long one of 24, of which Seam keeps a hash. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const seamRules = [
  prefixedToken({
    id: 'seam-api-key',
    title: 'Seam API key',
    provider: 'Seam',
    severity: 'critical',
    advice: 'Delete it in the Seam console (Developer, API keys), and look at the locks: it opens doors.',
    prefixes: ['seam_'],
    body: [alphanumeric(8, 9), '_', alphanumeric(22, 26)],
    // Of a sandbox, whose devices are made up.
    check: ({ body }) => (body.startsWith('test') ? { severity: 'low' } : {}),
  }),
];
