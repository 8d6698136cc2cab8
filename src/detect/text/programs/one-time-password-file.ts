/**
 * `~/.google_authenticator` of pam_google_authenticator (its FILEFORMAT): the key in base32, option lines that begin with a
 * quotation mark, and scratch codes. Whoever has it can generate the codes.
 */

import { BASE32 } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { assessSeed } from './one-time-password-seed.ts';

export const oneTimePasswordFileRules: readonly Rule[] = [
  {
    id: 'google-authenticator-secret',
    title: 'Key of one-time passwords of a login',
    provider: 'Google Authenticator',
    severity: 'high',
    confidence: 'high',
    advice:
      'Make a new key with `google-authenticator`, and set it up anew on the telephone: the scratch codes are lost too.',
    anchors: ['\n" TOTP_AUTH', '\n" HOTP_COUNTER'],
    bytesBefore: 400,
    pattern:
      /(?<secret>[A-Z2-7]{16,128})\r?\n(?:" [A-Z_]{4,24}(?: [0-9: ]{1,80})?\r?\n){0,8}" (?:TOTP_AUTH|HOTP_COUNTER)/,
    maxMatchBytes: 700,
    minBitsPerCharacter: 2.5,
    check: ({ secret }) => assessSeed(secret),
    examples: (random) =>
      [16, 26, 32].map((length) => {
        const secret = random.text(length, BASE32);
        const text = `\n${secret}\n" RATE_LIMIT 3 30\n" WINDOW_SIZE 17\n" DISALLOW_REUSE\n" TOTP_AUTH\n12345670\n`;
        return { text, secret, hidden: [secret] };
      }),
    lookAlikes: (random) => [
      '" RATE_LIMIT 3 30\n" TOTP_AUTH\n',
      'BASE32SECRETHERE\n" TOTP_AUTH\n',
      `${random.text(12, BASE32)}\n" TOTP_AUTH\n`,
      `${random.text(26, BASE32)}\nthe options\n" TOTP_AUTH\n`,
    ],
  },
];
