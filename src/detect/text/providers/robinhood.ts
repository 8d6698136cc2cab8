/** Robinhood Crypto: `rh-api-` and a UUID. Requests are signed with a key beside it. */
import { prefixedToken } from '../prefixed-token.ts';
import { UUID } from '../token-parts.ts';

export const robinhoodRules = [
  prefixedToken({
    id: 'robinhood-api-key',
    title: 'Robinhood Crypto API key',
    provider: 'Robinhood',
    severity: 'medium',
    advice: 'Delete it in the settings of crypto trading, and look whether its private key leaked too.',
    prefixes: ['rh-api-'],
    body: UUID,
  }),
];
