/**
 * Linear: `lin_api_` and 40 base-62 digits (a person's key; of another length it was cut or retyped), `lin_oauth_` and 64 hex
 * digits, `lin_wh_` (signs webhooks).
 */
import { prefixed } from '../example.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC } from '../random-text.ts';
import { alphanumeric, hex } from '../token-parts.ts';

const shared = { provider: 'Linear' } as const;

export const linearRules = [
  prefixedToken({
    ...shared,
    id: 'linear-api-key',
    title: 'Linear API key',
    severity: 'high',
    advice: 'Revoke it in the settings (Security & access, API keys).',
    prefixes: ['lin_api_'],
    body: [alphanumeric(32, 48)],
    check: ({ body }) => (body.length === 40 ? {} : { confidence: 'low' }),
    examples: (random) => [
      prefixed('lin_api_', random.text(40, ALPHANUMERIC)),
      prefixed('lin_api_', random.text(42, ALPHANUMERIC), { confidence: 'low' }),
    ],
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
