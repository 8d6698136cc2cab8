/** Workato: `wrka`, two letters for a data centre that is not the first, `-`, and a JSON Web Token. */
import { ALPHANUMERIC, BASE64URL } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const PREFIXES = ['', 'eu', 'us', 'jp', 'sg', 'au', 'il', 'cn', 'kr'].map((place) => `wrka${place}-`);
const HEADER = 'eyJhbGciOiJSUzI1NiJ9';

export const workatoRules: readonly Rule[] = [
  {
    id: 'workato-api-token',
    title: 'Workato API token',
    provider: 'Workato',
    severity: 'critical',
    confidence: 'high',
    advice:
      'Delete the API client in Workato (Workspace admin, API clients): it reads and changes recipes and connections.',
    anchors: PREFIXES.map((prefix) => `${prefix}eyJ`),
    pattern: /(?<prefix>wrka(?:[a-z]{2})?-)(?<body>eyJ[\w-]{8,400}\.[\w-]{16,2000}\.[\w-]{43,1000})/,
    maxMatchBytes: 3_420,
    minBitsPerCharacter: 3.5,
    examples: (random) =>
      PREFIXES.map((prefix) => {
        const signature = random.text(342, BASE64URL);
        const secret = `${prefix}${HEADER}.eyJ${random.text(60, ALPHANUMERIC)}.${signature}`;
        return { text: `token: ${secret}`, secret, hidden: [signature] };
      }),
    lookAlikes: (random) => [
      `wrka-${random.text(64, ALPHANUMERIC)}`,
      `wrka-${HEADER}.eyJ${random.text(60, ALPHANUMERIC)}`,
      `awrka-${HEADER}.eyJ${random.text(60, ALPHANUMERIC)}.${random.text(342, ALPHANUMERIC)}`,
    ],
  },
];
