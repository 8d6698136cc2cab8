/** Creem: `creem_`, of its test mode `creem_test_`, and a UUID in base 58 or 62, which is 20 to 22 digits. */
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

// In code, names begin so, too: `creem_subscriptioncanceled`.
const shared = { provider: 'Creem', check: inBothCasesWithoutWord } as const;
const ADVICE =
  'Roll it in the Creem dashboard (Developers, API keys) and look at checkouts and refunds since it leaked.';

export const creemRules = [
  prefixedToken({
    ...shared,
    id: 'creem-api-key',
    title: 'Creem API key',
    severity: 'critical',
    advice: ADVICE,
    prefixes: ['creem_'],
    body: [alphanumeric(20, 22)],
  }),
  prefixedToken({
    ...shared,
    id: 'creem-test-key',
    title: 'Creem API key of the test mode',
    severity: 'low',
    advice: `It moves no money. ${ADVICE}`,
    prefixes: ['creem_test_'],
    body: [alphanumeric(20, 22)],
  }),
];
