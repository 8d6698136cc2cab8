/** BitGo: access tokens are `v2x` and 64 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const bitgoRules = [
  prefixedToken({
    id: 'bitgo-access-token',
    title: 'BitGo access token',
    provider: 'BitGo',
    severity: 'critical',
    advice: 'Delete it in the developer options of your user at BitGo: as its scopes say, it spends from wallets.',
    prefixes: ['v2x'],
    body: [hex(64)],
  }),
];
