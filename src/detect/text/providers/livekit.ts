/**
 * LiveKit: `API`, base-62 digits and their secret of 43 or 44, as a member of `keys` in the configuration of its server and of what stands
 * beside it (egress, ingress, SIP), in LIVEKIT_KEYS, or behind the name of the service.
 */
import { looksIssued } from '../looks-issued.ts';
import { ALPHANUMERIC, type RandomText } from '../random-text.ts';
import { type Rule, TOKEN_EDGES } from '../rule.ts';
import { servicesOf } from '../services.ts';
import { alphanumeric } from '../shape.ts';

/** With so many digits that none reads as words. */
const keyOf = (random: RandomText) => ({
  id: `API${random.text(12, ALPHANUMERIC)}`,
  secret: Array.from({ length: 11 }, () => `${random.text(3, ALPHANUMERIC)}7`)
    .join('')
    .slice(0, 43),
});

export const livekitRules: readonly Rule[] = [
  {
    id: 'livekit-key-pair',
    title: 'Key and secret of a LiveKit server',
    provider: 'LiveKit',
    severity: 'high',
    confidence: 'high',
    advice:
      'Replace the pair in the configuration of the server and of all that join rooms through it: whoever has it signs tokens for any room.',
    anchors: ['\n  API', '\n    API', 'KEYS=API', 'KEYS="API', "KEYS='API", 'KEYS: "API', "KEYS: 'API"],
    pattern: /(?:\n {2,4}|KEYS(?:=|: )["']?)(?<id>API[A-Za-z0-9]{8,24}): ?["']?(?<secret>[A-Za-z0-9]{43,44})/,
    maxMatchBytes: 90,
    edges: { after: TOKEN_EDGES.after! },
    check: ({ secret }) => (looksIssued(secret) ? {} : undefined),
    examples: (random) => {
      const { id, secret } = keyOf(random);
      return [`keys:\n  ${id}: ${secret}\n`, `LIVEKIT_KEYS="${id}: ${secret}"`].map((text) => ({
        ...{ text, secret, hidden: [secret] },
      }));
    },
    lookAlikes: (random) => {
      const { id, secret } = keyOf(random);
      return [
        `keys:\n  ${id}: ${secret.slice(1)}\n`,
        `\n  ${id.slice(0, 6)}: ${secret}\n`,
        `keys:\n  API: ${secret}\n`,
      ];
    },
  },
  ...servicesOf([
    [
      'livekit,live kit',
      'LiveKit',
      alphanumeric(43, 44),
      { what: 'API secret', where: 'Settings, API keys of the project at LiveKit, or the keys of its own server' },
    ],
  ]),
];
