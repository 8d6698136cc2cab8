/** Passwords of Redis and Valkey in their configuration, `requirepass` and `masterauth`, and of their clients, `REDIS_AUTH`. */
import { assessPassword, drawnPassword } from './password.ts';
import type { Assessment, Candidate, Rule } from './rule.ts';

/** Of an option in a line of its own, on a command line or in a command: a sentence about it has a word there. */
const BEFORE = /(?:^|[\r\n\0"']|\\n)[ \t]{0,20}$|--$|\bset[ \t]{1,4}$/i;

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
    contextBytes: 24,
    edges: {},
    judgesPlaceholders: true,
    check: assessOption,
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `\nrequirepass ${secret}\n`,
        `\nmasterauth "${secret}"`,
        `command: ["redis-server", "--requirepass", "${secret}"]`,
        `REDIS_AUTH=${secret}\n`,
        `config.redis.auth = '${secret}'`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: () => [
      `requirepass \${REDIS_PASSWORD}`,
      'masterauth $PASS',
      'REDIS_AUTH=',
      'Display --text "- Redis (requirepass configured)"',
      'the option requirepass opens2everybody',
      '--requirepass "$(cat /run/secrets/redis)"',
    ],
  },
];

function assessOption({ window, start, end, secret }: Candidate): Assessment | undefined {
  const isSentence = /^\w{10,11}[ \t]/.test(window.slice(start, end)) && !BEFORE.test(window.slice(0, start));
  return isSentence || /^[$%<({]/.test(secret) ? undefined : assessPassword(secret, { of: 'redis' });
}
