/** Passwords of Redis and Valkey in their configuration, `requirepass` and `masterauth`, and of their clients, `REDIS_AUTH`. */
import { assessPassword, drawnPassword } from '../password.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';

/** Of an option in a line of its own, or an item of a list. */
const BEFORE = /(?:^|[\r\n\0"']|\\n)[ \t]{0,20}(?:- )?$/;
/** On a command line and in a command: what follows is the value whatever it is. */
const SURELY_BEFORE = /--$|\bset[ \t]{1,4}$/i;
/** Nothing else in the line. */
const BEHIND = /^["']?[ \t]{0,8}(?:[\r\n#\0]|\\n|$)/;

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
      // Not in either case: clusters of Google have a `masterAuth`.
      ...['requirepass', 'masterauth', 'primaryauth'],
      ...['REDIS_AUTH=', 'REDIS_AUTH:', 'redis.auth ', 'redis.auth='],
    ],
    pattern:
      /(?:(?:requirepass|masterauth|primaryauth)(?:[ \t]{1,8}|["'],[ \t]{0,4}|["']?:[ \t]{1,4})|REDIS_AUTH(?:=|:[ \t]{1,4})|redis\.auth[ \t]{0,4}=[ \t]{0,4})["']?(?<secret>[^\s"'\x00]{3,128})/,
    maxMatchBytes: 160,
    contextBytes: 24,
    edges: {},
    judgesPlaceholders: true,
    check: assessOption,
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `\nrequirepass ${secret}\n`,
        `\nmasterauth "${secret}"\n`,
        `"requirepass": "${secret}"`,
        `\n  - requirepass ${secret}\n`,
        `command: ["redis-server", "--requirepass", "${secret}"]`,
        `REDIS_AUTH=${secret}\n`,
        `config.redis.auth = '${secret}'`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      `requirepass \${REDIS_PASSWORD}`,
      'masterauth $PASS',
      'REDIS_AUTH=',
      'Display --text "- Redis (requirepass configured)"',
      '["bind", "requirepass", "masterauth", "lua5_1-limit"]',
      '\n requirepass  directive7 in redis.conf\n',
      `masterAuth: ${drawnPassword(random)}\n`,
      'the option requirepass opens2everybody',
      '--requirepass "$(cat /run/secrets/redis)"',
    ],
  },
];

function assessOption({ window, start, end, secret }: Candidate): Assessment | undefined {
  if (/^[$%<({]/.test(secret)) return undefined;
  const [, between] = /^[a-z]{10,11}([ \t]|["'],)/i.exec(window.slice(start, end)) ?? [];
  const before = window.slice(0, start);
  const isTold = between === undefined || SURELY_BEFORE.test(before);
  const isLine = between?.trim() === '' && BEFORE.test(before) && BEHIND.test(window.slice(end));
  return isTold || isLine ? assessPassword(secret, { of: 'redis' }) : undefined;
}
