/** HeyGen: `sk_V2_hgu_`, 11 base-62 digits, `_` and 32 of them. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const heygenRules = [
  prefixedToken({
    id: 'heygen-api-key',
    title: 'HeyGen API key',
    provider: 'HeyGen',
    severity: 'high',
    advice: 'Replace it in HeyGen (Settings, API): it spends the credits of the account.',
    prefixes: ['sk_V2_hgu_'],
    body: [alphanumeric(11), '_', alphanumeric(32)],
  }),
];
