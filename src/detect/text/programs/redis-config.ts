/**
 * Passwords of Redis and Valkey in their configuration, `requirepass` and `masterauth`, and of their clients, `REDIS_AUTH`; of
 * users, `ACL SETUSER` and the lines of an ACL file (redis.io, ACL), unencrypted after `>`; in commands typed into redis-cli.
 */
import { assessPassword, drawnPassword } from '../password.ts';
import { HEX } from '../random-text.ts';
import { type Assessment, type Candidate, inAnyCase, type Rule } from '../rule.ts';

/** Before an option in a line of its own, or an item of a list. */
const BEFORE = /(?:^|[\r\n\0"']|\\n)[ \t]{0,20}(?:- )?$/;
/** On a command line and in a command: any text that follows is the value. */
const SURELY_BEFORE = /--$|\bset[ \t]{1,4}$/i;
/** Prompt of redis-cli: `127.0.0.1:6379`, `redis:6379[1]`. */
const PROMPT = /[\w.-]:[0-9]{2,5}(?:\[[0-9]{1,2}\])?$/;
/** In an ACL file, and in redis.conf. */
const USER =
  /(?:^|[\r\n\0])[ \t]{0,8}user [\w.-]{1,64}(?: (?:reset|resetpass|sanitize-payload|[+~&][^\s]{1,20})){0,4}$/;
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
      // Case-sensitive: clusters of Google have a `masterAuth`.
      ...['requirepass', 'masterauth', 'primaryauth'],
      ...['> AUTH ', '> auth ', 'SETUSER ', 'setuser ', ' on >'],
      ...inAnyCase('> auth ', 'acl setuser '),
      ' on >',
      ...['REDIS_AUTH=', 'REDIS_AUTH:', 'redis.auth ', 'redis.auth='],
    ],
    pattern:
      /(?:(?:requirepass|masterauth|primaryauth)(?:[ \t]{1,8}|["'],[ \t]{0,4}|["']?:[ \t]{1,4})|REDIS_AUTH(?:=|:[ \t]{1,4})|redis\.auth[ \t]{0,4}=[ \t]{0,4}|> (?:AUTH|auth) (?:[\w.-]{1,64} (?=[^\s]{3,128}[\r\n]))?|(?:ACL SETUSER|acl setuser) [\w.-]{1,64}(?: [^\s>"'\x00]{1,40}){0,8} ["']?>| on >)["']?(?<secret>[^\s"'\x00]{3,2048}(?![^\s"'\x00]))/,
    maxMatchBytes: 2520,
    contextBytes: 100,
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
        `\nuser app on >${secret} ~* +@all\n`,
        `127.0.0.1:6379> AUTH ${secret}\n`,
        `redis:6379[1]> auth app ${secret}\n`,
        `ACL SETUSER app on ~* +@all >${secret}\n`,
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
      `\nuser app on >\${REDIS_PASSWORD} ~* +@all\n`,
      `\nuser app on #${random.text(64, HEX)} ~* +@all\n`,
      `turn it on >${drawnPassword(random)}\n`,
      `<b> AUTH ${drawnPassword(random)}\n`,
      '127.0.0.1:6379> AUTH <password>\n',
      'ACL SETUSER app on nopass ~* +@all\n',
    ],
  },
];

function assessOption({ window, start, end, secret }: Candidate): Assessment | undefined {
  if (/^[$%<({]/.test(secret)) return undefined;
  if (/^(?:>| on >)/.test(window.slice(start, end))) {
    const isOfUser = (window[start] === '>' ? PROMPT : USER).test(window.slice(0, start));
    return isOfUser ? assessPassword(secret, { of: 'redis' }) : undefined;
  }
  if (/^acl/i.test(window.slice(start, end))) return assessPassword(secret, { of: 'redis' });
  const [, between] = /^[a-z]{10,11}([ \t]|["'],)/i.exec(window.slice(start, end)) ?? [];
  const before = window.slice(0, start);
  const isSetting = between === undefined || SURELY_BEFORE.test(before);
  const isLine = between?.trim() === '' && BEFORE.test(before) && BEHIND.test(window.slice(end));
  return isSetting || isLine ? assessPassword(secret, { of: 'redis' }) : undefined;
}
