/**
 * `.docker/config.json`, `.dockercfg` and secrets of type kubernetes.io/dockerconfigjson: `"auth": "…"` is base64 of
 * `user:password` (docker/cli, "config file"); `identitytoken` is a refresh token of the registry.
 */
import { decodeBase64Text } from '../base64.ts';
import { assessPassword, drawnPassword } from '../password.ts';
import { ALPHANUMERIC } from '../random-text.ts';
import type { Assessment, Rule } from '../rule.ts';
import { isDrawn } from '../value-kind.ts';

const ADVICE =
  'Revoke the token, or change the password, at the registry; if it could push, look at the digests of your tags. `docker logout` removes it from the file, a credential helper keeps it out.';

export const dockerConfigRules: readonly Rule[] = [
  {
    id: 'docker-config-auth',
    title: 'Registry password in a configuration of Docker',
    provider: 'Docker registry',
    severity: 'critical',
    confidence: 'high',
    advice: ADVICE,
    anchors: ['"auth"', 'auth\\"'],
    pattern: /"?auth\\{0,3}"\s{0,8}:\s{0,8}\\{0,3}"(?<secret>[A-Za-z0-9+/]{8,8000}={0,2})(?=\\{0,3}")/,
    maxMatchBytes: 8100,
    edges: { before: /[A-Za-z0-9_]/ },
    judgesPlaceholders: true,
    check: ({ secret }) => assessAuth(secret),
    examples: (random) => {
      const password = drawnPassword(random);
      const secret = Buffer.from(`app:${password}`).toString('base64');
      return [
        `{"auths":{"registry.acme-shop.io":{"auth":"${secret}"}}}`,
        `{\n\t"registry.acme-shop.io": {\n\t\t"auth": "${secret}"\n\t}\n}`,
      ].map((text) => ({ text, secret, hidden: [secret, password], facts: { user: 'app' } }));
    },
    lookAlikes: (random) => [
      '{"auths":{"registry.acme-shop.io":{}}}',
      `"auth": "${random.text(24, ALPHANUMERIC)}"`,
      `"auth": "${Buffer.from('app:').toString('base64')}"`,
      `"auth": "${Buffer.from(`app:\${PASSWORD}`).toString('base64')}"`,
    ],
  },
  {
    id: 'docker-identity-token',
    title: 'Identity token of a container registry',
    provider: 'Docker registry',
    severity: 'critical',
    confidence: 'high',
    advice: ADVICE,
    anchors: ['"identitytoken"'],
    pattern: /"identitytoken"\s{0,8}:\s{0,8}"(?<secret>[\w.~+/=-]{20,8000})(?=")/,
    maxMatchBytes: 8100,
    check: ({ secret }) => (isDrawn(secret) ? {} : undefined),
    examples: (random) => {
      const secret = drawnPassword(random) + drawnPassword(random);
      return [{ text: `{"identitytoken":"${secret}"}`, secret, hidden: [secret] }];
    },
    lookAlikes: () => ['"identitytoken": ""', '"identitytoken": "the-token-of-your-identity"'],
  },
];

function assessAuth(secret: string): Assessment | undefined {
  const text = decodeBase64Text(secret, 'standard');
  const colon = text?.indexOf(':') ?? -1;
  if (text === undefined || colon < 1 || /[\x00-\x1f\x7f]/.test(text)) return undefined;
  const [user, password] = [text.slice(0, colon), text.slice(colon + 1)];
  // The name of a robot or a token is public; a user name that looks drawn may be a key.
  const facts = /^[\w.+$<>-]{1,64}$/.test(user) && !isDrawn(user) ? { facts: { user } } : {};
  const assessment = assessPassword(password, { of: user, ...facts });
  return assessment && { ...assessment, identity: password };
}
