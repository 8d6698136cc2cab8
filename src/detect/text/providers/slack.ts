/**
 * Slack (api.slack.com, "token types"; prefixes and parts as its own documents show them): `xox?-` followed by ids of
 * workspace and user in digits, then the random part. `xapp-1-` app-level tokens; `xoxe` tokens of rotation and
 * configuration; `xoxc-` with the cookie `xoxd-` are a browser's session. Webhook URLs are their own credential.
 */
import { prefixed } from '../example.ts';
import { ALPHANUMERIC, DIGITS, HEX, type RandomText, UPPER } from '../random-text.ts';
import type { Assessment, Candidate, Example, Rule } from '../rule.ts';

const REVOKE = 'Revoke it on the app\'s "OAuth & Permissions" page, or call auth.revoke with it.';
const shared = {
  provider: 'Slack',
  severity: 'high',
  confidence: 'high',
  admitsStandIns: true,
  minBitsPerCharacter: 2.5,
} as const;

const ids = (random: RandomText, count: number) => Array.from({ length: count }, () => `9${random.text(11, DIGITS)}`);
const example = (text: string, body: string): Example => ({ text, secret: text, hidden: [body] });

/** `prefix`, `count` ids and a random part. */
function token(random: RandomText, prefix: string, count: number, body: string): Example {
  return example([prefix, ...ids(random, count), body].join('-'), body);
}

const madeUp = (parts: readonly string[], body: string): Example => ({
  ...example([...parts, body].join('-'), body),
  confidence: 'low',
});

/** An id that counts up is of a document or a test, whose other parts may be drawn or words in digits (`1w1lln0tt3ll`). */
function ofRealWorkspace({ groups }: Candidate): Assessment {
  return groups.workspace?.startsWith('123456789') ? { confidence: 'low' } : {};
}

