/** Cloudsmith: `csa_`, 30 hex digits and six base-62 digits; keys before that have no mark (builder-services.ts). */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, hex } from '../token-parts.ts';

export const cloudsmithRules = [
  prefixedToken({
    id: 'cloudsmith-token',
    title: 'Cloudsmith API key with prefix',
    provider: 'Cloudsmith',
    severity: 'critical',
    advice: 'Refresh it in the API settings of your user at Cloudsmith, and look at what was published with it.',
    prefixes: ['csa_'],
    body: [hex(30), alphanumeric(6)],
  }),
];
