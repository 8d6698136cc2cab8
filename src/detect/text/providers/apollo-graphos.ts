/**
 * Apollo GraphOS: a key of a graph is `service:`, the id of the graph and 22 base64url characters (16 bytes); one of a person is `user:gh.` or
 * `user:gp.`, the id of the account and the same.
 */
import { prefixed } from '../example.ts';
import { ALPHANUMERIC, LOWER, type RandomText, uuidOf } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { isDrawn } from '../value-kind.ts';

const SECRET_LENGTH = 22;
const BLANK = 0x20;
const secretOf = (random: RandomText) => random.text(SECRET_LENGTH, ALPHANUMERIC);

/**
 * Capitals, small letters and digits change as often as in no name of several words (`listAllProductsOfShop2` has nine changes): one in 150 of so
 * many random characters has the pairs of letters of words (`isDrawn`).
 */
function alternates(body: string): boolean {
  const changes = body.match(/[a-z](?=[A-Z0-9])|[A-Z](?=[a-z0-9])|[0-9](?=[A-Za-z])/g)?.length ?? 0;
  return changes >= SECRET_LENGTH / 2 && /[a-z]/.test(body) && /[A-Z]/.test(body);
}

const shared = {
  provider: 'Apollo GraphOS',
  confidence: 'high',
  severity: 'high',
  admitsStandIns: true,
  maxMatchBytes: 8 + 65 + SECRET_LENGTH,
  minBitsPerCharacter: 3,
  check: ({ body }) => (isDrawn(body) || alternates(body) ? {} : undefined),
} as const satisfies Partial<Rule>;

export const apolloGraphosRules: readonly Rule[] = [
  {
    ...shared,
    id: 'apollo-graph-key',
    title: 'Apollo GraphOS API key of a graph',
    advice: 'Delete it in the settings of the graph in GraphOS Studio (API keys): it can publish another schema.',
    anchors: ['service:'],
    pattern: /(?<prefix>service:)[A-Za-z][A-Za-z0-9_-]{0,63}:(?<body>[A-Za-z0-9_-]{22})/,
    glance: (window, at) => window[at + 'service:'.length] !== BLANK,
    examples: (random) => [prefixed('service:', `${random.text(9, LOWER)}:${secretOf(random)}`)],
    lookAlikes: (random) => [
      `service:${random.text(9, LOWER)}:${random.text(20, ALPHANUMERIC)}`,
      'service:my-graph:your-api-key-goes-here',
      'service:catalog:listAllProductsOfShop2',
    ],
  },
  {
    ...shared,
    id: 'apollo-user-key',
    title: 'Apollo GraphOS API key of a person',
    advice: 'Delete it in the user settings of GraphOS Studio: it has all rights of that person.',
    anchors: ['user:gh.', 'user:gp.'],
    pattern: /(?<prefix>user:g[hp]\.)[A-Za-z0-9_.-]{1,64}:(?<body>[A-Za-z0-9_-]{22})/,
    examples: (random) => [prefixed('user:gh.', `${uuidOf(random)}:${secretOf(random)}`)],
    lookAlikes: (random) => [`user:gh.${uuidOf(random)}`, `user:gh.octocat:${random.text(12, ALPHANUMERIC)}`],
  },
];
