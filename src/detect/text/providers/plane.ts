/** Plane: `plane_api_` and a UUID without dashes (`generate_token` in plane/db/models/api.py). */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const planeRules = [
  prefixedToken({
    id: 'plane-api-token',
    title: 'Plane API token',
    provider: 'Plane',
    severity: 'high',
    advice: 'Delete it in Plane (Profile settings, Personal Access Tokens).',
    prefixes: ['plane_api_'],
    body: [hex(32)],
  }),
];
