/** Ory: API keys of projects and workspaces, sessions of Kratos (`ory_st_`), tokens of Hydra (43 characters, a dot, and their HMAC). */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, base64url } from '../token-parts.ts';

export const oryRules = [
  prefixedToken({
    id: 'ory-api-key',
    title: 'Ory API key',
    provider: 'Ory',
    severity: 'critical',
    advice: 'Delete it in the Ory console (API keys): it reads and changes every identity of the project.',
    prefixes: ['ory_pat_', 'ory_wak_'],
    body: [alphanumeric(32)],
  }),
  prefixedToken({
    id: 'ory-session-token',
    title: 'Ory session token',
    provider: 'Ory',
    severity: 'medium',
    advice: 'End the session (DELETE /sessions of the identity), which signs out whoever copied the token.',
    prefixes: ['ory_st_'],
    body: [alphanumeric(32)],
  }),
  prefixedToken({
    id: 'ory-oauth-token',
    title: 'Ory Hydra access or refresh token',
    provider: 'Ory',
    severity: 'medium',
    advice: 'Revoke it at the endpoint /oauth2/revoke of your Ory Hydra.',
    prefixes: ['ory_at_', 'ory_rt_'],
    body: [base64url(43), '.', base64url(43)],
  }),
];
