/** Apify: `apify_api_` and 36 base-62 digits; `apify_proxy_` for its proxies. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

const shared = { provider: 'Apify' } as const;

export const apifyRules = [
  prefixedToken({
    ...shared,
    id: 'apify-api-token',
    title: 'Apify API token',
    severity: 'high',
    advice: 'Delete or rotate it in the Apify console (Settings, API & Integrations).',
    prefixes: ['apify_api_'],
    body: [alphanumeric(36)],
  }),
  prefixedToken({
    ...shared,
    id: 'apify-proxy-password',
    title: 'Apify proxy password',
    severity: 'medium',
    advice: 'Change it in the Apify console (Proxy).',
    prefixes: ['apify_proxy_'],
    body: [alphanumeric(36)],
  }),
];
