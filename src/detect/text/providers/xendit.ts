/** Xendit (docs.xendit.co): `xnd_production_` or `xnd_development_` and some 60 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

const shared = {
  provider: 'Xendit',
  advice: 'Delete it in the Xendit dashboard (Settings, API keys): it reads balances and pays out.',
  body: [alphanumeric(50, 72)],
};

export const xenditRules = [
  prefixedToken({
    ...shared,
    id: 'xendit-secret-key',
    title: 'Xendit secret key',
    severity: 'critical',
    prefixes: ['xnd_production_'],
  }),
  prefixedToken({
    ...shared,
    id: 'xendit-development-key',
    title: 'Xendit secret key of test mode',
    severity: 'low',
    prefixes: ['xnd_development_'],
  }),
];
