/** Weblate: `wlu_` for a user, `wlp_` for a project, and 36 base-62 digits (weblate/utils/token.py). */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const weblateRules = [
  prefixedToken({
    id: 'weblate-token',
    title: 'Weblate API token',
    provider: 'Weblate',
    severity: 'high',
    advice:
      'Regenerate it in Weblate (API access of your profile, or of the project): it changes translations, and so what is built.',
    prefixes: ['wlu_', 'wlp_'],
    body: [alphanumeric(36)],
  }),
];
