/** HashiCorp Vault since 1.10: `hvs.` (service), `hvb.` (batch), `hvr.` (recovery), and base64url; before, one letter and a dot, which count behind the name. Shares of the key that unseals it. */
import { prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC, BASE64 } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { base64url, textOf, UUID } from '../token-parts.ts';

const shared = { provider: 'HashiCorp Vault' } as const;

const OF_APPROLE = /app[_-]?role|\brole[_-]?id\b|VAULT_SECRET|vault write|secret_id_accessor/i;
/** Ids of secrets in the vaults of Azure, AWS and Oracle. */
const OF_OTHERS = /key_?vault|vault_?id|aws_|ocid1/i;

export const hashicorpVaultRules: readonly Rule[] = [
  prefixedToken({
    ...shared,
    id: 'vault-service-token',
    title: 'HashiCorp Vault service token',
    severity: 'critical',
    advice: 'Revoke it with `vault token revoke`, and look in the audit log for what it read.',
    prefixes: ['hvs.'],
    body: [base64url(24, 400)],
  }),
  prefixedToken({
    ...shared,
    id: 'vault-batch-token',
    title: 'HashiCorp Vault batch token',
    severity: 'high',
    advice: 'A batch token ends when its time does: revoke its parent, and look in the audit log for what it read.',
    prefixes: ['hvb.'],
    body: [base64url(24, 1200)],
  }),
  prefixedToken({
    ...shared,
    id: 'vault-recovery-token',
    title: 'HashiCorp Vault recovery token',
    severity: 'critical',
    advice: 'End the recovery mode and make new recovery keys.',
    prefixes: ['hvr.'],
    body: [base64url(24, 400)],
  }),
  {
    ...shared,
    id: 'vault-legacy-token',
    title: 'HashiCorp Vault token of the old form',
    severity: 'critical',
    confidence: 'high',
    advice: 'Revoke it with `vault token revoke`, and look in the audit log for what it read.',
    anchors: [{ text: 'vault', ignoreCase: true }],
    pattern:
      /vault[\w.-]{0,24}token["'`]?[ \t]{0,4}[:= ][ \t]{0,4}["'`]?(?<secret>[sbr]\.(?<body>[A-Za-z0-9_-]{24,140}))/i,
    maxMatchBytes: 188,
    minBitsPerCharacter: 3.4,
    check: ({ body }) => (/[0-9]/.test(body) && /[A-Z]/.test(body) && /[a-z]/.test(body) ? {} : undefined),
    examples: (random) => {
      const body = `A1b${random.text(21, ALPHANUMERIC)}`;
      return [
        { text: `VAULT_TOKEN=s.${body}`, secret: `s.${body}`, hidden: [body] },
        { text: `vault.client.token: "b.${body}"`, secret: `b.${body}`, hidden: [body] },
      ];
    },
    lookAlikes: (random) => [
      'vault_token = s.addComponentsFromRegistryOfNames()',
      `vault_token = s.${random.text(20, ALPHANUMERIC)}`,
      `vault_token = t.A1b${random.text(21, ALPHANUMERIC)}`,
    ],
  },
  {
    ...shared,
    id: 'vault-approle-secret-id',
    title: 'HashiCorp Vault secret id of an AppRole',
    severity: 'high',
    confidence: 'medium',
    advice: 'Destroy it with `vault write auth/approle/role/NAME/secret-id/destroy`, and issue a new one.',
    anchors: ['secret_id', 'secret-id', 'secretid'].map((text) => ({ text, ignoreCase: true }) as const),
    pattern:
      /secret[_-]?id\\{0,2}["'`]?[ \t]{0,16}[:= >][ \t]{0,4}\\{0,2}["'`]?(?<secret>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})/i,
    maxMatchBytes: 84,
    contextBytes: 160,
    edges: { after: /[A-Za-z0-9-]/ },
    minBitsPerCharacter: 2.4,
    check: ({ window }) => (OF_APPROLE.test(window) && !OF_OTHERS.test(window) ? {} : undefined),
    examples: (random) => {
      const secret = textOf(UUID, random);
      return [
        `VAULT_SECRET_ID=${secret}\n`,
        `vault write auth/approle/login role_id="app" secret_id="${secret}"`,
        `{"role_id": "app", "secret_id": "${secret}"}`,
        `spring.cloud.vault.app-role.secret-id=${secret}`,
        `secret_id             ${secret}\nsecret_id_accessor    1`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      `secret_id = "${textOf(UUID, random)}"`,
      `{"vaultId": "a", "role_id": "b", "secretId": "${textOf(UUID, random)}"}`,
      'VAULT_SECRET_ID=00000000-0000-0000-0000-000000000000',
      'vault write auth/approle/login secret_id=$SECRET_ID',
    ],
  },
  {
    ...shared,
    id: 'vault-unseal-key',
    title: 'HashiCorp Vault unseal or recovery key share',
    severity: 'critical',
    confidence: 'high',
    advice: 'Make new key shares with `vault operator rekey`: enough of them open everything that the storage holds.',
    anchors: ['Unseal Key ', 'Recovery Key ', 'operator unseal '],
    // 32 bytes and one that numbers the share; in hex 66 digits.
    pattern:
      /(?:(?:Unseal|Recovery) Key [0-9]{1,2}: |operator unseal )(?<secret>(?<body>[0-9a-f]{66}|[A-Za-z0-9+/]{44}))/,
    maxMatchBytes: 83,
    edges: { after: /[A-Za-z0-9+/=]/ },
    minBitsPerCharacter: 3,
    examples: (random) => {
      const secret = random.text(44, BASE64);
      return ['Unseal Key 1: ', 'Recovery Key 3: ', 'vault operator unseal '].map((before) => ({
        text: before + secret,
        secret,
        hidden: [secret],
      }));
    },
    lookAlikes: (random) => [
      'Unseal Key 1: ...',
      `Unseal Key 1: ${random.text(40, BASE64)}`,
      'vault operator unseal -migrate',
    ],
  },
];
