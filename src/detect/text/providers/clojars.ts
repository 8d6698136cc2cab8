/** Clojars: `CLOJARS_` and 60 lower-case letters and digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { lowerAlphanumeric } from '../token-parts.ts';

export const clojarsRules = [
  prefixedToken({
    id: 'clojars-deploy-token',
    title: 'Clojars deploy token',
    provider: 'Clojars',
    severity: 'critical',
    advice:
      'Delete it at the deploy tokens page of the account, and compare the published versions with your releases.',
    prefixes: ['CLOJARS_'],
    body: [lowerAlphanumeric(60)],
  }),
];
