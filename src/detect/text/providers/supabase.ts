/** Supabase: `sbp_`, for some `v0_` or `oauth_`, and 40 hex digits (a person's), `sb_secret_`, 22 base64url characters, `_`, and eight. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url, lowerAlphanumeric } from '../token-parts.ts';

const shared = { provider: 'Supabase' } as const;

export const supabaseRules = [
  prefixedToken({
    ...shared,
    id: 'supabase-access-token',
    title: 'Supabase access token',
    severity: 'critical',
    advice: 'Revoke it at https://supabase.com/dashboard/account/tokens.',
    prefixes: ['sbp_', 'sbp_v0_', 'sbp_oauth_'],
    body: [lowerAlphanumeric(40)],
  }),
  prefixedToken({
    ...shared,
    id: 'supabase-secret-key',
    title: 'Supabase secret key',
    severity: 'critical',
    advice: 'Delete it in the settings of the project (API keys): it passes over row level security.',
    prefixes: ['sb_secret_'],
    body: [base64url(22), '_', base64url(8)],
  }),
  prefixedToken({
    ...shared,
    id: 'supabase-publishable-key',
    title: 'Supabase publishable key',
    severity: 'low',
    advice: 'Apps carry such keys by design. Look whether row level security is on.',
    prefixes: ['sb_publishable_'],
    body: [base64url(22), '_', base64url(8)],
  }),
];