export const slackRules: readonly Rule[] = [
  {
    ...shared,
    id: 'slack-bot-token',
    title: 'Slack bot token',
    advice: REVOKE,
    anchors: ['xoxb-'],
    pattern: /(?<prefix>xoxb-)(?<workspace>[0-9]{8,14})-(?:[0-9]{8,14}-)?(?<body>[A-Za-z0-9]{18,34})/,
    maxMatchBytes: 69,
    minBitsPerCharacter: 3,
    check: ofRealWorkspace,
    examples: (random) => [
      token(random, 'xoxb', 2, random.text(24, ALPHANUMERIC)),
      token(random, 'xoxb', 1, random.text(24, ALPHANUMERIC)),
      madeUp(['xoxb', '123456789012', ...ids(random, 1)], random.text(24, ALPHANUMERIC)),
    ],
    lookAlikes: (random) => [
      'xoxb-your-bot-token-goes-here',
      `xoxb-${random.text(12, DIGITS)}-${random.text(12, DIGITS)}`,
      `xoxb-${random.text(12, DIGITS)}-${random.text(12, DIGITS)}-${random.text(8, ALPHANUMERIC)}`,
    ],
  },
  {
    ...shared,
    id: 'slack-user-token',
    title: 'Slack user or legacy token',
    advice: REVOKE,
    anchors: ['xoxp-', 'xoxa-', 'xoxr-', 'xoxo-', 'xoxs-'],
    pattern:
      /(?<prefix>xox[aoprs]-)(?:2-)?(?<workspace>[0-9]{8,14})-[0-9]{8,14}-(?:[0-9]{8,14}-)?(?<body>[0-9a-f]{32,64})/,
    maxMatchBytes: 116,
    check: ofRealWorkspace,
    examples: (random) => [
      token(random, 'xoxp', 3, random.text(32, HEX)),
      token(random, 'xoxp', 2, random.text(64, HEX)),
      token(random, 'xoxa-2', 3, random.text(32, HEX)),
      token(random, 'xoxr', 3, random.text(32, HEX)),
      madeUp(['xoxp', '1234567890', ...ids(random, 2)], random.text(32, HEX)),
    ],
    lookAlikes: (random) => ['xoxp-your-user-token', `xoxp-${ids(random, 3).join('-')}-${random.text(8, HEX)}`],
  },
  {
    ...shared,
    id: 'slack-rotated-token',
    title: 'Slack rotated access token, refresh token or app configuration token',
    advice: REVOKE,
    anchors: ['xoxe'],
    pattern: /(?<prefix>xoxe(?:\.(?:xox[bp]|xapp))?-)[0-9]-(?<body>[A-Za-z0-9+/]{100,500})={0,2}/,
    maxMatchBytes: 514,
    edges: { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9+/=_-]/ },
    minBitsPerCharacter: 3.5,
    examples: (random) => {
      const body = Buffer.from(`2-2-${ids(random, 4).join('-')}-${random.text(64, HEX)}`).toString('base64url');
      return ['xoxe-1-', 'xoxe.xoxp-1-', 'xoxe.xoxb-1-', 'xoxe.xapp-1-'].map((prefix) => prefixed(prefix, body));
    },
    lookAlikes: (random) => [`xoxe-1-${random.text(20, ALPHANUMERIC)}`, 'xoxe.xoxp-1-your-token'],
  },
  {
    ...shared,
    id: 'slack-app-token',
    title: 'Slack app-level token',
    advice: REVOKE,
    anchors: ['xapp-'],
    pattern: /(?<prefix>xapp-)[0-9]-A[A-Z0-9]{8,14}-[0-9]{8,16}-(?<body>[0-9a-f]{48,80})/,
    maxMatchBytes: 120,
    minBitsPerCharacter: 3,
    // One of another length was cut or retyped.
    check: ({ body }) => (body.length === 64 ? {} : { confidence: 'low' }),
    examples: (random) => {
      const make = (body: string) =>
        example(`xapp-1-A${random.text(10, UPPER)}-${random.text(13, DIGITS)}-${body}`, body);
      return [make(random.text(64, HEX)), { ...make(random.text(62, HEX)), confidence: 'low' }];
    },
    lookAlikes: (random) => [`xapp-1-A${random.text(10, UPPER)}-${random.text(13, DIGITS)}-${random.text(32, HEX)}`],
  },
  {
    ...shared,
    id: 'slack-session-token',
    title: 'Slack session of a browser',
    advice: 'Sign the user out of all sessions in the account settings.',
    anchors: ['xoxc-', 'xoxd-'],
    pattern:
      /(?<prefix>xox[cd]-)(?<body>[0-9]{8,14}-[0-9]{8,14}-[0-9]{8,14}-[0-9a-f]{64}|(?:[A-Za-z0-9+/]|%2[BFbf]){100,400}(?:=|%3[Dd]){0,2})/,
    maxMatchBytes: 1211,
    edges: { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9+/=_-]/ },
    examples: (random) => {
      const [body, cookie] = [random.text(64, HEX), `${random.text(120, ALPHANUMERIC)}%3D`];
      return [token(random, 'xoxc', 3, body), prefixed('xoxd-', cookie)];
    },
    lookAlikes: (random) => [`xoxc-${ids(random, 3).join('-')}`, 'xoxd-cookie'],
  },
  {
    ...shared,
    id: 'slack-webhook',
    title: 'Slack webhook URL',
    severity: 'medium',
    advice:
      'Whoever has the URL can post to the channel. Remove the webhook in the settings of the app and create another.',
    anchors: ['hooks.slack.com/'],
    pattern:
      /(?<prefix>hooks\.slack\.com\/)(?:services\/T[A-Za-z0-9]{7,12}\/B[A-Za-z0-9]{7,12}|workflows\/[TE][A-Za-z0-9]{7,12}\/A[A-Za-z0-9]{8,12}\/[0-9]{15,20}|triggers\/[TE][A-Za-z0-9]{7,12}\/[0-9]{10,16})\/(?<body>[A-Za-z0-9]{16,34})/,
    maxMatchBytes: 110,
    edges: { after: /[A-Za-z0-9]/ },
    minBitsPerCharacter: 3,
    examples: (random) => {
      const id = (letter: string) => letter + random.text(9, UPPER);
      const make = (path: string, body: string) => example(`hooks.slack.com/${path}/${body}`, body);
      return [
        make(`services/${id('T')}/${id('B')}`, random.text(24, ALPHANUMERIC)),
        make(`workflows/${id('T')}/${id('A')}/${random.text(18, DIGITS)}`, random.text(24, ALPHANUMERIC)),
        make(`triggers/${id('E')}/${random.text(13, DIGITS)}`, random.text(32, HEX)),
      ];
    },
    lookAlikes: (random) => [
      'hooks.slack.com/services/T00000000/B00000000/yourTokenOfTheWebhook24c',
      `hooks.slack.com/services/T${random.text(9, UPPER)}/B${random.text(9, UPPER)}`,
    ],
  },
];
