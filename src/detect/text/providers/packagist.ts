/** Packagist: `packagist_`, the kind of token, and 68 hex digits; of the API, a key of 28 and a secret of 64. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

const shared = { provider: 'Packagist', severity: 'high' } as const;

export const packagistRules = [
  prefixedToken({
    ...shared,
    id: 'packagist-token',
    title: 'Packagist API token',
    advice: 'Delete it in the settings of the organization or of the profile (API access, Authentication tokens).',
    prefixes: ['packagist_ort_', 'packagist_out_', 'packagist_urt_', 'packagist_uut_', 'packagist_cut_'],
    body: [hex(68)],
  }),
  prefixedToken({
    ...shared,
    id: 'packagist-api-credential',
    title: 'Packagist API key or secret',
    advice: 'Delete the API credentials in the settings of the organization (API access).',
    prefixes: ['packagist_ack_', 'packagist_acs_'],
    body: [hex(28, 96)],
  }),
];
