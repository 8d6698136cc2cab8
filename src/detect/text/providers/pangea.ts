/** Pangea: `pts_` and 32 base-32 digits in lower case, older ones 26. */
import { prefixedToken } from '../prefixed-token.ts';
import { BASE32 } from '../random-text.ts';
import { isDrawnLetters } from '../value-kind.ts';

export const pangeaRules = [
  prefixedToken({
    id: 'pangea-service-token',
    title: 'Pangea service token',
    provider: 'Pangea',
    severity: 'high',
    advice: 'Revoke it in the Pangea console (Tokens, of the project): it reads the vault and the audit log it is for.',
    prefixes: ['pts_'],
    body: [{ alphabet: BASE32.toLowerCase(), least: 26, most: 32 }],
    // Time stamps of films are `pts`, and one word of 26 letters has no digit.
    check: ({ body }) => (/[2-7]/.test(body) || isDrawnLetters(body) ? {} : undefined),
  }),
];
