/** Packagist: `packagist_`, the kind of token, and 68 hex digits. */
import { prefixedToken } from './prefixed-token.ts';
import { hex } from './token-parts.ts';

export const packagistRules = [
  prefixedToken({
    id: 'packagist-token',
    title: 'Packagist API token',
    provider: 'Packagist',
    severity: 'high',
    advice: 'Delete it in the settings of the organization or of the profile (API access, Authentication tokens).',
    prefixes: ['packagist_ort_', 'packagist_out_', 'packagist_urt_', 'packagist_uut_'],
    body: [hex(68)],
  }),
];
