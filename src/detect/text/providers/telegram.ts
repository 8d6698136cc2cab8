/** Telegram: a bot's token is its id, a colon and 34 to 36 base64url characters, of which the first two are `AA` and the third A to H. */
import { DECIMAL_DIGITS } from '../byte-runs.ts';
import { ALPHANUMERIC, BASE64URL, DIGITS } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const telegramRules: readonly Rule[] = [
  {
    id: 'telegram-bot-token',
    title: 'Telegram bot token',
    provider: 'Telegram',
    severity: 'high',
    confidence: 'high',
    advice: 'Send /revoke to @BotFather for the bot; with the token anyone is the bot and reads what is written to it.',
    anchors: [...'ABCDEFGH'].map((letter) => `:AA${letter}`),
    pattern: /(?<prefix>[0-9]{8,12}:AA)(?<body>[A-H][A-Za-z0-9_-]{31,33})/,
    bytesBefore: 12,
    glance: (window, at) => at >= 8 && [1, 2, 5, 8].every((back) => DECIMAL_DIGITS[window[at - back]!] === 1),
    maxMatchBytes: 49,
    // `bot` stands before it in every URL of the API.
    edges: { before: /[0-9]/, after: /[A-Za-z0-9_-]/ },
    admitsStandIns: true,
    minBitsPerCharacter: 3.5,
    examples: (random) =>
      ['', 'https://api.telegram.org/bot'].map((before) => {
        const body = `F${random.text(31, BASE64URL)}${random.text(1, ALPHANUMERIC)}`;
        const secret = `5${random.text(9, DIGITS)}:AA${body}`;
        return { text: before + secret, secret, hidden: [body] };
      }),
    lookAlikes: (random) => [
      `5${random.text(5, DIGITS)}:AAF${random.text(32, ALPHANUMERIC)}`,
      `5${random.text(9, DIGITS)}:AAF${random.text(30, ALPHANUMERIC)}`,
      `5${random.text(9, DIGITS)}:AAX${random.text(32, ALPHANUMERIC)}`,
    ],
  },
];
