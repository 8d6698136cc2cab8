/** Phase: tokens of services and users are a version and four numbers of 64 hex digits, two of which are keys. */
import { prefixedToken } from '../prefixed-token.ts';
import { digits, hex } from '../token-parts.ts';

export const phaseRules = [
  prefixedToken({
    id: 'phase-token',
    title: 'Phase token of a service or a user',
    provider: 'Phase',
    severity: 'critical',
    advice: 'Delete it in the Phase console (Access Control), and replace the secrets that it could read.',
    prefixes: ['pss_service:v', 'pss_user:v'],
    body: [digits(1), ':', hex(64), ':', hex(64), ':', hex(64), ':', hex(64)],
  }),
];
