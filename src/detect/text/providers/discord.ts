/**
 * Discord: a bot's token is base64url of its id (17 to 19 digits), of the seconds since 2011, and 27 to 38 random characters. It
 * has no prefix, so it counts behind `Bot `, a name with `discord` in it, or a call that signs in; and by itself if the id is of 2022 or
 * later, since those begin with the same few digits. The URL of a webhook is its own credential.
 */
import { decodeBase64Text } from '../base64.ts';
import { ALPHANUMERIC, BASE64URL, DIGITS, type RandomText } from '../random-text.ts';
import type { Example, Rule } from '../rule.ts';

const shared = { provider: 'Discord', confidence: 'high' } as const;

/** `client.login("M…")` of discord.js, `bot.run("M…")` of discord.py. */
const SIGNS_IN = ['login', 'run'].flatMap((call) => [...'MNO'].flatMap((id) => [`${call}("${id}`, `${call}('${id}`]));

/** An id is the milliseconds since 2015, times 2^22 (a snowflake): from July 2022 to 2027 it has 19 digits and begins with 10 to 15. */
const RECENT_IDS = Array.from({ length: 60 }, (_, digits) => Buffer.from(`${100 + digits}`).toString('base64url'));
const [LETTER_M, FULL_STOP] = [0x4d, 0x2e];

export const discordRules: readonly Rule[] = [
  {
    ...shared,
    id: 'discord-bot-token',
    title: 'Discord bot token',
    severity: 'critical',
    advice:
      'Reset it in the developer portal (Bot, Reset token); with it anyone is the bot in every server that has it.',
    anchors: [
      { text: 'discord', ignoreCase: true },
      ...['Bot M', 'Bot N', 'Bot O', 'bot_token', 'BOT_TOKEN', 'botToken'],
      ...SIGNS_IN,
      ...RECENT_IDS,
    ],
    // A recent id has 25 or 26 characters.
    glance: (window, at) => window[at] !== LETTER_M || window[at + 25] === FULL_STOP || window[at + 26] === FULL_STOP,
    pattern:
      /(?:(?:bot|discord|bot_?token|login|run)(?:[\w.-]{0,24}token)?["'`\\]{0,4}[ \t]{0,4}(?:[:=,(]|=>)?[ \t]{0,4}["'`\\(]{0,4}(?:bot )?)?(?<secret>[MNO][A-Za-z0-9_-]{22,27}\.[A-Za-z0-9_-]{6}\.(?<body>[A-Za-z0-9_-]{27,40}))/i,
    maxMatchBytes: 160,
    edges: { after: /[A-Za-z0-9_-]/ },
    admitsStandIns: true,
    minBitsPerCharacter: 3.2,
    check: ({ window, start, secret }) => {
      const id = decodeBase64Text(secret.slice(0, secret.indexOf('.')), 'url');
      if (id !== undefined && /^[0-9]{16,20}$/.test(id)) return { facts: { botId: id } };
      return window.startsWith(secret, start) ? undefined : { confidence: 'low' };
    },
    examples: (random) => [
      ...['DISCORD_TOKEN=', '"Authorization": "Bot ', 'discord_bot_token: ', 'client.login("', "bot.run('"].map(
        (before) => bot(before, `9${random.text(17, DIGITS)}`, random),
      ),
      bot('\0', `14${random.text(17, DIGITS)}`, random),
    ],
    lookAlikes: (random) => [
      'discord.client.on(Message.Create.then)',
      `DISCORD_TOKEN=${Buffer.from(random.text(18, DIGITS)).toString('base64url')}`,
      `discord: ${random.text(24, BASE64URL)}`,
      `MTI${random.text(23, ALPHANUMERIC)}.G${random.text(5, ALPHANUMERIC)}.${random.text(38, ALPHANUMERIC)}`,
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

function bot(before: string, id: string, random: RandomText): Example {
  const body = random.text(38, ALPHANUMERIC);
  const secret = `${Buffer.from(id).toString('base64url')}.G${random.text(5, ALPHANUMERIC)}.${body}`;
  return { text: before + secret, secret, hidden: [body], facts: { botId: id } };
}
