/** Mattermost: the path of an incoming webhook is `/hooks/` and an id of 26 characters of [a-z0-9] (model.NewId). The host may be any. */
import { membersOf } from '../../../bytes/members.ts';
import { DIGITS, LOWER } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const ID = membersOf(/[a-z0-9]/);

export const mattermostRules: readonly Rule[] = [
  {
    id: 'mattermost-webhook',
    title: 'Mattermost webhook URL',
    provider: 'Mattermost',
    severity: 'medium',
    confidence: 'medium',
    advice:
      'Whoever has the URL can post to the channel. Delete the webhook in Mattermost (Integrations, Incoming webhooks).',
    anchors: ['/hooks/'],
    glance: (window, at) => window.subarray(at + 7, at + 33).every((byte) => ID[byte] === 1),
    pattern:
      /https?:\/\/(?<host>[A-Za-z0-9.-]{1,80})(?::[0-9]{2,5})?(?:\/[a-z0-9-]{1,24})?\/hooks\/(?<body>[a-z0-9]{26})/,
    bytesBefore: 120,
    maxMatchBytes: 160,
    edges: { after: /[A-Za-z0-9_/-]/ },
    admitsStandIns: true,
    minBitsPerCharacter: 2.9,
    check: ({ body, groups }) => {
      if (!/[0-9]/.test(body)) return undefined;
      return /mattermost|chat|(?:^|\.)mm\./.test(groups.host!) ? {} : { confidence: 'low' };
    },
    examples: (random) =>
      [
        ['https://mattermost.acme-shop.io/hooks/', 'medium'] as const,
        ['http://10.0.0.7:8065/hooks/', 'low'] as const,
      ].map(([before, confidence]) => {
        const body = `7${random.text(25, DIGITS + LOWER)}`;
        return { text: before + body, secret: before + body, hidden: [body], confidence };
      }),
    lookAlikes: (random) => [
      `https://mattermost.acme-shop.io/hooks/${random.text(20, LOWER)}`,
      'https://acme-shop.io/hooks/usebeforeunloadandvisibility',
      `src/hooks/7${random.text(25, LOWER)}`,
    ],
  },
];
