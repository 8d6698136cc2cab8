/** Pagar.me: `ak_live_` and 30 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

const shared = { provider: 'Pagar.me' } as const;

export const pagarmeRules = [
  prefixedToken({
    ...shared,
    id: 'pagarme-api-key',
    title: 'Pagar.me API key',
    severity: 'critical',
    advice: 'Change it in the Pagar.me dashboard (Settings, Keys).',
    prefixes: ['ak_live_'],
    body: [alphanumeric(30)],
  }),
  prefixedToken({
    ...shared,
    id: 'pagarme-test-key',
    title: 'Pagar.me API key (test)',
    severity: 'low',
    advice: 'It moves no money. Change it in the Pagar.me dashboard (Settings, Keys).',
    prefixes: ['ak_test_'],
    body: [alphanumeric(30)],
  }),
];
