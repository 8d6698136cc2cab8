/**
 * Paddle Billing (developer.paddle.com): `pdl_live_apikey_` or `pdl_sdbx_apikey_`, an id, the key, and a check of three characters; the
 * secret of a notification destination is `pdl_ntfset_`, its id, and 32 characters of base64.
 */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, base64, lowerAlphanumeric } from '../token-parts.ts';

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
  prefixedToken({
    id: 'paddle-webhook-secret',
    title: 'Secret of a Paddle notification destination',
    provider: 'Paddle',
    severity: 'medium',
    advice:
      'Replace the destination in Paddle (Developer tools, Notifications): with it anyone can forge payments to your server.',
    prefixes: ['pdl_ntfset_'],
    body: [lowerAlphanumeric(26), '_', base64(32)],
  }),
];
