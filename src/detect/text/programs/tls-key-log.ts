/**
 * Secrets of TLS sessions that clients write to SSLKEYLOGFILE (RFC 9850): a label, 32 bytes of client random and the secret, in
 * hex. With a recording of the traffic, they decrypt it. Adjacent lines are one finding.
 */
import { HEX, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const LABELS = [
  'CLIENT_RANDOM',
  'CLIENT_EARLY_TRAFFIC_SECRET',
  'CLIENT_HANDSHAKE_TRAFFIC_SECRET',
  'SERVER_HANDSHAKE_TRAFFIC_SECRET',
  'CLIENT_TRAFFIC_SECRET_0',
  'SERVER_TRAFFIC_SECRET_0',
  'EARLY_EXPORTER_SECRET',
  'EXPORTER_SECRET',
];
/** Secrets are as long as the hash of the suite, and 48 bytes in TLS 1.2. */
const LINE = `(?:${LABELS.join('|')}) [0-9a-fA-F]{64} (?:[0-9a-fA-F]{96}|[0-9a-fA-F]{64})`;
const LINE_BEFORE = new RegExp(`${LINE}(?:\\r?\\n|\\\\n)$`);
const MAX_LINES = 40;

export const tlsKeyLogRules: readonly Rule[] = [
  {
    id: 'tls-key-log',
    form: { specification: 'RFC 9850', proof: 'label and lengths' },
    title: 'TLS session secrets (SSLKEYLOGFILE)',
    provider: 'TLS',
    severity: 'medium',
    confidence: 'high',
    advice:
      'Who recorded these sessions can read them: replace the credentials that went through. Unset SSLKEYLOGFILE in the job.',
    anchors: LABELS.map((label) => `${label} `.slice(0, 32)),
    pattern: new RegExp(
      `(?=[A-Z_0]{10,40} [0-9a-fA-F]{64} (?<body>[0-9a-fA-F]{64}))${LINE}(?:(?:\\r?\\n|\\\\n)${LINE}){0,${MAX_LINES - 1}}`,
    ),
    maxMatchBytes: MAX_LINES * 196,
    contextBytes: 200,
    edges: { before: /[A-Z_]/, after: /[0-9a-fA-F]/ },
    check: ({ window, start, secret }) => {
      if (LINE_BEFORE.test(window.slice(0, start))) return undefined;
      return { facts: { lines: secret.split(/\r?\n|\\n/).length } };
    },
    examples: (random) => {
      const old = line(random, 'CLIENT_RANDOM', 96);
      const current = line(random, 'CLIENT_HANDSHAKE_TRAFFIC_SECRET', 64);
      return [
        { text: old, secret: old, hidden: [old.slice(-96)], facts: { lines: 1 } },
        { text: current, secret: current, hidden: [current.slice(-64)], facts: { lines: 1 } },
      ];
    },
    lookAlikes: (random) => [
      `CLIENT_RANDOM ${random.text(64, HEX)}`,
      `CLIENT_RANDOM ${random.text(64, HEX)} ${random.text(90, HEX)}`,
      `CLIENT_RANDOM ${random.text(64, HEX)} ${'0'.repeat(96)}`,
      'CLIENT_RANDOM <hex> <hex>',
    ],
  },
];

function line(random: RandomText, label: string, digits: number): string {
  return `${label} ${random.text(64, HEX)} ${random.text(digits, HEX)}`;
}
