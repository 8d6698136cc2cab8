/** n8n: API keys of an instance are `n8n_api_` and 64 or more letters and digits, 80 hex digits in keys made before they were JWTs. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const n8nRules = [
  prefixedToken({
    id: 'n8n-api-key',
    title: 'n8n API key',
    provider: 'n8n',
    severity: 'critical',
    advice:
      'Delete it in the settings of the instance (n8n API): it changes workflows, which run with the credentials that the instance keeps.',
    prefixes: ['n8n_api_'],
    body: [alphanumeric(64, 248)],
  }),
];
