/** Elastic Cloud: `essu_` and base64 of an id, a colon and a secret. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64 } from '../token-parts.ts';

export const elasticCloudRules = [
  prefixedToken({
    id: 'elastic-cloud-api-key',
    title: 'Elastic Cloud API key',
    provider: 'Elastic Cloud',
    severity: 'critical',
    advice: 'Delete it in the Elastic Cloud console (Organization, API keys).',
    prefixes: ['essu_'],
    body: [base64(40, 120)],
  }),
];
