/**
 * Files with seeds of one-time passwords: `users.oath` of pam_oath (liboath's usersfile format: type, name, PIN, seed in hex), and
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
  {
    id: 'oath-users-file-seed',
    title: 'Seed of one-time passwords of a login',
    provider: 'OATH Toolkit',
    severity: 'high',
    confidence: 'high',
    advice: 'Write another seed (users.oath) and set up the second factor anew: whoever has it can generate the codes.',
    anchors: ['HOTP/', 'HOTP\t', 'HOTP '],
    pattern:
      /HOTP(?:\/[TE]?\d{0,3}){0,2}[\t ]{1,16}[\w.@+-]{1,64}[\t ]{1,16}(?:-|\+|[^\s]{1,32})[\t ]{1,16}(?<secret>[0-9A-Fa-f]{32,128})/,
    maxMatchBytes: 300,
    edges: { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9]/ },
    minBitsPerCharacter: 2.5,
    examples: (random) =>
      ['HOTP/T30/6\talice\t-\t', 'HOTP  bob@acme.test  +  ', 'HOTP/E/8\tcarol\t1234\t'].map((before) => {
        const secret = random.text(40, '0123456789abcdef');
        return { text: `${before}${secret}\n`, secret, hidden: [secret] };
      }),
    lookAlikes: (random) => [
      // Of the manual of pam_oath.
      `HOTP\tsilver\t4711\t${'30313233343536373839'.repeat(2)}\n`,
      `HOTP/T30/6\talice\t-\t${random.text(20, '0123456789abcdef')}\n`,
      `HOTP for alice is ${random.text(40, '0123456789abcdef')}\n`.replace('HOTP for', 'HOTPs for'),
    ],
  },
];
