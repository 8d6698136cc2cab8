/** Lambda Cloud: `secret_`, the name of the key, 32 hex digits, a dot and 32 letters and digits. */
import { ALPHANUMERIC, HEX, LOWER } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { TOKEN_EDGES } from '../rule.ts';

export const lambdaCloudRules: readonly Rule[] = [
  {
    id: 'lambda-cloud-api-key',
    title: 'Lambda Cloud API key',
    provider: 'Lambda',
    severity: 'high',
    confidence: 'high',
    advice: 'Delete it in the Lambda Cloud console (API keys), and look for instances that none of you started.',
    anchors: ['secret_'],
    pattern: /(?<prefix>secret_[a-z0-9-]{1,64}_)(?<body>[0-9a-f]{32}\.[A-Za-z0-9]{32})/,
    maxMatchBytes: 137,
    edges: TOKEN_EDGES,
    minBitsPerCharacter: 3,
    examples: (random) =>
      ['a', `my-key-${random.text(4, LOWER)}`].map((name) => {
        const body = `${random.text(32, HEX)}.${random.text(32, ALPHANUMERIC)}`;
        return { text: `LAMBDA_API_KEY=secret_${name}_${body}\n`, secret: `secret_${name}_${body}`, hidden: [body] };
      }),
    lookAlikes: (random) => [
      `secret_${random.text(32, HEX)}.${random.text(32, ALPHANUMERIC)}`,
      `secret_my-key_${random.text(31, HEX)}.${random.text(32, ALPHANUMERIC)}`,
      'secret_my-key_name.attribute',
    ],
  },
];
