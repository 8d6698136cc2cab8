/** Google Chat: the URL of a webhook has an API key, which is the same for all, and a token of 43 base64url characters. */
import { BASE64URL, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const HOST = 'chat.googleapis.com/v1/spaces/';

/** The key is shorter than an API key, which would be a finding of its own. */
const pathOf = (random: RandomText, and: string) =>
  `${HOST}AAAA${random.text(7, BASE64URL)}/messages?key=AIza${random.text(30, BASE64URL)}${and}token=`;

export const googleChatRules: readonly Rule[] = [
  {
    id: 'google-chat-webhook',
    title: 'Google Chat webhook URL',
    provider: 'Google',
    severity: 'medium',
    confidence: 'high',
    advice:
      'Whoever has the URL can post to the space. Delete the webhook in the space (Apps and integrations) and add another.',
    anchors: [HOST],
    pattern:
      /(?<prefix>chat\.googleapis\.com\/v1\/spaces\/)[\w-]{8,16}\/messages\?key=[\w-]{30,50}(?:&amp;|\\u0026|\\?&|%26)token=(?<secret>(?<body>[\w-]{43})(?:=|%3[Dd])?)/,
    maxMatchBytes: 176,
    edges: { after: /[A-Za-z0-9_-]/ },
    minBitsPerCharacter: 3.5,
    examples: (random) =>
      ['&', '&amp;', '\\u0026'].map((and) => {
        const body = random.text(43, BASE64URL);
        return { text: `https://${pathOf(random, and)}${body}`, secret: body, hidden: [body] };
      }),
    lookAlikes: (random) => [
      `https://${HOST}AAAA/messages?key=KEY&token=TOKEN`,
      `https://${pathOf(random, '&')}`,
      `https://${pathOf(random, '&')}${random.text(42, BASE64URL)}`,
    ],
  },
];
