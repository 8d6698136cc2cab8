/** ConfigCat: an SDK key is `configcat-sdk-1/` and two runs of 22 base64url characters, of the product's configuration and of the environment. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const configcatRules = [
  prefixedToken({
    id: 'configcat-sdk-key',
    title: 'ConfigCat SDK key',
    provider: 'ConfigCat',
    // It reads feature flags and cannot change them.
    severity: 'low',
    advice: 'Revoke it in the dashboard (SDK keys) if who has it may not know of your feature flags.',
    prefixes: ['configcat-sdk-1/'],
    body: [base64url(22), '/', base64url(22)],
  }),
];
