/** WorkOS: `sk_live_` or `sk_test_` as Stripe has them, then base64 of `key_`, a ULID, a comma and some 25 base-62 digits. */
import { prefixed } from '../example.ts';
import { ALPHANUMERIC, DIGITS, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';

/** Base64 of `key_01`, as all ULIDs begin until the year 3084. */
const BEGINNING = 'a2V5XzAx';
/** The alphabet of ULIDs is Crockford's. */
const CONTENT = /^key_01[0-9A-HJKMNP-TV-Z]{24},[A-Za-z0-9]{16,}/;

/** Whether what follows `sk_live_` is a key of WorkOS and not of Stripe. */
export function isWorkosBody(body: string): boolean {
  return body.startsWith(BEGINNING);
}

const shared = {
  provider: 'WorkOS',
  confidence: 'high',
  maxMatchBytes: 104,
  minBitsPerCharacter: 3.5,
  check: ({ body }: { readonly body: string }) =>
    CONTENT.test(atob(body.slice(0, body.length - (body.length % 4)))) ? {} : undefined,
} as const;
const DELETE = 'Delete it in the WorkOS dashboard (API keys).';

export const workosRules: readonly Rule[] = [
  {
    ...shared,
    id: 'workos-live-key',
    title: 'WorkOS API key (production)',
    severity: 'critical',
    advice: `${DELETE} It reads and changes users, organizations and how they sign in.`,
    anchors: [`sk_live_${BEGINNING}`],
    pattern: /(?<prefix>sk_live_)(?<body>a2V5XzAx[A-Za-z0-9]{52,88})/,
    examples: (random) => [keyOf('sk_live_', random)],
    lookAlikes: (random) => lookAlikesOf('sk_live_', random),
  },
  {
    ...shared,
    id: 'workos-test-key',
    title: 'WorkOS API key (staging)',
    severity: 'medium',
    advice: `${DELETE} It reads and changes what the staging environment holds.`,
    anchors: [`sk_test_${BEGINNING}`],
    pattern: /(?<prefix>sk_test_)(?<body>a2V5XzAx[A-Za-z0-9]{52,88})/,
    examples: (random) => [keyOf('sk_test_', random)],
    lookAlikes: (random) => lookAlikesOf('sk_test_', random),
  },
];

function keyOf(prefix: string, random: RandomText) {
  const ulid = `01${random.text(24, `${DIGITS}ABCDEFGHJKMNPQRSTVWXYZ`)}`;
  return prefixed(prefix, unpadded(`key_${ulid},${random.text(25, ALPHANUMERIC)}`));
}

function lookAlikesOf(prefix: string, random: RandomText): readonly string[] {
  return [
    prefix + BEGINNING,
    prefix + unpadded(`key_01${random.text(24, DIGITS)};${random.text(25, ALPHANUMERIC)}`),
    prefix + unpadded(`key_01${random.text(20, DIGITS)},${random.text(25, ALPHANUMERIC)}`),
  ];
}

function unpadded(text: string): string {
  return btoa(text).replace(/=+$/, '');
}
