/**
 * 1Password: `ops_` is base64url of JSON with the sign-in address, the secret key and more (service account). `A3-` and groups
 * of letters and digits is the secret key of a person, of which the emergency kit shows 34 characters. `1PRK-` and 13 groups of four is
 * a recovery code.
 */
import { decodeBase64UrlJson } from '../base64.ts';
import { prefixed } from '../example.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { BASE64URL, DIGITS, type RandomText, UPPER } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { upperAlphanumeric } from '../token-parts.ts';

const shared = { provider: '1Password', severity: 'critical' } as const;
const DASH = 0x2d;

export const onepasswordRules: readonly Rule[] = [
  {
    ...shared,
    id: 'onepassword-service-account-token',
    title: '1Password service account token',
    confidence: 'high',
    advice: 'Revoke it at https://my.1password.com (Developer, Service accounts), and change what its vaults hold.',
    anchors: ['ops_eyJ'],
    pattern: /(?<prefix>ops_)(?<body>eyJ[A-Za-z0-9_-]{200,4000})={0,2}/,
    maxMatchBytes: 4009,
    admitsStandIns: true,
    minBitsPerCharacter: 4,
    check: ({ body }) => {
      const token = decodeBase64UrlJson(body);
      if (token === undefined) return { confidence: 'low' };
      const { email, signInAddress } = token;
      if (email === undefined && signInAddress === undefined) return undefined;
      return typeof signInAddress === 'string' ? { facts: { signInAddress } } : {};
    },
    examples: (random) => {
      const body = serviceAccount(random);
      return [
        prefixed('ops_', body, { facts: { signInAddress: 'my.1password.com' } }),
        prefixed('ops_', body.slice(0, -5), { confidence: 'low' }),
      ];
    },
    lookAlikes: (random) => [
      'ops_eyJzaWduSW5BZGRyZXNz',
      `ops_${Buffer.from(JSON.stringify({ sub: random.text(200, BASE64URL) })).toString('base64url')}`,
    ],
  },
  prefixedToken({
    ...shared,
    id: 'onepassword-secret-key',
    title: '1Password secret key',
    advice: 'Make a new secret key in the profile: together with the password of the account it opens every vault.',
    prefixes: ['A3-'],
    body: [upperAlphanumeric(6), '-', upperAlphanumeric(6), '-', ...groups()],
    glance: (window, at) => window[at + 9] === DASH && window[at + 16] === DASH && window[at + 22] === DASH,
  }),
  prefixedToken({
    ...shared,
    id: 'onepassword-recovery-code',
    title: '1Password recovery code',
    advice: 'Make a new recovery code in the account: with this one, and its mail, anyone takes the account over.',
    prefixes: ['1PRK'],
    body: fours(),
    glance: (window, at) => window[at + 4] === DASH && window[at + 9] === DASH,
  }),
];

/** Thirteen of four characters, with a dash before each. */
function fours() {
  return Array.from({ length: 13 }, () => ['-', upperAlphanumeric(4)]).flat();
}

/** Four of five characters. */
function groups() {
  const five = upperAlphanumeric(5);
  return [five, '-', five, '-', five, '-', five];
}

function serviceAccount(random: RandomText): string {
  const token = {
    signInAddress: 'my.1password.com',
    userAuth: { method: 'SRPg-4096', alg: 'PBES2g-HS256', iterations: 650000, salt: random.text(22, BASE64URL) },
    email: `${random.text(12, UPPER.toLowerCase())}@1passwordserviceaccounts.com`,
    srpX: random.text(64, DIGITS),
    deviceUuid: random.text(26, UPPER.toLowerCase()),
  };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}
