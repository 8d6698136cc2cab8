/**
 * Environments and collections of Postman (schema.getpostman.com, collection v2.1): variables of `"type": "secret"`, and the
 * content of `auth`: `"bearer": [{"key": "token", "value": "…"}]`, `"basic": [{"key": "password", "value": "…"}]`,
 * `"apikey": […]`.
 */
import { assessPassword, drawnPassword } from '../password.ts';
import type { Rule } from '../rule.ts';

const ADVICE =
  'Revoke the credential. Keep it in the vault of Postman, or in a current value, which an export leaves out.';

export const postmanExportRules: readonly Rule[] = [
  {
    id: 'postman-secret-variable',
    title: 'Secret variable of a Postman environment',
    provider: 'Postman',
    severity: 'high',
    confidence: 'high',
    advice: ADVICE,
    anchors: ['"type": "secret"', '"type":"secret"'],
    bytesBefore: 480,
    pattern:
      /"key":\s{0,4}"(?<name>[^"\\\n]{1,100})",\s{0,16}"value":\s{0,4}"(?<secret>[^"\\\n\x00]{3,300})",\s{0,16}"type":\s{0,4}"secret"/,
    maxMatchBytes: 500,
    edges: {},
    judgesPlaceholders: true,
    check: ({ secret, groups }) => assessPassword(secret, { of: groups.name! }),
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `{"key":"apiKey","value":"${secret}","type":"secret","enabled":true}`,
        `{\n\t"key": "apiKey",\n\t"value": "${secret}",\n\t"type": "secret"\n}`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: () => [
      '{"key":"apiKey","value":"","type":"secret"}',
      '{"key":"apiKey","value":"{{vault:api-key}}","type":"secret"}',
      '{"key":"apiKey","type":"secret"}',
    ],
  },
  {
    id: 'postman-collection-auth',
    title: 'Credential of a Postman collection',
    provider: 'Postman',
    severity: 'high',
    confidence: 'high',
    advice: ADVICE,
    anchors: ['"bearer": [', '"bearer":[', '"basic": [', '"basic":[', '"apikey": [', '"apikey":['],
    pattern:
      /"(?:bearer|basic|apikey)":\s?\[(?:\s{0,16}\{(?:\s{0,16}"(?:key|type|value|in)":\s{0,4}"[^"\n]{0,100}",?){1,3}\s{0,16}\},){0,3}\s{0,16}\{\s{0,16}(?:"key":\s{0,4}"(?:token|password|value)",\s{0,16})"value":\s{0,4}"(?<secret>[^"\\\n\x00]{3,1200})"/,
    maxMatchBytes: 3000,
    edges: {},
    judgesPlaceholders: true,
    check: ({ secret }) => (secret.startsWith('eyJ') ? undefined : assessPassword(secret, { of: 'collection' })),
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `"auth":{"type":"bearer","bearer":[{"key":"token","value":"${secret}","type":"string"}]}`,
        `"basic": [\n{\n"key": "username",\n"value": "app",\n"type": "string"\n},\n{\n"key": "password",\n"value": "${secret}",\n"type": "string"\n}]`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: () => ['"bearer":[{"key":"token","value":"{{token}}","type":"string"}]', '"basic": ["a", "b"]'],
  },
];
