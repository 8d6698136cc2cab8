/** QuickNode: keys of the console API are `QN_` and 32 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const quicknodeRules = [
  prefixedToken({
    id: 'quicknode-api-key',
    title: 'QuickNode console API key',
    provider: 'QuickNode',
    severity: 'high',
    advice: 'Delete it in the dashboard of QuickNode (API keys), and look at the endpoints that it may have made.',
    prefixes: ['QN_'],
    body: [hex(32)],
  }),
];
