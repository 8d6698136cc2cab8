/** Samsara: `samsara_api_` and 26 to 32 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC } from '../random-text.ts';
import { alphanumeric } from '../token-parts.ts';
import { isDrawnLetters, isOfWords } from '../value-kind.ts';

export const samsaraRules = [
  prefixedToken({
    id: 'samsara-api-token',
    title: 'Samsara API token',
    provider: 'Samsara',
    severity: 'high',
    advice: 'Delete it in Samsara (Settings, API tokens): it tells where each vehicle is.',
    prefixes: ['samsara_api_'],
    body: [alphanumeric(26, 32)],
    // Its functions have names, too.
    check: ({ body }) => ((/[0-9]/.test(body) || isDrawnLetters(body)) && !isOfWords(body) ? {} : undefined),
    lookAlikes: (random) => [
      'samsara_api_getFleetVehiclesLocations2',
      `samsara_api_${random.text(25, ALPHANUMERIC)}`,
      `samsara_api_${random.text(40, ALPHANUMERIC)}`,
    ],
  }),
];
