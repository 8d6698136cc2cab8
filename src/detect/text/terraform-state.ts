/**
 * `terraform.tfstate` (version 4): outputs that are `"sensitive": true` hold their value in the clear. Attributes of resources are
 * read by the rules for settings in general.
 */
import { assessPassword, drawnPassword } from './password.ts';
import type { Rule } from './rule.ts';

export const terraformStateRules: readonly Rule[] = [
  {
    id: 'terraform-sensitive-output',
    title: 'Sensitive output in a Terraform state',
    provider: 'Terraform',
    severity: 'high',
    confidence: 'high',
    advice: 'Replace the credential. Keep states in a backend that encrypts them, and out of artifacts.',
    anchors: ['"sensitive": true', '"sensitive":true'],
    bytesBefore: 500,
    pattern:
      /"value":\s{0,2}"(?<secret>[^"\\\n\x00]{3,256})",?\s{1,16}"type":\s{0,2}"string",?\s{1,16}"sensitive":\s{0,2}true/,
    maxMatchBytes: 560,
    contextBytes: 200,
    edges: {},
    judgesPlaceholders: true,
    check: ({ window, start, secret }) => {
      const name = /"([\w-]{1,64})":\s{0,4}\{\s{0,16}$/.exec(window.slice(0, start))?.[1];
      return assessPassword(secret, { of: name ?? '', facts: name === undefined ? {} : { output: name } });
    },
    examples: (random) => {
      const secret = drawnPassword(random);
      const text = `"db_admin": {\n      "value": "${secret}",\n      "type": "string",\n      "sensitive": true\n    }`;
      return [{ text, secret, hidden: [secret], facts: { output: 'db_admin' } }];
    },
    lookAlikes: (random) => [
      `"value": "${drawnPassword(random)}",\n      "type": "string"\n    }`,
      '"value": "",\n      "type": "string",\n      "sensitive": true',
      '"type": "string",\n      "sensitive": true',
    ],
  },
];
