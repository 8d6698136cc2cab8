/**
 * Tokens of the access control lists of Consul and Nomad as their command lines and interfaces print them (`consul acl bootstrap`,
 * `nomad acl token create`): a UUID, so the name before it decides. The id beside it, `AccessorID`, is none.
 */
import { uuidOf } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

export const bootstrapTokenRules: readonly Rule[] = [
  {
    id: 'hashicorp-acl-token',
    title: 'Token of the access control of Consul or Nomad',
    provider: 'HashiCorp',
    severity: 'high',
    confidence: 'high',
    advice: 'Delete it (`consul acl token delete`, `nomad acl token delete`) by its accessor id and make another.',
    anchors: ['SecretID', 'Secret ID '],
    pattern: new RegExp(String.raw`(?:SecretID(?:\\?")?:\s{0,16}(?:\\?")?|Secret ID {1,16}= )(?<secret>${UUID})`),
    maxMatchBytes: 90,
    edges: { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9-]/ },
    minBitsPerCharacter: 2.5,
    examples: (random) => {
      const secret = uuidOf(random);
      return [
        `AccessorID:       ${uuidOf(random)}\nSecretID:         ${secret}\nDescription:      Bootstrap Token (Global Management)\n`,
        `Accessor ID  = ${uuidOf(random)}\nSecret ID    = ${secret}\nName         = Bootstrap Token\n`,
        `{\n    "AccessorID": "${uuidOf(random)}",\n    "SecretID": "${secret}"\n}`,
        `{\\"SecretID\\":\\"${secret}\\"}`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      `AccessorID:       ${uuidOf(random)}\n`,
      'SecretID:         anonymous\n',
      'SecretID:         00000000-0000-0000-0000-000000000002\n',
      `VaultSecretID: ${random.text(8, '0123456789abcdef')}\n`,
    ],
  },
];
