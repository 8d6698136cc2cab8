/**
 * Google: API keys (`AIza` and 35 base64url characters; `AQ.Ab8R` and 46), client secrets of OAuth (`GOCSPX-` and 28), refresh tokens
 * (`1//0…`), access tokens (`ya29.`). Service-account files carry a PEM key, which the key detectors find.
 */
import { prefixed } from '../example.ts';
import { ALPHANUMERIC, BASE64URL, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const shared = { provider: 'Google', confidence: 'high', admitsStandIns: true, minBitsPerCharacter: 3.2 } as const;
/** A character that can end a token of base64url, then the rest: what ends in a dash is cut by the person who copies it. */
const body = (random: RandomText, length: number) => random.text(length - 1, BASE64URL) + random.text(1, ALPHANUMERIC);

export const googleRules: readonly Rule[] = [
  {
    ...shared,
    id: 'google-api-key',
    title: 'Google API key',
    // Web pages and apps carry such keys by design, restricted to a referrer or package.
    severity: 'medium',
    advice:
      'See in the Google Cloud console (APIs & Services, Credentials) what the key may do and who may use it. Restrict or delete it.',
    anchors: ['AIza'],
    pattern: /(?<prefix>AIza)(?<body>[A-Za-z0-9_-]{35})/,
    maxMatchBytes: 39,
    examples: (random) => [prefixed('AIza', `Sy${body(random, 33)}`)],
    lookAlikes: (random) => [`AIza${random.text(30, ALPHANUMERIC)}`, `AIza${random.text(40, ALPHANUMERIC)}`],
  },
  {
    ...shared,
    id: 'google-gemini-api-key',
    title: 'Google API key of Gemini, bound to a service account',
    severity: 'high',
    advice: 'Delete it in Google AI Studio (API keys) and look at the usage.',
    anchors: ['AQ.Ab8R'],
    pattern: /(?<prefix>AQ\.Ab8R)(?<body>[A-Za-z0-9_-]{46})/,
    maxMatchBytes: 53,
    examples: (random) => [prefixed('AQ.Ab8R', body(random, 46))],
    lookAlikes: (random) => [`AQ.Ab8R${random.text(30, ALPHANUMERIC)}`],
  },
  {
    ...shared,
    id: 'google-oauth-client-secret',
    title: 'Google OAuth client secret',
    severity: 'high',
    advice: 'Reset the secret of the client in the Google Cloud console (APIs & Services, Credentials).',
    anchors: ['GOCSPX-'],
    pattern: /(?<prefix>GOCSPX-)(?<body>[A-Za-z0-9_-]{28})/,
    maxMatchBytes: 35,
    examples: (random) => [prefixed('GOCSPX-', body(random, 28))],
    lookAlikes: (random) => ['GOCSPX-your-client-secret-is-here', `GOCSPX-${random.text(20, ALPHANUMERIC)}`],
  },
  {
    ...shared,
    id: 'google-refresh-token',
    title: 'Google OAuth refresh token',
    severity: 'high',
    advice:
      'Revoke it with a POST to https://oauth2.googleapis.com/revoke, or remove the application from the account.',
    anchors: ['1//0'],
    pattern: /(?<prefix>1\/\/0)(?<body>[0-9A-Za-z]C[A-Za-z0-9_-]{60,506})/,
    maxMatchBytes: 512,
    edges: { before: /[A-Za-z0-9_/:.-]/, after: /[A-Za-z0-9_-]/ },
    examples: (random) => [96, 504].map((length) => prefixed('1//0', `4C${body(random, length)}`)),
    lookAlikes: (random) => [`http://10.0.0.1//0${random.text(80, ALPHANUMERIC)}`, '1//0'],
  },
  {
    ...shared,
    id: 'google-access-token',
    title: 'Google OAuth access token',
    severity: 'medium',
    advice: 'It lives an hour. Revoke it with a POST to https://oauth2.googleapis.com/revoke.',
    anchors: ['ya29.'],
    pattern: /(?<prefix>ya29\.)(?<body>[A-Za-z0-9_.-]{40,12283})/,
    maxMatchBytes: 12_288,
    examples: (random) => [prefixed('ya29.', `a0${body(random, 200)}`), prefixed('ya29.', `d.${body(random, 4000)}`)],
    lookAlikes: (random) => [`ya29.${random.text(20, ALPHANUMERIC)}`, 'ya29.access-token'],
  },
  {
    ...shared,
    id: 'google-api-key-base64',
    title: 'Google API key in base64',
    severity: 'medium',
    advice:
      'See in the Google Cloud console (APIs & Services, Credentials) what the key may do and who may use it. Restrict or delete it.',
    // `AIzaSy`, at the beginning of what is encoded: 39 characters give 52.
    anchors: ['QUl6YVN5'],
    pattern: /(?<prefix>QUl6YVN5)(?<body>[A-Za-z0-9+/]{44})/,
    maxMatchBytes: 52,
    edges: { before: /[A-Za-z0-9+/_-]/, after: /[A-Za-z0-9+/=_-]/ },
    check: ({ secret }) => {
      const identity = Buffer.from(secret, 'base64').toString('latin1');
      return /^AIza[A-Za-z0-9_-]{35}$/.test(identity) ? { identity } : undefined;
    },
    examples: (random) => {
      const secret = Buffer.from(`AIzaSy${body(random, 33)}`).toString('base64');
      return [{ text: secret, secret, hidden: [secret.slice(8)] }];
    },
    lookAlikes: (random) => [`QUl6YVN5${random.text(30, ALPHANUMERIC)}`, 'QUl6YVN5-short'],
  },
];
