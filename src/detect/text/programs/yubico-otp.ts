/**
 * Secrets of slots of a YubiKey, from where they were programmed: the log of Yubico's personalization tool (configuration_log.csv:
 * what, when, slot, public name, private name, key), `ykpersonalize -a` (ykpersonalize(1)) and `ykman otp`.
 */
import { HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { assessHexKey } from './symmetric-key.ts';

export const yubicoOtpRules: readonly Rule[] = [
  {
    id: 'yubikey-slot-secret',
    title: 'Secret of a slot of a YubiKey',
    provider: 'Yubico',
    severity: 'high',
    confidence: 'high',
    advice: 'Program the slot with a new secret and register it where it signs in: who has it answers for the token.',
    anchors: ['Yubico OTP,', 'OATH-HOTP,', 'Challenge-Response', 'Static Password', 'ykpersonalize ', 'ykman otp '],
    pattern:
      /(?:(?:Yubico OTP|OATH-HOTP|(?:Challenge-Response|Static Password)(?:: [\w -]{1,24})?),[0-9/. :-]{6,24},[12],[a-z0-9]{0,32},[0-9a-f]{0,12},|ykpersonalize [^\r\n|;\0]{0,160}?-a[ \t]{0,2}(?:h:)?|ykman otp (?:chalresp|yubiotp|hotp)[^\r\n|;\0]{0,160}? (?:-k |--key )?)(?<secret>[0-9a-f]{40}|[0-9a-f]{32})/,
    maxMatchBytes: 260,
    edges: { after: /[0-9A-Za-z]/ },
    check: ({ secret }) => assessHexKey(secret),
    examples: (random) => {
      const [key, long] = [random.text(32, HEX), random.text(40, HEX)];
      return [
        { text: `Yubico OTP,11/27/26 07:00,1,cccccccccccb,${random.text(12, HEX)},KEY,,,0,0,0\n`, secret: key },
        { text: 'Challenge-Response: HMAC-SHA1,11/27/26 07:00,2,,,KEY,,,0,0,0\n', secret: long },
        { text: 'ykpersonalize -1 -ofixed=cccccccccccb -aKEY -y\n', secret: key },
        { text: 'ykman otp chalresp --touch 2 KEY\n', secret: long },
      ].map(({ text, secret }) => ({ text: text.replace('KEY', secret), secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      'Yubico OTP,11/27/26 07:00,1,cccccccccccb,,,,,0,0,0',
      'ykpersonalize -1 -y',
      `Yubico OTP, ${random.text(32, HEX)}`,
    ],
  },
];
