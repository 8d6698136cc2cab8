/**
 * Gossip keys of Consul, Nomad and Serf (`encrypt` of their configurations in JSON and HCL, `-encrypt` of their agents,
 * `encrypt_key` of Serf): base64 of 16, 24 or 32 random bytes, for Nomad in the URL alphabet. Every member reads and forges the
 * messages of the cluster with it.
 */
import { membersOf } from '../../../bytes/members.ts';
import { isInRun } from '../byte-runs.ts';
import type { Rule } from '../rule.ts';
import { isDrawn, isOfWords } from '../value-kind.ts';
import { RESTIC_MAC } from './restic.ts';
import { assessKeyBytes } from './symmetric-key.ts';

const DIGITS = membersOf(/[A-Za-z0-9+/_-]/);
/** 24 bytes have no padding, and other text of 32 digits is a hex digest or a name. */
const hasAllKinds = (text: string) => /[A-Z]/.test(text) && /[a-z]/.test(text) && /[0-9+/_-]/.test(text);

function isKey(text: string): boolean {
  if (!hasAllKinds(text) || (/[+/]/.test(text) && /[_-]/.test(text))) return false;
  return text.endsWith('=') || (isDrawn(text) && !isOfWords(text));
}

export const gossipKeyRules: readonly Rule[] = [
  {
    id: 'gossip-encryption-key',
    title: 'Key of the gossip of Consul, Nomad or Serf',
    provider: 'HashiCorp',
    severity: 'high',
    confidence: 'high',
    advice:
      'Make another with `consul keygen`, `nomad operator gossip keyring generate` or `serf keygen`, install it on every agent, and remove the old one from the keyring.',
    anchors: [
      ...['"encrypt":', '"encrypt" :', 'encrypt = "', 'encrypt="', 'encrypt  ', '-encrypt=', '-encrypt '],
      ...['"encrypt_key"', 'encrypt_key = "', 'encrypt_key="', '\\"encrypt\\"'],
    ],
    pattern:
      /(?:\\?"encrypt(?:_key)?\\?"\s{0,4}:\s{0,4}\\?"|encrypt(?:_key)?\s{0,12}=\s{0,4}"|-encrypt[= ]["']?)(?<secret>[A-Za-z0-9+/_-]{43}=|[A-Za-z0-9+/_-]{32}|[A-Za-z0-9+/_-]{22}==)/,
    maxMatchBytes: 84,
    glance: (window, at) => isInRun(window, at + 29, DIGITS, 22),
    edges: { before: /[A-Za-z0-9_.]/, after: /[A-Za-z0-9+/=_-]/ },
    judgesPlaceholders: true,
    contextBytes: 80,
    check: ({ secret, window, start }) =>
      isKey(secret) && !RESTIC_MAC.test(window.slice(0, start))
        ? assessKeyBytes(Buffer.from(secret, 'base64'))
        : undefined,
    examples: (random) =>
      [32, 16, 24].flatMap((bytes) => {
        let secret: string;
        do secret = Buffer.from(random.bytes(bytes)).toString('base64');
        while (!isKey(secret));
        return [
          `{"server":true,"encrypt":"${secret}"}`,
          `server {\n  encrypt = "${secret}"\n}`,
          `-encrypt=${secret}`,
        ].map((text) => ({ text, secret, hidden: [secret], facts: { bits: 8 * bytes } }));
      }),
    lookAlikes: (random) => [
      `"encrypt": "${Buffer.from(random.bytes(20)).toString('base64')}"`,
      `encrypt = "${'AAECAwQFBgcICQoLDA0ODw'}=="`,
      `encrypt = "${random.text(32, '0123456789abcdef')}"`,
      '"encrypt": "AesGcm256-Sha256-Hmac-V1-Default"',
      '"encrypt":"Services/Crypto/Encrypt/Handler1"',
      'encrypt = "{{ consul_gossip_key_of_the_cluster_x }}"',
      `encrypt = "${'A'.repeat(43)}="`,
      `"r": "${Buffer.from(random.bytes(16)).toString('base64')}"\n  },\n  "encrypt": "${Buffer.from(random.bytes(32)).toString('base64')}"`,
      'openssl smime -encrypt -in message.txt -out message.enc recipient.pem',
    ],
  },
];
