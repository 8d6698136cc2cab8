/** Lichess: `lip_` and 20 base-62 digits for personal tokens. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const lichessRules = [
  prefixedToken({
    id: 'lichess-token',
    title: 'Lichess personal API token',
    provider: 'Lichess',
    severity: 'medium',
    advice: 'Revoke it at lichess.org/account/oauth/token.',
    prefixes: ['lip_'],
    body: [alphanumeric(20)],
    check: inBothCases,
  }),
];
