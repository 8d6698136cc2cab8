/** Tableau: the secret of a personal access token is 16 bytes in base64, a colon, and 32 base-62 digits. */
import { ALPHANUMERIC, BASE64 } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const BEFORE = 22;

export const tableauRules: readonly Rule[] = [
  {
    id: 'tableau-personal-access-token',
    title: 'Tableau personal access token secret',
    provider: 'Tableau',
    severity: 'critical',
    confidence: 'high',
    advice: 'Revoke it in the account settings of its user at Tableau (Personal access tokens).',
    anchors: ['==:'],
    bytesBefore: BEFORE,
    pattern: /(?<secret>(?<body>[A-Za-z0-9+/]{22}==:[A-Za-z0-9]{32}))/,
    maxMatchBytes: BEFORE + 3 + 32,
    edges: { before: /[A-Za-z0-9+/_-]/, after: /[A-Za-z0-9+/=_-]/ },
    admitsStandIns: true,
    minBitsPerCharacter: 3.8,
    glance: (window, at) => isAlphanumeric(window[at + 3]) && isAlphanumeric(window[at + 3 + 31]),
    // A digest in base64 and one in hex stand so, too.
    check: ({ secret }) => (/:(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9])/.test(secret) ? {} : undefined),
    examples: (random) => {
      const secret = `${random.text(21, BASE64)}Q==:${random.text(29, ALPHANUMERIC)}x7Q`;
      return [{ text: `TABLEAU_TOKEN_VALUE=${secret}`, secret, hidden: [secret.slice(0, 22), secret.slice(-32)] }];
    },
    lookAlikes: (random) => [
      `${random.text(22, BASE64)}==:${random.text(32, '0123456789abcdef')}`,
      `${random.text(22, BASE64)}==:${random.text(20, ALPHANUMERIC)}`,
      `a${random.text(64, BASE64)}==:${random.text(32, ALPHANUMERIC)}`,
    ],
  },
];

function isAlphanumeric(byte = 0): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}
