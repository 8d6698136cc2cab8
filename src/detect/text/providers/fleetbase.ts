/** Fleetbase: `flb_live_` or `flb_test_` and 20 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const fleetbaseRules = [
  prefixedToken({
    id: 'fleetbase-api-key',
    title: 'Fleetbase API key',
    provider: 'Fleetbase',
    severity: 'medium',
    advice: 'Roll the key in the Fleetbase console (Developers, API keys).',
    prefixes: ['flb_live_', 'flb_test_'],
    body: [alphanumeric(20)],
  }),
];
