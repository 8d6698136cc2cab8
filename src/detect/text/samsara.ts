/** Samsara: `samsara_api_` and 26 to 32 base-62 digits. */
import { prefixedToken } from './prefixed-token.ts';
import { alphanumeric } from './token-parts.ts';

export const samsaraRules = [
  prefixedToken({
    id: 'samsara-api-token',
    title: 'Samsara API token',
    provider: 'Samsara',
    severity: 'high',
    advice: 'Delete it in Samsara (Settings, API tokens): it tells where each vehicle is.',
    prefixes: ['samsara_api_'],
    body: [alphanumeric(26, 32)],
    check: ({ body }) => (/[0-9]/.test(body) ? {} : undefined),
  }),
];
