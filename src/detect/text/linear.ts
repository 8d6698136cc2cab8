/** Linear: `lin_api_` and 40 base-62 digits (a person's key), `lin_oauth_` and 64 hex digits, `lin_wh_` (signs webhooks). */
import { prefixedToken } from './prefixed-token.ts';
import { alphanumeric, hex } from './token-parts.ts';

const shared = { provider: 'Linear' } as const;

export const linearRules = [
  prefixedToken({
    ...shared,
    id: 'linear-api-key',
    title: 'Linear API key',
    severity: 'high',
    advice: 'Revoke it in the settings (Security & access, API keys).',
    prefixes: ['lin_api_'],
    body: [alphanumeric(40)],
  }),
  prefixedToken({
    ...shared,
    id: 'linear-oauth-token',
    title: 'Linear OAuth access token',
    severity: 'high',
    advice:
      'Revoke the application in the settings (Security & access), or POST it to https://api.linear.app/oauth/revoke.',
    prefixes: ['lin_oauth_'],
    body: [hex(64)],
  }),
  prefixedToken({
    ...shared,
    id: 'linear-webhook-secret',
    title: 'Linear webhook signing secret',
    severity: 'medium',
    advice: 'Change it in the settings of the webhook: with it anyone can send events that pass for genuine.',
    prefixes: ['lin_wh_'],
    body: [alphanumeric(32, 48)],
  }),
];
