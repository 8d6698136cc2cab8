/** Tailscale: `tskey-`, the kind of key, a public id, a dash, and the secret. */
import { prefixedToken } from './prefixed-token.ts';
import { alphanumeric } from './token-parts.ts';

const shared = { provider: 'Tailscale' } as const;

export const tailscaleRules = [
  prefixedToken({
    ...shared,
    id: 'tailscale-auth-key',
    title: 'Tailscale auth key',
    severity: 'critical',
    advice: 'Revoke it in the admin console (Settings, Keys), and look which machines joined with it.',
    prefixes: ['tskey-auth-'],
    body: [alphanumeric(10, 18), '-', alphanumeric(16, 40)],
  }),
  prefixedToken({
    ...shared,
    id: 'tailscale-api-key',
    title: 'Tailscale API access token or OAuth client secret',
    severity: 'critical',
    advice: 'Revoke it in the admin console (Settings, Keys or OAuth clients).',
    prefixes: ['tskey-api-', 'tskey-client-'],
    body: [alphanumeric(10, 18), '-', alphanumeric(16, 40)],
  }),
  prefixedToken({
    ...shared,
    id: 'tailscale-other-key',
    title: 'Tailscale key of SCIM, webhooks or another kind',
    severity: 'high',
    advice: 'Revoke it in the admin console (Settings).',
    prefixes: ['tskey-scim-', 'tskey-webhook-', 'tskey-secret-'],
    body: [alphanumeric(10, 18), '-', alphanumeric(16, 40)],
  }),
];
