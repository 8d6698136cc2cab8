/** Pulumi: `pul-` and 40 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const pulumiRules = [
  prefixedToken({
    id: 'pulumi-access-token',
    title: 'Pulumi access token',
    provider: 'Pulumi',
    severity: 'critical',
    advice:
      'Delete it at https://app.pulumi.com/account/tokens, and change the secrets of the stacks that it could read.',
    prefixes: ['pul-'],
    body: [hex(40)],
  }),
];
