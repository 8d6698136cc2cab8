/**
 * Refresh tokens of Microsoft Entra ID, which stand in the caches of az, MSAL and browsers: `0.A` or `1.A` and the ids of tenant and
 * application in base64url, a dot, and an encrypted part. That begins with the same bytes in every token of a kind; those of
 * authorization codes (`AgABAgI`), which are good for ten minutes, are others.
 */
import { BASE64URL, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const MARKS = ['.AgABAAE', '.AgABAwE', '.AgABAAA'];
/** Of the ids: 34 to 40 bytes of them, and what has been added since. */
const MOST_BEFORE = 80;
const MOST_BEHIND = 2_400;

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
    pattern: new RegExp(`[01]\\.A[\\w-]{45,${MOST_BEFORE}}\\.(?<body>AgABA(?:AE|wE|AA)[\\w-]{250,${MOST_BEHIND}})`),
    bytesBefore: MOST_BEFORE + 3,
    maxMatchBytes: MOST_BEFORE + MOST_BEHIND + 12,
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
];

function ids(random: RandomText): string {
  return `0.A${random.text(46, BASE64URL)}`;
}
