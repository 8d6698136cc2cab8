/** Block Protocol: `b10ck5.`, 32 and 36 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const blockProtocolRules = [
  prefixedToken({
    id: 'block-protocol-api-key',
    title: 'Block Protocol API key',
    provider: 'Block Protocol',
    severity: 'medium',
    advice: 'Revoke it on the page API keys of your account.',
    prefixes: ['b10ck5.'],
    body: [alphanumeric(32), '.', alphanumeric(36)],
  }),
];
