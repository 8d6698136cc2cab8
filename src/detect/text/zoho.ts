/** Zoho: access and refresh tokens are `1000.`, 32 hex digits, a dot, and 32. */
import { prefixedToken } from './prefixed-token.ts';
import { hex } from './token-parts.ts';

export const zohoRules = [
  prefixedToken({
    id: 'zoho-oauth-token',
    title: 'Zoho OAuth token or grant',
    provider: 'Zoho',
    severity: 'high',
    advice: 'Revoke it: POST https://accounts.zoho.com/oauth/v2/token/revoke.',
    prefixes: ['1000.'],
    body: [hex(32), '.', hex(32)],
  }),
];
