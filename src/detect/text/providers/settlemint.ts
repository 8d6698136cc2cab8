/** SettleMint: `sm_`, the kind of token, and 16 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const settlemintRules = [
  prefixedToken({
    id: 'settlemint-access-token',
    title: 'SettleMint access token',
    provider: 'SettleMint',
    severity: 'high',
    advice: 'Delete it in the settings (Access tokens).',
    prefixes: ['sm_aat_', 'sm_pat_', 'sm_sat_'],
    body: [alphanumeric(16)],
  }),
];
