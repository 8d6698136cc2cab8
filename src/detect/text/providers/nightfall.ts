/** Nightfall: `NF-` and 32 letters and digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';
import { isDrawnLetters, isMostlyWords } from '../value-kind.ts';

export const nightfallRules = [
  prefixedToken({
    id: 'nightfall-api-key',
    title: 'Nightfall API key',
    provider: 'Nightfall',
    severity: 'medium',
    advice: 'Delete it in the Nightfall dashboard (API keys).',
    prefixes: ['NF-'],
    body: [alphanumeric(32)],
    check: ({ body }) =>
      (/[0-9]/.test(body) || isDrawnLetters(body)) && /[A-Za-z]/.test(body) && !isMostlyWords(body) ? {} : undefined,
  }),
];
