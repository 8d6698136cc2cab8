/**
 * `auth.json` of Composer, and COMPOSER_AUTH with the same JSON (getcomposer.org, "Authentication for privately hosted packages"):
 * by kind, the host and its token. Passwords of `http-basic` are found by their name.
 */
import { drawnPassword } from '../password.ts';
import { looksMadeUp } from '../placeholder.ts';
import { HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { isDrawn } from '../value-kind.ts';

const KINDS = ['github-oauth', 'gitlab-oauth', 'gitlab-token', 'bearer'];
/** A quote, also in JSON within JSON. */
const QUOTE = String.raw`\\{0,3}"`;

export const composerRules: readonly Rule[] = [
  {
    id: 'composer-auth-token',
    title: 'Token of a host in the credentials of Composer',
    provider: 'Composer',
    isFallback: true,
    severity: 'high',
    confidence: 'high',
    advice: 'Revoke it at the host that is named there, and give the next one to the build as COMPOSER_AUTH.',
    anchors: KINDS.flatMap((kind) => [`"${kind}"`, `"${kind}\\"`]),
    pattern: new RegExp(
      String.raw`"(?:${KINDS.join('|')})${QUOTE}\s{0,8}:\s{0,8}\{\s{0,40}${QUOTE}[\w.:-]{1,80}${QUOTE}\s{0,8}:\s{0,8}(?:\{\s{0,40}${QUOTE}username${QUOTE}\s{0,8}:\s{0,8}${QUOTE}[^"\\\n]{0,80}${QUOTE},\s{0,40}${QUOTE}token${QUOTE}\s{0,8}:\s{0,8})?${QUOTE}(?<secret>[\w.~+/=-]{16,512})(?=${QUOTE})`,
    ),
    maxMatchBytes: 1024,
    judgesPlaceholders: true,
    check: ({ secret }) => (isDrawn(secret) && !looksMadeUp(secret) ? {} : undefined),
    examples: (random) => {
      const [secret, hex] = [drawnPassword(random), random.text(40, HEX)];
      return [
        { text: `{"github-oauth": {"github.com": "${hex}"}}`, secret: hex, hidden: [hex] },
        { text: `COMPOSER_AUTH="{\\"github-oauth\\":{\\"github.com\\":\\"${hex}\\"}}"`, secret: hex, hidden: [hex] },
        ...[
          `"gitlab-token": {\n    "gitlab.acme-shop.io": "${secret}"\n  }`,
          `"gitlab-token":{"gitlab.com":{"username":"ci","token":"${secret}"}}`,
          `"bearer": { "repo.acme-shop.io": "${secret}" }`,
        ].map((text) => ({ text, secret, hidden: [secret] })),
      ];
    },
    lookAlikes: (random) => [
      '{"github-oauth": {}}',
      '{"github-oauth": {"github.com": "your-github-oauth-token"}}',
      '{"gitlab-token": {"gitlab.com": "$GITLAB_TOKEN_OF_THE_JOB"}}',
      `"bearer": { "type": "http", "description": "${random.text(8, HEX)}" }`,
      '"bearer": { "bearerFormat": "opaque-access-token" }',
    ],
  },
];
