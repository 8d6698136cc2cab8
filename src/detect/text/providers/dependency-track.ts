/** Dependency-Track: `odt_` and 32 base-62 digits, since 4.13 an id of eight before them. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const dependencyTrackRules = [
  prefixedToken({
    id: 'dependency-track-api-key',
    title: 'Dependency-Track API key',
    provider: 'Dependency-Track',
    severity: 'high',
    advice: 'Delete the key of the team (Administration, Access management, Teams).',
    prefixes: ['odt_'],
    body: [alphanumeric(32, 41)],
  }),
];
