/** Retool: `retool_01` and 24 more digits of a ULID, Crockford base 32 in lower case. */
import { prefixedToken } from '../prefixed-token.ts';
import { lowerAlphanumeric } from '../token-parts.ts';

export const retoolRules = [
  prefixedToken({
    id: 'retool-access-token',
    title: 'Retool access token',
    provider: 'Retool',
    severity: 'high',
    advice:
      'Revoke it in the settings of the organization (API): it manages users and apps, or runs workflows and RPC, within its scopes.',
    prefixes: ['retool_01'],
    body: [lowerAlphanumeric(24)],
  }),
];
