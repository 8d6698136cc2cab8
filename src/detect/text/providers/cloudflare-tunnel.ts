/**
 * Cloudflare Tunnel: what `cloudflared tunnel run --token` is given is base64 of JSON: account (`a`), tunnel (`t`) and secret (`s`). Those
 * of the dashboard have them in this order; `cloudflared tunnel token` (TunnelToken in connection/connection.go), which may add an
 * endpoint (`e`), and Terraform's jsonencode have the secret before the tunnel.
 */
import { HEX, type RandomText, uuidOf } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const cloudflareTunnelRules: readonly Rule[] = [
  {
    id: 'cloudflare-tunnel-token',
    title: 'Cloudflare Tunnel token',
    provider: 'Cloudflare',
    severity: 'high',
    confidence: 'high',
    advice:
      'Rotate it (Zero Trust, Networks, Tunnels, Refresh token): whoever has it runs the tunnel and answers for your hosts.',
    // Base64 of `{"a":"`.
    anchors: ['eyJhIjoi'],
    pattern: /(?<prefix>eyJhIjoi)(?<body>[A-Za-z0-9+/]{150,320})={0,2}/,
    maxMatchBytes: 330,
    edges: { before: /[A-Za-z0-9+/_-]/, after: /[A-Za-z0-9+/=_-]/ },
    minBitsPerCharacter: 3.5,
    check: ({ secret }) => (TOKEN.test(Buffer.from(secret, 'base64').toString('latin1')) ? {} : undefined),
    examples: (random) => {
      const { a, t, s } = partsOf(random);
      return [
        { a, t, s },
        { a, s, t },
        { a, s, t, e: 'fed' },
      ].map((parts) => {
        const token = btoa(JSON.stringify(parts));
        return { text: `cloudflared tunnel run --token ${token}\n`, secret: token, hidden: [token.slice(8)] };
      });
    },
    lookAlikes: (random) => [
      'eyJhIjoi',
      btoa(`{"a":"${random.text(160, HEX)}"}`),
      btoa(JSON.stringify(partsOf(random))).slice(0, -24),
    ],
  },
];

const TUNNEL = '"t":"[0-9a-f-]{36}"';
const SECRET = '"s":"[A-Za-z0-9+/=]{32,96}"';
const TOKEN = new RegExp(
  `^\\{"a":"[0-9a-f]{32}",(?:${TUNNEL},${SECRET}|${SECRET},${TUNNEL})(?:,"e":"[a-z]{1,16}")?\\}$`,
);

function partsOf(random: RandomText): { a: string; t: string; s: string } {
  const uuid = uuidOf(random);
  return { a: random.text(32, HEX), t: uuid, s: btoa(random.text(32, HEX)) };
}
