/** Arcjet: `ajkey_` and a TypeID, 26 digits of Crockford's base32 in lower case. */
import { prefixedToken } from '../prefixed-token.ts';
import { lowerAlphanumeric } from '../token-parts.ts';

export const arcjetRules = [
  prefixedToken({
    id: 'arcjet-key',
    title: 'Arcjet site key',
    provider: 'Arcjet',
    severity: 'medium',
    advice:
      'Rotate it in the Arcjet dashboard (SDK configuration of the site): with it, others use up and blur your decisions.',
    prefixes: ['ajkey_'],
    body: [lowerAlphanumeric(26)],
  }),
];
