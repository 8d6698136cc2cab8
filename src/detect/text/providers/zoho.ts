/** Zoho: access and refresh tokens are `1000.`, 32 hex digits, a dot, and 32; ZAPI keys of functions the same behind `1001.`, or 32 to 64 behind `1003.`. */
import { prefixed } from '../example.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { hex } from '../token-parts.ts';

/** Numbered pieces of programs have digests in their names: `/js/1003.9e10….chunk.js`, `chunk.1000.….….js`. */
const edges = { before: /[A-Za-z0-9_./]/, after: /[A-Za-z0-9_-]/ } as const;
const ZAPI = {
  title: 'Zoho ZAPI key of a function',
  provider: 'Zoho',
  severity: 'high',
  advice: 'Make a new one in Zoho (Developer space, Functions, REST API): whoever has it calls the function.',
  edges,
  contextBytes: 64,
} as const;

/** The address of a function has `zapikey=` before it. */
const isNamed: NonNullable<Rule['check']> = ({ window, start, body }) =>
  // A number has no letter.
  /zapi_?key|zoho/i.test(window.slice(0, start)) && /[a-f]/.test(body) ? {} : undefined;

export const zohoRules = [
  prefixedToken({
    id: 'zoho-oauth-token',
    title: 'Zoho OAuth token or grant',
    provider: 'Zoho',
    severity: 'high',
    advice: 'Revoke it: POST https://accounts.zoho.com/oauth/v2/token/revoke.',
    prefixes: ['1000.'],
    edges,
    body: [hex(32), '.', hex(32)],
  }),
  prefixedToken({
    ...ZAPI,
    id: 'zoho-zapi-key',
    prefixes: ['1001.'],
    body: [hex(32), '.', hex(32)],
    check: isNamed,
    examples: (random) => {
      const { secret, hidden } = prefixed('1001.', `${random.text(32, HEX)}.${random.text(32, HEX)}`);
      return [{ text: `?auth_type=apikey&zapikey=${secret}`, secret, hidden }];
    },
    lookAlikes: (random) => [
      `chunk.1001.${random.text(32, HEX)}.${random.text(32, HEX)}`,
      `1001.${random.text(32, HEX)}.${random.text(32, HEX)}`,
      `zapikey=1001.${random.text(32, HEX)}`,
    ],
  }),
  prefixedToken({
    ...ZAPI,
    id: 'zoho-zapi-key-3',
    prefixes: ['1003.'],
    body: [hex(32, 64)],
    check: isNamed,
    examples: (random) =>
      [32, 64].map((length) => {
        const { secret, hidden } = prefixed('1003.', random.text(length, HEX));
        return { text: `ZOHO_ZAPIKEY=${secret}`, secret, hidden };
      }),
    lookAlikes: (random) => [
      `/static/js/1003.${random.text(32, HEX)}.chunk.js`,
      `version 2.0.1003.${random.text(40, HEX)}`,
      `registry/app:1003.${random.text(32, HEX)}`,
      `zapikey=1003.${random.text(30, HEX)}`,
    ],
  }),
];
