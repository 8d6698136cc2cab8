/**
 * Refresh tokens of Microsoft accounts of persons: `M.C5…_BAY.0.U.-C…`, where `BAY` is a place; codes of the same kind have an id behind it.
 * Refresh tokens of Microsoft Entra ID, which stand in the caches of az, MSAL and browsers: `0.A` or `1.A` and the ids of tenant and
 * application in base64url, a dot, and an encrypted part. That begins with the same bytes in every token of a kind; those of
 * authorization codes (`AgABAgI`), which are good for ten minutes, are others.
 */

import { prefixed } from '../example.ts';
import { ALPHANUMERIC, BASE64URL, DIGITS, type RandomText, uuidOf } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const MARKS = ['.AgABAAE', '.AgABAwE', '.AgABAAA'];
/** Of the ids: 34 to 40 bytes of them, and what has been added since. */
const MAX_BEFORE = 80;
const MAX_BEHIND = 2_400;

export const entraRefreshTokenRules: readonly Rule[] = [
  {
    id: 'entra-refresh-token',
    title: 'Refresh token of Microsoft Entra ID',
    provider: 'Microsoft Entra ID',
    severity: 'critical',
    confidence: 'high',
    advice:
      'Revoke the sessions of the user (`Revoke-MgUserSignInSession`) and look at the sign-in log: it is its user for 90 days, without a second factor.',
    anchors: MARKS,
    pattern: new RegExp(`[01]\\.A[\\w-]{45,${MAX_BEFORE}}\\.(?<body>AgABA(?:AE|wE|AA)[\\w-]{250,${MAX_BEHIND}})`),
    bytesBefore: MAX_BEFORE + 3,
    maxMatchBytes: MAX_BEFORE + MAX_BEHIND + 12,
    edges: { before: /[\w.-]/, after: /[\w-]/ },
    minBitsPerCharacter: 4,
    examples: (random) =>
      ['"refresh_token": "', '"secret": "', 'refresh_token='].map((before, at) => {
        const body = `${MARKS[at]!.slice(1)}AAAD${random.text(300 + 400 * at, BASE64URL)}`;
        const secret = `${at % 2}.A${random.text(46, BASE64URL)}.${body}`;
        return { text: `${before}${secret}`, secret, hidden: [body.slice(12)] };
      }),
    lookAlikes: (random) => [
      `code=0.A${random.text(46, BASE64URL)}.AgABAgIAAAD${random.text(400, BASE64URL)}`,
      `"secret": "${ids(random)}.AgABAwEAAAD${random.text(120, BASE64URL)}"`,
      `"secret": "2.A${random.text(46, BASE64URL)}.AgABAwEAAAD${random.text(400, BASE64URL)}"`,
      `${ids(random)}.AgABAwEAAAD`,
    ],
  },
  {
    id: 'microsoft-account-refresh-token',
    title: 'Refresh token of a Microsoft account',
    provider: 'Microsoft account',
    severity: 'critical',
    confidence: 'high',
    advice:
      'Take the application out of https://account.live.com/consent/Manage, or change the password: it reads mail and files of its user for 90 days, and renews itself.',
    anchors: ['M.R3_', ...[...'123456789'].map((digit) => `M.C${digit}`)],
    pattern: /(?<prefix>M\.[CR][0-9]{1,4}_[A-Z][A-Z0-9]{2}\.(?:[0-9]\.U\.)?-?)(?<body>C[A-Za-z0-9!*$]{150,2400})/,
    maxMatchBytes: 2424,
    edges: { before: /[\w.-]/, after: /[\w!*$-]/ },
    minBitsPerCharacter: 4,
    examples: (random) =>
      ['M.C550_BAY.0.U.-', `M.C1${random.text(2, DIGITS)}_SN1.-`, 'M.R3_BAY.'].map((prefix, at) =>
        prefixed(prefix, `C${random.text(300 + 400 * at, `${ALPHANUMERIC}!*`)}$$`),
      ),
    lookAlikes: (random) => [
      `code=M.C550_BAY.2.U.${uuidOf(random)}`,
      'M.C550_BAY.0.U.-Ctoken',
      `M.C550_BAY.0.U.-C${random.text(100, ALPHANUMERIC)}`,
    ],
  },
];

function ids(random: RandomText): string {
  return `0.A${random.text(46, BASE64URL)}`;
}
