/** redirect.pizza: `rpa_` and 30 base-62 digits. RunPod's keys begin so too, and have 40 or more. */
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC } from '../random-text.ts';
import { alphanumeric } from '../token-parts.ts';

export const redirectPizzaRules = [
  prefixedToken({
    id: 'redirect-pizza-api-token',
    title: 'redirect.pizza API token',
    provider: 'redirect.pizza',
    severity: 'high',
    advice: 'Delete it in redirect.pizza (API): with it, the domains of its owner lead elsewhere.',
    prefixes: ['rpa_'],
    body: [alphanumeric(30)],
    check: inBothCasesWithoutWord,
    lookAlikes: (random) => ['rpa_RobotProcessAutomationServiceA', `rpa_${random.text(40, ALPHANUMERIC)}`],
  }),
];
