/** Pterodactyl and Pelican: `ptla_` (Application API) or `ptlc_` (Client API) and 43 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const pterodactylRules = [
  prefixedToken({
    id: 'pterodactyl-api-key',
    title: 'Pterodactyl API key',
    provider: 'Pterodactyl',
    severity: 'high',
    advice:
      'Delete it in the panel (Application API, or API Credentials of the account): it controls servers, and `ptla_` all users.',
    prefixes: ['ptla_', 'ptlc_'],
    body: [alphanumeric(43)],
  }),
];
