/** Zoho: access and refresh tokens are `1000.`, 32 hex digits, a dot, and 32; ZAPI keys of functions the same behind `1001.`, or 32 to 64 behind `1003.`. */
import { prefixedToken } from './prefixed-token.ts';
import { hex } from './token-parts.ts';

const ZAPI = {
  title: 'Zoho ZAPI key of a function',
  provider: 'Zoho',
  severity: 'high',
  advice: 'Make a new one in Zoho (Developer space, Functions, REST API): whoever has it calls the function.',
} as const;

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
  prefixedToken({
    ...ZAPI,
    id: 'zoho-zapi-key',
    prefixes: ['1001.'],
    body: [hex(32), '.', hex(32)],
  }),
  prefixedToken({
    ...ZAPI,
    id: 'zoho-zapi-key-3',
    prefixes: ['1003.'],
    body: [hex(32, 64)],
    // A number has no letter.
    check: ({ body }) => (/[a-f]/.test(body) ? {} : undefined),
  }),
];
