/** TrueNAS: API keys are a number, a dash and 64 base-62 digits, as its WebSocket protocol (`auth.login_with_api_key`) takes them. */
import { ALPHANUMERIC, DIGITS } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const truenasRules: readonly Rule[] = [
  {
    id: 'truenas-websocket-key',
    title: 'TrueNAS API key',
    provider: 'TrueNAS',
    severity: 'critical',
    confidence: 'high',
    advice: 'Delete it in the TrueNAS interface (API keys): it may do whatever its user may.',
    anchors: ['login_with_api_key'],
    pattern:
      /login_with_api_key[\\"']{1,4},\s{0,24}[\\"']{1,4}params[\\"']{1,4}\s{0,4}:\s{0,4}\[\s{0,24}[\\"']{1,4}(?<secret>[0-9]{1,4}-(?<body>[A-Za-z0-9]{64}))/,
    maxMatchBytes: 180,
    admitsStandIns: true,
    minBitsPerCharacter: 3.5,
    examples: (random) => {
      const body = random.text(64, ALPHANUMERIC);
      const secret = `1${random.text(1, DIGITS)}-${body}`;
      return [
        `{"method": "auth.login_with_api_key", "params": ["${secret}"]}`,
        `{\n  "method": "auth.login_with_api_key",\n  "params": [\n    "${secret}"\n  ]\n}`,
      ].map((text) => ({ text, secret, hidden: [body] }));
    },
    lookAlikes: (random) => [
      'auth.login_with_api_key',
      `{"method": "auth.login_with_api_key", "params": ["7-${random.text(63, ALPHANUMERIC)}"]}`,
    ],
  },
];
