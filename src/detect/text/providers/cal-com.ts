/** Cal.com: `cal_live_` and 32 digits, of hex so far. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const calComRules = [
  prefixedToken({
    id: 'cal-com-api-key',
    title: 'Cal.com API key',
    provider: 'Cal.com',
    severity: 'high',
    advice: 'Delete it under Settings, Developer, API keys of Cal.com: it reads and books as its owner.',
    prefixes: ['cal_live_'],
    body: [hex(32)],
  }),
];
