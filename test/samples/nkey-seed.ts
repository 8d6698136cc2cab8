import { jwkOf, testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

const seed = (name: string) => Buffer.from(jwkOf(testKey(name).privateKey)!.d!, 'base64url');

function base32(content: Buffer): string {
  let crc = 0;
  for (const byte of content) {
    for (let bit = 7; bit >= 0; bit--) {
      const top = ((crc >> 15) & 1) ^ ((byte >> bit) & 1);
      crc = ((crc << 1) & 0xffff) ^ (top ? 0x1021 : 0);
    }
  }
  const bits = [...content, crc & 0xff, crc >> 8].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const digits = bits.match(/.{1,5}/g)!.map((five) => Number.parseInt(five.padEnd(5, '0'), 2));
  return digits.map((digit) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(digit)).join('');
}

function nkey(role: number, name: string): string {
  const kind = role << 3;
  return base32(Buffer.concat([Buffer.of((18 << 3) | (kind >> 5), (kind & 31) << 3), seed(name)]));
}
const stellar = () => base32(Buffer.concat([Buffer.of(18 << 3), seed('Ed25519')]));

export function samples(): readonly Sample[] {
  const key = testKey('Ed25519');
  const roles = { user: 20, account: 0, operator: 14, server: 13, cluster: 2 };
  return [
    ...Object.entries(roles).map(([role, id]) =>
      inText({ variant: role, text: nkey(id, 'Ed25519'), key, facts: { form: 'nkey', role } }),
    ),
    inText({ variant: 'curve', text: nkey(23, 'X25519'), key: testKey('X25519') }),
    ...['STELLAR_SECRET=', 'SIGNING_KEY: ', 'NODE_SEED="', "Keypair.fromSecret('"].map((before) =>
      inText({ variant: `Stellar ${before}`, before, text: stellar(), key, facts: { form: 'stellar' } }),
    ),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const flip = (text: string) => text.slice(0, 20) + (text.charAt(20) === 'A' ? 'B' : 'A') + text.slice(21);
  const made = {
    'a wrong CRC': flip(nkey(20, 'Ed25519')),
    'Stellar with a wrong CRC': `stellar ${flip(stellar())}`,
    'Stellar with a wrong CRC as a key that signs': `SIGNING_KEY: ${flip(stellar())}`,
    'a word': 'SUALIZE',
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
