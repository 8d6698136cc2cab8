/**
 * Bitwarden Secrets Manager: an access token is `0.`, the UUID of the token, its secret of 30 base-62 digits, a colon, and a key of 16
 * bytes in base64. `0.` stands everywhere, so a token counts behind a name.
 */
import { ALPHANUMERIC, uuidOf } from '../random-text.ts';
import { inAnyCase, type Rule } from '../rule.ts';

export const bitwardenRules: readonly Rule[] = [
  {
    id: 'bitwarden-access-token',
    title: 'Access token of Bitwarden Secrets Manager',
    provider: 'Bitwarden',
    severity: 'critical',
    confidence: 'high',
    advice:
      'Revoke it in Secrets Manager (Machine accounts, Access tokens), and change the secrets that it could read.',
    anchors: inAnyCase('bws_', 'bitwarden', 'access-token 0.', 'access-token=0.'),
    pattern:
      /(?:bws_|bitwarden|access-token)[\s\S]{0,60}?[^A-Za-z0-9.](?<secret>0\.[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\.(?<body>[A-Za-z0-9]{30}:[A-Za-z0-9+/]{22}==))/i,
    maxMatchBytes: 168,
    minBitsPerCharacter: 3,
    examples: (random) =>
      ['BWS_ACCESS_TOKEN=', 'bws run --access-token ', 'bitwarden:\n  accessToken: "'].map((before) => {
        const key = Buffer.from(random.bytes(16)).toString('base64');
        const body = `${random.text(30, ALPHANUMERIC)}:${key}`;
        const secret = `0.${uuidOf(random)}.${body}`;
        return { text: before + secret, secret, hidden: [body] };
      }),
    lookAlikes: (random) => [
      'BWS_ACCESS_TOKEN=0.<id>.<secret>:<key>',
      `BWS_ACCESS_TOKEN=0.${uuidOf(random)}`,
      `BWS_ACCESS_TOKEN=0.${uuidOf(random)}.${random.text(30, ALPHANUMERIC)}`,
    ],
  },
];
