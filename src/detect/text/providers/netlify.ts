/** Netlify: a prefix for each kind of token, and 36 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const netlifyRules = [
  prefixedToken({
    id: 'netlify-token',
    title: 'Netlify access token',
    provider: 'Netlify',
    severity: 'critical',
    advice: 'Delete it in the user settings (Applications, Personal access tokens).',
    prefixes: ['nfp_', 'nfc_', 'nfo_', 'nfu_', 'nfb_'],
    body: [alphanumeric(36)],
  }),
];
