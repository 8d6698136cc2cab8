/** ReadMe: `rdme_` and 70 lower-case letters and digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { lowerAlphanumeric } from '../token-parts.ts';

export const readmeIoRules = [
  prefixedToken({
    id: 'readme-api-key',
    title: 'ReadMe API key',
    provider: 'ReadMe',
    severity: 'high',
    advice: 'Delete it in the ReadMe dashboard (API keys).',
    prefixes: ['rdme_'],
    body: [lowerAlphanumeric(70, 72)],
  }),
];
