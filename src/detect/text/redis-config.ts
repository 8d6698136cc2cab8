/** Passwords of Redis and Valkey in their configuration: `requirepass`, `masterauth`, `user NAME … >password`; `REDIS_AUTH` of clients. */
import { assessPassword, drawnPassword } from './password.ts';
import type { Rule } from './rule.ts';

export const redisConfigRules: readonly Rule[] = [
  {
    id: 'redis-config-password',
    title: 'Password of a Redis server',
    provider: 'Redis',
    severity: 'high',
    confidence: 'high',
    advice:
      'Set another one with `CONFIG SET requirepass` or `ACL SETUSER`, and hand it to server and clients as a secret.',
    anchors: [
      ...['requirepass', 'masterauth'].map((text) => ({ text, ignoreCase: true }) as const),
      ...['REDIS_AUTH=', 'REDIS_AUTH:', 'redis.auth ', 'redis.auth='],
    ],
    pattern:
      /(?:(?:requirepass|masterauth)(?:[ \t]{1,8}|["'],[ \t]{0,4})|REDIS_AUTH(?:=|:[ \t]{1,4})|redis\.auth[ \t]{0,4}=[ \t]{0,4})["']?(?<secret>[^\s"'\x00]{3,128})/i,
    maxMatchBytes: 160,
    edges: {},
    judgesPlaceholders: true,
    check: ({ secret }) => (/[$%<({]/.test(secret.charAt(0)) ? undefined : assessPassword(secret, { of: 'redis' })),
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `\nrequirepass ${secret}\n`,
        `masterauth "${secret}"`,
        `command: ["redis-server", "--requirepass", "${secret}"]`,
        `REDIS_AUTH=${secret}\n`,
        `config.redis.auth = '${secret}'`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: () => [
      `requirepass \${REDIS_PASSWORD}`,
      'masterauth $PASS',
      'REDIS_AUTH=',
      '--requirepass "$(cat /run/secrets/redis)"',
    ],
  },
];
