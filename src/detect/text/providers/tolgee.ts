/** Tolgee: `tgpak_` (a project) or `tgpat_` (a user) and base32 in lower case, as `ApiKey` and `Pat` of tolgee-platform encode it. */
import { prefixedToken } from '../prefixed-token.ts';
import { lowerAlphanumeric } from '../token-parts.ts';

export const tolgeeRules = [
  prefixedToken({
    id: 'tolgee-api-key',
    title: 'Tolgee API key',
    provider: 'Tolgee',
    severity: 'medium',
    advice:
      'Delete it in Tolgee (Project API keys, Personal access tokens). Only keys for development may change translations: none belongs into what is shipped.',
    prefixes: ['tgpak_', 'tgpat_'],
    body: [lowerAlphanumeric(44, 64)],
  }),
];
