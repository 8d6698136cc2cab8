/**
 * Discord: a bot's token is base64url of its id (17 to 19 digits), of the seconds since 2011, and 27 to 38 random characters. It
 * has no prefix, so it counts behind `Bot ` or a name with `discord` in it. The URL of a webhook is its own credential.
 */
import { decodeBase64Text } from '../base64.ts';
import { ALPHANUMERIC, BASE64URL, DIGITS, type RandomText } from '../random-text.ts';
import type { Example, Rule } from '../rule.ts';

const shared = { provider: 'Discord', confidence: 'high' } as const;

export const discordRules: readonly Rule[] = [
  {
    ...shared,
    id: 'discord-bot-token',
    title: 'Discord bot token',
    severity: 'critical',
    advice:
      'Reset it in the developer portal (Bot, Reset token); with it anyone is the bot in every server that has it.',
    anchors: [{ text: 'discord', ignoreCase: true }, 'Bot M', 'Bot N', 'Bot O', 'bot_token', 'BOT_TOKEN', 'botToken'],
    pattern:
      /(?:bot|discord|bot_?token)(?:[\w.-]{0,24}token)?["'`\\]{0,4}[ \t]{0,4}(?:[:=,(]|=>)?[ \t]{0,4}["'`\\(]{0,4}(?:bot )?(?<secret>[MNO][A-Za-z0-9_-]{22,27}\.[A-Za-z0-9_-]{6}\.(?<body>[A-Za-z0-9_-]{27,40}))/i,
    maxMatchBytes: 160,
    edges: { after: /[A-Za-z0-9_-]/ },
    admitsStandIns: true,
    minBitsPerCharacter: 3.2,
    check: ({ secret }) => {
      const id = decodeBase64Text(secret.slice(0, secret.indexOf('.')), 'url');
      return id !== undefined && /^[0-9]{16,20}$/.test(id) ? { facts: { botId: id } } : { confidence: 'low' };
    },
    examples: (random) =>
      ['DISCORD_TOKEN=', '"Authorization": "Bot ', 'discord_bot_token: '].map((before) => bot(before, random)),
    lookAlikes: (random) => [
      'discord.client.on(Message.Create.then)',
      `DISCORD_TOKEN=${Buffer.from(random.text(18, DIGITS)).toString('base64url')}`,
      `discord: ${random.text(24, BASE64URL)}`,
    ],
  },
  {
    ...shared,
    id: 'discord-webhook',
    title: 'Discord webhook URL',
    severity: 'medium',
    advice:
      'Whoever has the URL can post to the channel. Delete the webhook in the settings of the channel (Integrations).',
    anchors: ['/api/webhooks/'],
    pattern: /(?<prefix>\/api\/webhooks\/)[0-9]{17,20}\/(?<body>[A-Za-z0-9_-]{60,80})/,
    maxMatchBytes: 115,
    edges: { after: /[A-Za-z0-9_-]/ },
    admitsStandIns: true,
    minBitsPerCharacter: 3.5,
    examples: (random) => {
      const body = random.text(68, ALPHANUMERIC);
      const secret = `/api/webhooks/1${random.text(17, DIGITS)}/${body}`;
      return [{ text: `https://discord.com${secret}`, secret, hidden: [body] }];
    },
    lookAlikes: (random) => [
      'https://discord.com/api/webhooks/ID/TOKEN',
      `/api/webhooks/1${random.text(17, DIGITS)}/${random.text(20, ALPHANUMERIC)}`,
    ],
  },
];

function bot(before: string, random: RandomText): Example {
  const id = `1${random.text(17, DIGITS)}`;
  const body = random.text(38, ALPHANUMERIC);
  const secret = `${Buffer.from(id).toString('base64url')}.G${random.text(5, ALPHANUMERIC)}.${body}`;
  return { text: before + secret, secret, hidden: [body], facts: { botId: id } };
}
