/** The proxy of Hack Club to models of others (ai.hackclub.com): `sk-hc-v1-` and 64 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const hackClubRules = [
  prefixedToken({
    id: 'hack-club-ai-key',
    title: 'Hack Club AI API key',
    provider: 'Hack Club',
    severity: 'medium',
    advice: 'Delete it at https://ai.hackclub.com/keys and look at the usage.',
    prefixes: ['sk-hc-v1-'],
    body: [hex(64)],
  }),
];
