/** Mapillary: client tokens are those of Meta's apps: `MLY|`, the number of the application, and 32 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { digits, hex } from '../token-parts.ts';

export const mapillaryRules = [
  prefixedToken({
    id: 'mapillary-client-token',
    title: 'Mapillary client token',
    provider: 'Mapillary',
    severity: 'low',
    advice: 'Pages show it where they must. Else delete the application in the developers’ dashboard of Mapillary.',
    prefixes: ['MLY|'],
    body: [digits(15, 17), '|', hex(32)],
  }),
];
