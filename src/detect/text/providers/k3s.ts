/** K3s and RKE2: `K10`, SHA-256 of the cluster's CA, `::server:` or `::node:` and 16 random bytes in hex (docs.k3s.io/cli/token). */
import { HEX_DIGITS } from '../byte-runs.ts';
import { HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';

/** `K10` and the digest. */
const BEFORE = 67;

export const k3sRules: readonly Rule[] = [
  {
    id: 'k3s-join-token',
    title: 'Join token of a K3s or RKE2 cluster',
    provider: 'K3s',
    severity: 'critical',
    confidence: 'high',
    advice:
      'Rotate it (`k3s token rotate`): with it a machine joins the cluster, and that of a server decrypts its bootstrap data.',
    anchors: ['::server:', '::node:'],
    pattern: /K10[0-9a-f]{64}::(?:server|node):(?<body>[0-9a-f]{32})/,
    bytesBefore: BEFORE,
    glance: (window, at) => at >= BEFORE && window[at - BEFORE] === 0x4b && HEX_DIGITS[window[at - 1]!] === 1,
    maxMatchBytes: 108,
    minBitsPerCharacter: 2.7,
    examples: (random) =>
      ['server', 'node'].map((role) => {
        const body = random.text(32, HEX);
        const secret = `K10${random.text(64, HEX)}::${role}:${body}`;
        return { text: `K3S_TOKEN=${secret}\n`, secret, hidden: [body] };
      }),
    lookAlikes: (random) => [
      `K10${random.text(64, HEX)}::server:`,
      `K10${random.text(63, HEX)}::server:${random.text(32, HEX)}`,
      'tonic::transport::server::Server::builder()',
    ],
  },
];
