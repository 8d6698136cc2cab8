/** Open VSX: `ovsxp_` or `ovsxat_` and a UUID. Who has one publishes extensions of its namespace to every editor that asks this registry. */
import { prefixedToken } from '../prefixed-token.ts';
import { UUID } from '../token-parts.ts';

export const openVsxRules = [
  prefixedToken({
    id: 'open-vsx-token',
    title: 'Open VSX access token',
    provider: 'Open VSX',
    severity: 'critical',
    advice:
      'Delete it at https://open-vsx.org/user-settings/tokens, and look at which versions were published since it leaked.',
    prefixes: ['ovsxp_', 'ovsxat_'],
    body: UUID,
  }),
];
