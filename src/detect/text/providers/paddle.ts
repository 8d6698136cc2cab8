/** Paddle Billing (developer.paddle.com): `pdl_live_apikey_` or `pdl_sdbx_apikey_`, an id, the key, and a check of three characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, lowerAlphanumeric } from '../token-parts.ts';

const shared = {
  provider: 'Paddle',
  advice: 'Revoke it in Paddle (Developer tools, Authentication).',
  body: [lowerAlphanumeric(26), '_', alphanumeric(22), '_', alphanumeric(3)],
};

export const paddleRules = [
  prefixedToken({
    ...shared,
    id: 'paddle-live-key',
    title: 'Paddle API key',
    severity: 'critical',
    prefixes: ['pdl_live_apikey_'],
  }),
  prefixedToken({
    ...shared,
    id: 'paddle-sandbox-key',
    title: 'Paddle API key of the sandbox',
    severity: 'low',
    prefixes: ['pdl_sdbx_apikey_'],
  }),
];
