/** Blynk: `oa2-client-id_` and 32 base64url characters with a secret of 40 (OAuth); the token of a device in a URL of its cloud, and in sketches. */
import { ALPHANUMERIC, BASE64URL } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const shared = { provider: 'Blynk', confidence: 'high' } as const;

export const blynkRules: readonly Rule[] = [
  {
    ...shared,
    id: 'blynk-client-secret',
    title: 'Blynk OAuth client secret',
    severity: 'high',
    advice: 'Delete the OAuth client in the Blynk console (Developer zone, OAuth 2.0).',
    anchors: ['oa2-client-id_'],
    pattern: /oa2-client-id_[A-Za-z0-9_-]{32}(?::|[\s\S]{1,40}?secret[^A-Za-z0-9]{1,8})(?<secret>[A-Za-z0-9]{40})/,
    maxMatchBytes: 141,
    minBitsPerCharacter: 3.8,
    examples: (random) => {
      const id = `oa2-client-id_${random.text(32, BASE64URL)}`;
      const secret = random.text(40, ALPHANUMERIC);
      return [`-u ${id}:${secret}`, `client_id=${id}&client_secret=${secret}`].map((text) => ({
        text,
        secret,
        hidden: [secret],
      }));
    },
    lookAlikes: (random) => [
      `oa2-client-id_${random.text(32, BASE64URL)}`,
      `oa2-client-id_${random.text(32, BASE64URL)}:${random.text(39, ALPHANUMERIC)}`,
    ],
  },
  {
    ...shared,
    id: 'blynk-device-token',
    title: 'Blynk device token',
    severity: 'medium',
    advice: 'Refresh the token of the device in the Blynk console (Device info).',
    anchors: ['blynk.cloud/external/api/', 'char auth[] = "'],
    pattern: /(?:blynk\.cloud\/external\/api\/[A-Za-z/]{2,40}\?token=|char auth\[\] = ")(?<secret>[A-Za-z0-9_-]{32})/,
    maxMatchBytes: 104,
    edges: { after: /[A-Za-z0-9_-]/ },
    minBitsPerCharacter: 3.6,
    examples: (random) => {
      const secret = random.text(31, BASE64URL) + random.text(1, ALPHANUMERIC);
      return [`https://fra1.blynk.cloud/external/api/get?token=${secret}&V1`, `char auth[] = "${secret}";`].map(
        (text) => ({ text, secret, hidden: [secret] }),
      );
    },
    lookAlikes: (random) => [
      'https://blynk.cloud/external/api/get?token={token}&V1',
      'char auth[] = "YourAuthTokenFromTheBlynkAppHere";',
      `https://blynk.cloud/external/api/get?token=${random.text(20, ALPHANUMERIC)}`,
    ],
  },
];
