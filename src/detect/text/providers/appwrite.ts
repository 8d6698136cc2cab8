/** Appwrite: API keys are `standard_` and 256 hex digits (`bin2hex(random_bytes(128))`). */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const appwriteRules = [
  prefixedToken({
    id: 'appwrite-api-key',
    title: 'Appwrite API key',
    provider: 'Appwrite',
    severity: 'critical',
    advice:
      'Delete it in the console (project, Integrations, API keys), make a new one, and look at what its scopes opened.',
    prefixes: ['standard_'],
    body: [hex(256)],
  }),
];
