/** Riot Games: `RGAPI-` and a UUID. */
import { prefixedToken } from '../prefixed-token.ts';
import { lowerAlphanumeric } from '../token-parts.ts';

export const riotRules = [
  prefixedToken({
    id: 'riot-api-key',
    title: 'Riot Games API key',
    provider: 'Riot Games',
    severity: 'medium',
    advice: 'Regenerate it in the developer portal.',
    prefixes: ['RGAPI-'],
    body: [
      lowerAlphanumeric(8),
      '-',
      lowerAlphanumeric(4),
      '-',
      lowerAlphanumeric(4),
      '-',
      lowerAlphanumeric(4),
      '-',
      lowerAlphanumeric(12),
    ],
  }),
];
