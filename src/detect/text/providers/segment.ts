/** Segment: tokens of the public API are `sgp_` and 64 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const segmentRules = [
  prefixedToken({
    id: 'segment-public-api-token',
    title: 'Segment public API token',
    provider: 'Segment',
    severity: 'high',
    advice: 'Delete it in the settings of the workspace (Access management, Tokens).',
    prefixes: ['sgp_'],
    body: [alphanumeric(64)],
  }),
];
