/** Builder.io: `bpk-` and 32 hex digits for keys that write; keys that read are public. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const builderIoRules = [
  prefixedToken({
    id: 'builder-io-private-key',
    title: 'Builder.io private key',
    provider: 'Builder.io',
    severity: 'high',
    advice: 'Revoke it under Settings, Private keys of the space, and look at what was published since.',
    prefixes: ['bpk-'],
    body: [hex(32)],
  }),
];
