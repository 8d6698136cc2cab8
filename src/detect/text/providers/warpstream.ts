/** WarpStream: the secret of an agent key or an application key is `aks_` and 64 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const warpstreamRules = [
  prefixedToken({
    id: 'warpstream-api-key',
    title: 'WarpStream API key',
    provider: 'WarpStream',
    severity: 'critical',
    advice: 'Delete it in the WarpStream console (API keys): an agent that has it joins the cluster.',
    prefixes: ['aks_'],
    body: [hex(64)],
  }),
];
