/** Mercury (docs.mercury.com): `mercury_production_`, a kind, 40 to 50 base-62 digits, and its name backwards. */
import { prefixedToken } from '../prefixed-token.ts';
import { LOWER } from '../random-text.ts';
import { alphanumeric } from '../token-parts.ts';

const shared = {
  provider: 'Mercury',
  advice: 'Revoke it in Mercury (Settings, API tokens), and look at the payments that were made since.',
  body: [{ alphabet: LOWER, least: 3, most: 6 }, '_', alphanumeric(40, 50), '_yrucrem'],
};

export const mercuryRules = [
  prefixedToken({
    ...shared,
    id: 'mercury-api-token',
    title: 'Mercury API token',
    severity: 'critical',
    prefixes: ['mercury_production_'],
  }),
  prefixedToken({
    ...shared,
    id: 'mercury-sandbox-token',
    title: 'Mercury API token of the sandbox',
    severity: 'low',
    prefixes: ['mercury_sandbox_'],
  }),
];
