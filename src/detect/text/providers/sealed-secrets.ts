/**
 * Secrets that another key locks; low, since they open nothing without it.
 *   Jenkins   `{AQAAABAAAA…}` of credentials.xml and config.xml (hudson.util.CryptoConfidentialKey): a byte 1, the lengths of IV and data
 *             as 32-bit numbers, IV, data; base64 in braces. The lengths have to fit
 *   Ansible   `$ANSIBLE_VAULT;1.1;AES256` (docs.ansible.com, "Ansible Vault payload format"): hex of lines of hex, of which the first is
 *             a salt of 32 bytes and the second an HMAC
 */
import { HEX, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const sealedSecretRules: readonly Rule[] = [
  {
    id: 'jenkins-encrypted-secret',
    form: { specification: 'hudson.util.CryptoConfidentialKey', proof: 'lengths inside fit' },
    title: 'Jenkins secret, encrypted',
    provider: 'Jenkins',
    severity: 'low',
    confidence: 'high',
    advice:
      'Opens with master.key and hudson.util.Secret of the same JENKINS_HOME. If those may have leaked too, replace the credential.',
    anchors: ['{AQAAABAAAA'],
    pattern: /\{(?<secret>AQAAABAAAA[A-Za-z0-9+/]{54,8000}={0,2})\}/,
    maxMatchBytes: 8014,
    check: ({ secret }) => {
      const bytes = Buffer.from(secret, 'base64');
      const data = bytes.readUInt32BE(5);
      return bytes.length === 9 + 16 + data && data % 16 === 0 ? { facts: { encrypted: true } } : undefined;
    },
    examples: (random) => {
      const secret = jenkinsSecret(random);
      return [{ text: `<password>{${secret}}</password>`, secret, hidden: [], facts: { encrypted: true } }];
    },
    lookAlikes: (random) => [
      `{AQAAABAAAA${random.text(60, HEX)}}`,
      `{${jenkinsSecret(random).slice(0, -8)}}`,
      '{AQAAABAAAA...}',
    ],
  },
  {
    id: 'ansible-vault',
    form: { specification: 'Ansible Vault payload format 1.1, 1.2', proof: 'salt and HMAC in hex inside hex' },
    title: 'Ansible Vault, encrypted',
    provider: 'Ansible',
    severity: 'low',
    confidence: 'high',
    advice:
      'Opens with the password of the vault, which can be guessed at leisure. Rekey it where the password is weak.',
    anchors: ['$ANSIBLE_VAULT;1.'],
    pattern:
      /\$ANSIBLE_VAULT;1\.[12];AES256(?:;[\w.-]{1,64})?[\s\\nr]{1,60}(?<body>[0-9a-f]{80})(?:[\s\\nr]{1,60}[0-9a-f]{80}(?![0-9a-f])){2,120}(?:[\s\\nr]{1,60}[0-9a-f]{1,79}(?![0-9a-f]))?/,
    maxMatchBytes: 16 << 10,
    edges: {},
    // Hex of hex: seven threes in a row are common in it.
    judgesPlaceholders: true,
    check: ({ secret, body }) => {
      const digits = secret.slice(secret.indexOf(body)).replace(/[^0-9a-f]/g, '');
      const inner = Buffer.from(digits, 'hex').toString('latin1');
      return /^[0-9a-f]{64}\n[0-9a-f]{64}\n[0-9a-f]{32}/.test(inner) ? { facts: { encrypted: true } } : undefined;
    },
    examples: (random) => {
      const vault = (indent: string) => {
        const inner = [random.text(64, HEX), random.text(64, HEX), random.text(160, HEX)].join('\n');
        const lines = Buffer.from(inner)
          .toString('hex')
          .match(/.{1,80}/g)!;
        return ['$ANSIBLE_VAULT;1.1;AES256', ...lines].join(`\n${indent}`);
      };
      return ['', '          '].map((indent) => {
        const text = vault(indent);
        return { text, secret: text, hidden: [], facts: { encrypted: true } };
      });
    },
    lookAlikes: (random) => [
      '$ANSIBLE_VAULT;1.1;AES256',
      `$ANSIBLE_VAULT;1.1;AES256\n${random.text(80, HEX)}\n${random.text(80, HEX)}\n${random.text(80, HEX)}`,
    ],
  },
];

function jenkinsSecret(random: RandomText): string {
  const dataBytes = 48;
  const header = Buffer.from([1, 0, 0, 0, 16, 0, 0, 0, dataBytes]);
  return Buffer.concat([header, random.bytes(16 + dataBytes)]).toString('base64');
}
