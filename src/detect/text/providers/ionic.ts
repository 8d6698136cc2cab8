/** Ionic: `ion_` and 42 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const ionicRules = [
  prefixedToken({
    id: 'ionic-token',
    title: 'Ionic personal access token',
    provider: 'Ionic',
    severity: 'high',
    advice: 'Revoke it in the Ionic dashboard (Settings, Personal access tokens).',
    prefixes: ['ion_'],
    isDelimited: true,
    body: [alphanumeric(42)],
  }),
];
