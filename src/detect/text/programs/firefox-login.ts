/**
 * logins.json of Firefox: `"encryptedUsername":"MD…","encryptedPassword":"MD…"`, base64 of NSS's DER (a SEQUENCE of key id, cipher
 * and data). Low: the key is in key4.db of the same profile.
 */
import { BASE64 } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const firefoxLoginRules: readonly Rule[] = [
  {
    id: 'firefox-login',
    title: 'Login that Firefox stored, encrypted',
    provider: 'Firefox',
    severity: 'low',
    confidence: 'high',
    advice: 'It opens with key4.db of the same profile. If that may have leaked too, change the password.',
    anchors: ['"encryptedPassword":"'],
    pattern: /"encryptedPassword":"(?<secret>M[A-Za-z0-9+/]{39,1000}={0,2})(?=")/,
    maxMatchBytes: 1040,
    minBitsPerCharacter: 3.5,
    check: ({ secret }) => {
      const bytes = Buffer.from(secret, 'base64');
      const isSequence = bytes[0] === 0x30 && (bytes[1]! === bytes.length - 2 || bytes[1]! >= 0x81);
      return isSequence ? { facts: { encrypted: true } } : undefined;
    },
    examples: (random) => {
      const body = Buffer.concat([Buffer.from([0x30, 0x3c]), random.bytes(60)]);
      const secret = body.toString('base64');
      return [{ text: `"encryptedPassword":"${secret}"`, secret, hidden: [], facts: { encrypted: true } }];
    },
    lookAlikes: (random) => [`"encryptedPassword":"M${random.text(20, BASE64)}"`, '"encryptedPassword":"MIIB"'],
  },
];
