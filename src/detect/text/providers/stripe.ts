/**
 * Stripe's API keys (docs.stripe.com/keys): kind, mode, then 24 to some 100 base-62 digits, of an organization
 * (`sk_org_live_`, keys/organization-api-keys) some 220; and the signing secret of a webhook.
 */
import { prefixed } from '../example.ts';
import { ALPHANUMERIC, HEX } from '../random-text.ts';
import type { Candidate, Rule } from '../rule.ts';
import { CLERK_NAME_BYTES, isOfClerk } from './clerk.ts';
import { isPaystackBody } from './paystack.ts';
import { isWorkosBody } from './workos.ts';

const shared = {
  provider: 'Stripe',
  confidence: 'high',
  maxMatchBytes: 412,
  admitsStandIns: true,
  minBitsPerCharacter: 3.2,
  contextBytes: CLERK_NAME_BYTES,
  check: (candidate: Candidate) =>
    isPaystackBody(candidate.body) || isWorkosBody(candidate.body) || isOfClerk(candidate) ? undefined : {},
} as const;
const cutKey = ({ body }: Candidate) =>
  /[A-Z]/.test(body) && /[a-z]/.test(body) && /[0-9]/.test(body) ? ({ confidence: 'low' } as const) : undefined;
const ROLL = 'Roll the key in the Stripe dashboard (Developers, API keys) and look at the request log for what it did.';

export const stripeRules: readonly Rule[] = [
  {
    ...shared,
    id: 'stripe-live-key',
    title: 'Stripe secret or restricted key (live mode)',
    severity: 'critical',
    advice: ROLL,
    anchors: ['sk_live_', 'rk_live_', 'sk_org_live_'],
    pattern: /(?<prefix>[rs]k_live_|sk_org_live_)(?<body>[A-Za-z0-9]{12,400})/,
    // What is shorter was cut.
    check: (candidate) => (candidate.body.length < 24 ? cutKey(candidate) : shared.check(candidate)),
    minBitsPerCharacter: 3,
    examples: (random) => [
      prefixed('sk_live_', random.text(24, ALPHANUMERIC)),
      prefixed('rk_live_', random.text(99, ALPHANUMERIC)),
      prefixed('sk_org_live_', random.text(223, ALPHANUMERIC)),
      prefixed('sk_live_', `aB3${random.text(13, ALPHANUMERIC)}`, { confidence: 'low' }),
    ],
    lookAlikes: (random) => [
      `pk_live_${random.text(24, ALPHANUMERIC)}`,
      `sk_live_${random.text(8, ALPHANUMERIC)}`,
      'sk_live_yourSecretKeyHere',
      `sk_live_${random.text(40, HEX)}`,
      `CLERK_SECRET_KEY=sk_live_aB3dE5${random.text(36, HEX)}`,
    ],
  },
  {
    ...shared,
    id: 'stripe-test-key',
    title: 'Stripe secret or restricted key (test mode)',
    severity: 'low',
    advice: `It moves no money. ${ROLL}`,
    anchors: ['sk_test_', 'rk_test_', 'sk_org_test_'],
    pattern: /(?<prefix>[rs]k_test_|sk_org_test_)(?<body>[A-Za-z0-9]{24,400})/,
    examples: (random) => [
      prefixed('sk_test_', random.text(24, ALPHANUMERIC)),
      prefixed('rk_test_', random.text(99, ALPHANUMERIC)),
      prefixed('sk_org_test_', random.text(223, ALPHANUMERIC)),
    ],
    lookAlikes: (random) => [`pk_test_${random.text(24, ALPHANUMERIC)}`, `sk_test_${random.text(15, ALPHANUMERIC)}`],
  },
  {
    ...shared,
    id: 'stripe-webhook-secret',
    title: 'Signing secret of a webhook (Stripe, Svix)',
    severity: 'medium',
    advice: 'Roll the secret of the endpoint; with it anyone can send events that pass for genuine.',
    anchors: ['whsec_'],
    pattern: /(?<prefix>whsec_)(?<body>[A-Za-z0-9+/]{32,64}={0,2})/,
    maxMatchBytes: 72,
    edges: { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9+/=_]/ },
    examples: (random) => [
      prefixed('whsec_', random.text(32, ALPHANUMERIC)),
      prefixed('whsec_', Buffer.from(random.bytes(32)).toString('base64')),
    ],
    lookAlikes: (random) => [`whsec_${random.text(20, ALPHANUMERIC)}`, 'whsec_test_secret'],
  },
];
