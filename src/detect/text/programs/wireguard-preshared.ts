/** Preshared keys of WireGuard (wg(8), `PresharedKey`): 32 random bytes in base64, shared by both ends of a tunnel. */
import { BASE64_DIGITS, isInRun } from '../byte-runs.ts';
import type { Rule } from '../rule.ts';

export const wireguardPresharedRules: readonly Rule[] = [
  {
    id: 'wireguard-preshared-key',
    title: 'Preshared key of WireGuard',
    provider: 'WireGuard',
    // It protects against quantum computers; without the private key nobody gets in.
    severity: 'medium',
    confidence: 'high',
    advice: 'Make another with `wg genpsk`, and set it at both ends.',
    anchors: ['PresharedKey', 'PreSharedKey', 'presharedKey'],
    glance: (window, at) => isInRun(window, at + 34, BASE64_DIGITS, 43),
    pattern: /Pre[sS]haredKey["']?[ \t]{0,8}[=:][ \t]{0,8}["']?(?<secret>(?<body>[A-Za-z0-9+/]{43})=)/i,
    maxMatchBytes: 76,
    edges: { after: /[A-Za-z0-9+/=]/ },
    admitsStandIns: true,
    minBitsPerCharacter: 3.8,
    // The last digit holds four bits.
    check: ({ body }) => (/[AEIMQUYcgkosw048]$/.test(body) ? {} : { confidence: 'low' }),
    examples: (random) => {
      const secret = Buffer.from(random.bytes(32)).toString('base64');
      return [`[Peer]\nPresharedKey = ${secret}\n`, `"presharedKey": "${secret}"`].map((text) => ({
        ...{ text, secret, hidden: [secret] },
      }));
    },
    lookAlikes: (random) => ['PresharedKey = ', `PresharedKey = ${Buffer.from(random.bytes(20)).toString('base64')}`],
  },
];
