/**
 * Seeds of one-time passwords as in QR codes and in exports of password managers: `otpauth://totp/…?secret=…` (Google
 * Authenticator's key URI format), and several in one as its app transfers them, `otpauth-migration://offline?data=` with a
 * Protocol Buffers message in base64:   1  repeated message: 1 bytes the seed, 2 name, 3 issuer, 4 to 7 numbers   2 to 5  numbers
 */
import { protoFields, varint } from '../../structures/proto-fields.ts';
import { BASE32, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { assessSeed } from './one-time-password-seed.ts';

const COMMON = {
  provider: 'One-time passwords',
  severity: 'high',
  confidence: 'high',
  advice:
    'Set up the second factor of the account again: whoever has the seed can generate all its one-time passwords.',
} as const;

/** 80 bits are the least that RFC 4226 allows for; its section 4, R6, requires 128; as text, 16 digits of base32. */
const MIN_SEED_BYTES = 10;

export const otpauthRules: readonly Rule[] = [
  {
    ...COMMON,
    id: 'otpauth-seed',
    title: 'Seed of one-time passwords',
    // Plain, in PHP's JSON, and in the URL of a page that draws the code.
    anchors: ['otpauth://', 'otpauth:\\/\\/', 'otpauth%3A%2F%2F', 'otpauth%3a%2f%2f'],
    pattern:
      /otpauth(?::|%3[Aa])(?:\\?\/|%2[Ff]){2}(?:totp|hotp|steam)(?:\\?\/|%2[Ff])[^\x00-\x1f"'<>]{0,400}?(?:[?&;]|\\u0026|%3[Ff]|%26)secret(?:=|%3[Dd]|\\u003d)(?<secret>[A-Za-z2-7]{16,128})/,
    maxMatchBytes: 600,
    edges: { after: /[A-Za-z0-9]/ },
    minBitsPerCharacter: 2.5,
    // A single URI, not followed by another one.
    check: ({ window, start, end, secret }) =>
      window.slice(start + 1, end).includes('otpauth') ? undefined : assessSeed(secret),
    examples: (random) => {
      const secret = random.text(32, BASE32);
      const eighty = random.text(16, BASE32);
      return [
        `otpauth://totp/Example:alice@mail.test?secret=${secret}&issuer=Example`,
        `otpauth://hotp/alice?issuer=Example&amp;secret=${secret.toLowerCase()}&counter=1`,
        `otpauth://totp/?algorithm=SHA256&secret=${secret}`,
        `otpauth:\\/\\/totp\\/Example:alice?secret=${secret}`,
        `otpauth://totp/Example App:alice?issuer=Example App\\u0026secret=${secret}`,
        `https://qr.test/?data=otpauth%3A%2F%2Ftotp%2FExample%3Fissuer%3DExample%26secret%3D${secret}%26digits%3D6`,
        `otpauth://totp/Example?secret=${eighty}`,
      ].map((uri) => {
        const found = [secret, eighty].find((seed) => uri.includes(seed)) ?? secret.toLowerCase();
        return { text: `"${uri}"\n`, secret: found, hidden: [found] };
      });
    },
    lookAlikes: (random) => [
      'otpauth://totp/Example:alice?secret={secret}&issuer=Example',
      `otpauth://totp/Example?secret=${random.text(8, BASE32)}`,
      `otpauth://totp/Example?secret=${'A'.repeat(32)}`,
      `otpauth://other/Example?secret=${random.text(32, BASE32)}`,
      'otpauth://totp/Example?secret=YOURSECRETKEYHERE',
      // Names and words in place of a seed.
      ...[
        'BASE32SECRETHERE',
        'BASETHIRTYTWOSECRET',
        'MYSUPERSECRETKEY',
        'encodedSecretInBase',
        'userSecretFromDatabase',
      ].map((word) => `otpauth://totp/Example?secret=${word}`),
      // A text in base32, from the manual of URI::otpauth; and a seed of Google's key URI format.
      `otpauth://totp/Example?secret=${'NFZS25DINFZV643V'}${'OAZXELLTGNRXEM3UH4'}`,
      `otpauth://totp/Example?secret=${'HXDMVJECJJWSRB3H'}${'WIZR4IFUGFTMXBOZ'}`,
      // 1234567890123456 in base32, from the README of @otplib/uri.
      `otpauth://totp/Example?secret=${'GEZDGNBVGY3TQOJQ'}GEZDGNBVGY`,
    ],
  },
  {
    ...COMMON,
    id: 'otpauth-migration',
    title: 'Seeds of one-time passwords, exported',
    anchors: ['otpauth-migration://'],
    pattern: /otpauth-migration:\/\/offline\?data=(?<secret>(?:[A-Za-z0-9+/_-]|%2[BbFf]){20,4000}(?:=|%3[Dd]){0,2})/,
    maxMatchBytes: 4100,
    edges: {},
    check: ({ secret }) => {
      const seeds = countSeeds(bytesOf(secret));
      return seeds === 0 ? undefined : { facts: { seeds } };
    },
    examples: (random) => {
      const data = exported(random).toString('base64');
      return [data, encodeURIComponent(data)].map((secret) => ({
        ...{ text: `otpauth-migration://offline?data=${secret}\n`, secret, hidden: [secret], facts: { seeds: 2 } },
      }));
    },
    lookAlikes: (random) => [
      'otpauth-migration://offline?data=...',
      `otpauth-migration://offline?data=${Buffer.from(random.bytes(60)).fill(7, 0, 1).toString('base64url')}`,
      `otpauth-migration://offline?data=${exported(random).subarray(0, 20).toString('base64')}`,
    ],
  },
];

function bytesOf(secret: string): Buffer {
  return Buffer.from(decodeURIComponent(secret), 'base64');
}

/** @returns number of accounts at the beginning of the message; 0 if one of them has no seed */
function countSeeds(message: Uint8Array): number {
  let seeds = 0;
  let at = 0;
  while (message[at] === 0x0a) {
    const length = varint(message, at + 1);
    if (length === undefined || length.end + length.value > message.length) return 0;
    const seed = protoFields(message.subarray(length.end, length.end + length.value))?.get(1);
    if (!(seed instanceof Uint8Array) || seed.length < MIN_SEED_BYTES) return 0;
    seeds++;
    at = length.end + length.value;
  }
  return seeds;
}

function exported(random: RandomText): Buffer {
  const field = (number: number, value: Uint8Array) => Buffer.concat([Buffer.of(8 * number + 2, value.length), value]);
  const account = () =>
    field(1, Buffer.concat([field(1, random.bytes(20)), field(2, Buffer.from('alice')), Buffer.of(0x20, 1)]));
  return Buffer.concat([account(), account(), Buffer.of(0x10, 1)]);
}
