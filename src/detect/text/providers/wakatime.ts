/** WakaTime: `waka_` and a UUID, or `waka_` (key), `waka_tok_` (access), `waka_sec_` (secret) and more. */

import { prefixedToken } from '../prefixed-token.ts';
import { HEX } from '../random-text.ts';
import { alphanumeric, type Run } from '../token-parts.ts';

const shared = { provider: 'WakaTime' } as const;
const hexAndDash = (least: number, most: number): Run => ({ alphabet: `${HEX}-`, least, most });

export const wakatimeRules = [
  prefixedToken({
    ...shared,
    id: 'wakatime-api-key',
    title: 'WakaTime API key',
    severity: 'low',
    advice: 'Regenerate it at https://wakatime.com/settings/api-key.',
    prefixes: ['waka_'],
    body: [hexAndDash(36, 40)],
  }),
  prefixedToken({
    ...shared,
    id: 'wakatime-oauth-token',
    title: 'WakaTime OAuth token or secret',
    severity: 'medium',
    advice: 'Revoke it at https://wakatime.com/oauth/revoke.',
    prefixes: ['waka_tok_', 'waka_sec_', 'waka_ref_'],
    body: [alphanumeric(60, 100)],
  }),
];
