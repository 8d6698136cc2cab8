/**
 * Cookies of Erlang's distribution: whoever has one and reaches a node can run code on it. `-setcookie` of erl and in vm.args,
 * variables of RabbitMQ, Elixir's releases and CouchDB, `erlangCookie` of charts. Only those that a machine drew; erl itself draws
 * 20 capitals (auth.erl).
 */
import { createHash } from 'node:crypto';
import { BASE64URL_DIGITS, isInRun } from '../byte-runs.ts';
import { isPlaceholder } from '../placeholder.ts';
import type { Rule } from '../rule.ts';
import { isDrawn, isGuessable, isOfWords } from '../value-kind.ts';
import { isDigestOfWord } from './digest-of-word.ts';

export const erlangCookieRules: readonly Rule[] = [
  {
    id: 'erlang-cookie',
    title: 'Cookie of Erlang nodes',
    provider: 'Erlang',
    severity: 'high',
    confidence: 'high',
    advice:
      'Set another on every node of the cluster, from a store of secrets, and let nobody else reach epmd and the nodes.',
    anchors: ['-setcookie', 'ERLANG_COOKIE', 'RELEASE_COOKIE', 'erlang_cookie', 'erlangCookie', 'erlang-cookie'],
    pattern:
      /(?:-setcookie["']?,?[ \t]{1,8}|(?:ERLANG|RELEASE)_COOKIE["']?\s{0,4}[:=]\s{0,4}|erlang[_-]?[cC]ookie["']?\s{0,4}[:=]\s{0,4})["']?(?<secret>[A-Za-z0-9_-]{16,128})/,
    maxMatchBytes: 164,
    // It begins 12 to 27 bytes after the start of the anchor.
    glance: (window, at) => isInRun(window, at + 27, BASE64URL_DIGITS, 16),
    edges: { before: /[A-Za-z0-9]/, after: /[A-Za-z0-9_+/=.(-]/ },
    judgesPlaceholders: true,
    check: ({ secret }) => {
      if (isPlaceholder(secret) || isDigestOfWord(secret) || !(isDrawn(secret) || isOfErlang(secret))) return undefined;
      return { guessable: !isOfErlang(secret) && isGuessable(secret) };
    },
    examples: (random) => {
      const [own, hex] = [random.text(20, 'BCDFGHJKLMNPQRSTVWXZ'), random.text(40, '0123456789abcdef')];
      return [
        { text: `-setcookie ${own}\n`, secret: own, hidden: [own] },
        { text: `RABBITMQ_ERLANG_COOKIE=${own}\n`, secret: own, hidden: [own] },
        { text: `  erlangCookie: "${hex}"\n`, secret: hex, hidden: [hex] },
      ];
    },
    lookAlikes: () => [
      '-setcookie $RELEASE_COOKIE_OF_STAGE',
      '-setcookie my_secret_cookie_name\n',
      `RABBITMQ_ERLANG_COOKIE=\${COOKIE}\n`,
      'ERLANG_COOKIE=SWQOKODSQALRPCLNMEQGX.example',
      `ERLANG_COOKIE=${createHash('md5').update('').digest('hex')}`,
      'ERLANG_COOKIE: rabbitmq-cluster-cookie-for-tests',
    ],
  },
];

/** Twenty capitals with at most one word, by chance. */
function isOfErlang(text: string): boolean {
  return /^[A-Z]{20}$/.test(text) && !isOfWords(text);
}
