/** Convex: deploy keys name a deployment or a project, then `|` and base64 of `{"v2":"…"}` with 32 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import type { RandomText } from '../random-text.ts';
import { HEX, LOWER } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { hex } from '../token-parts.ts';

const shared = { provider: 'Convex', severity: 'critical' } as const;

export const convexRules: readonly Rule[] = [
  {
    ...shared,
    id: 'convex-deploy-key',
    title: 'Convex deploy key',
    confidence: 'high',
    advice: 'Delete it in the Convex dashboard (settings of the deployment, Deploy keys): it changes code and data.',
    // Base64 of `{"v2":"`.
    anchors: ['|eyJ2MiI6I'],
    pattern:
      /(?:(?:prod|dev):[a-z]{1,30}-[a-z]{1,30}-[0-9]{1,4}|(?:preview|project):[a-z0-9_-]{1,64}:[a-z0-9_-]{1,64})\|(?<body>eyJ2MiI6I[A-Za-z0-9]{46})(?:=|%3[Dd])?/,
    bytesBefore: 140,
    maxMatchBytes: 200,
    edges: { before: /[A-Za-z0-9_-]/, after: /[A-Za-z0-9+/=]/ },
    minBitsPerCharacter: 3.5,
    check: ({ body }) => (/^\{"v2":"[0-9a-f]{32}"\}$/.test(atob(body)) ? {} : undefined),
    examples: (random) => ['prod:happy-otter-123', 'preview:acme:shop'].map((of) => exampleOf(of, random)),
    lookAlikes: (random) => [
      'prod:happy-otter-123|eyJ2MiI6I',
      `happy-otter|${keyOf(random)}`,
      `prod:happy-otter-123|${btoa(`{"v2":"${random.text(32, LOWER)}"}`)}`,
    ],
  },
  prefixedToken({
    ...shared,
    id: 'convex-admin-key',
    title: 'Admin key of a self-hosted Convex backend',
    advice: 'Start the backend with another INSTANCE_SECRET, of which admin keys are made, and make a new key.',
    // Names of the instance: that of Convex's own docker-compose.yml, and that of Coolify's.
    prefixes: ['convex-self-hosted|', 'self-hosted-convex|'],
    body: ['01', hex(60, 128)],
  }),
];

const keyOf = (random: RandomText) => btoa(`{"v2":"${random.text(32, HEX)}"}`);

function exampleOf(deployment: string, random: RandomText) {
  const key = keyOf(random);
  return { text: `CONVEX_DEPLOY_KEY=${deployment}|${key}\n`, secret: `${deployment}|${key}`, hidden: [key] };
}
