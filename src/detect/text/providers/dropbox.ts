/**
 * Dropbox: short-lived access tokens are `sl.`, since 2024 `sl.u.`, and 130 to some 1,300 base64url characters. Those that never expire, issued
 * until September 2021 and good to this day, are 64, of which ten in the middle are `A`: they tell nothing without the name.
 */
import { BASE64URL_DIGITS } from '../byte-runs.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { BASE64URL } from '../random-text.ts';
import { inAnyCase, type Rule } from '../rule.ts';
import { base64url } from '../token-parts.ts';

const LONG_LIVED: Rule = {
  id: 'dropbox-long-lived-token',
  title: 'Dropbox access token that never expires',
  provider: 'Dropbox',
  severity: 'critical',
  confidence: 'high',
  advice:
    'Revoke it with a POST to https://api.dropboxapi.com/2/auth/token/revoke, or disconnect the app in the settings of the account.',
  anchors: inAnyCase('dropbox'),
  pattern:
    /[Dd](?:ropb|ropB|ROPB)(?:ox|OX)[\w.-]{0,40}["'`\]]{0,2}[ \t]{0,8}(?:[:=]{1,3}>?|,|>)[ \t]{0,8}["'`]?(?<secret>[A-Za-z0-9_-]{11}AAAAAAAAAA(?<body>[A-Za-z0-9_-]{43}))/,
  maxMatchBytes: 7 + 40 + 2 + 8 + 4 + 8 + 1 + 64,
  edges: { after: /[A-Za-z0-9_-]/ },
  admitsStandIns: true,
  minBitsPerCharacter: 3.5,
  examples: (random) => {
    const [head, body] = [`${random.text(10, BASE64URL)}7`, `k${random.text(42, BASE64URL)}`];
    const secret = `${head}AAAAAAAAAA${body}`;
    return [{ text: `DROPBOX_ACCESS_TOKEN=${secret}`, secret, hidden: [body] }];
  },
  lookAlikes: (random) => [
    `dropbox = ${random.text(64, BASE64URL)}`,
    `dropboxToken: "${random.text(11, BASE64URL)}AAAAAAAAAA${random.text(30, BASE64URL)}"`,
    `dropbox_logo = "data:image/png;base64,${'A'.repeat(64)}"`,
  ],
};

export const dropboxRules = [
  LONG_LIVED,
  prefixedToken({
    id: 'dropbox-access-token',
    title: 'Dropbox access token',
    provider: 'Dropbox',
    severity: 'high',
    advice: 'It lives four hours. Revoke it with a POST to https://api.dropboxapi.com/2/auth/token/revoke.',
    prefixes: ['sl.u.', 'sl.'],
    body: [base64url(120, 1400)],
    // `sl.` is common in minified code: names are short, tokens are not.
    glance: (window, at) => {
      for (let next = at + 6; next < at + 60; next++) if (BASE64URL_DIGITS[window[next] ?? 0] !== 1) return false;
      return true;
    },
  }),
];
