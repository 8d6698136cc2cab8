import { expect, test } from 'vitest';
import { assessPassword, drawnPassword } from '../../../../src/detect/text/password.ts';
import { assessHeld } from '../../../../src/detect/text/programs/held-for-secret.ts';
import { ALPHANUMERIC } from '../../../../src/detect/text/random-text.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const random = seededRandom(1);
const hex = (length: number) => random.text(length, '0123456789abcdef');
const base64 = (length: number) => random.text(length, ALPHANUMERIC);
const assess = (value: string) => assessHeld(value, { of: 'value' });

test.each([
  ['an image', `ami-0${hex(16)}`],
  ['a network as old ones are called', `vpc-${hex(8)}`],
  ['networks', `subnet-0${hex(16)},subnet-0${hex(16)}`],
  ['an address', '10.0.12.44'],
  ['a network by its addresses', '10.16.0.0/16'],
  ['an address with a port', '10.0.12.44:5432'],
  ['a database', 'shop-db.c9akciq32w7x.eu-west-1.rds.amazonaws.com:5432'],
  ['hosts', 'b-1.shop.k4x2.kafka.eu-west-1.amazonaws.com:9096,b-2.shop.k4x2.kafka.eu-west-1.amazonaws.com:9096'],
  ['an address of mail', 'ops+alerts@shop.example.com'],
  ['a time', '2026-01-02T03:04:05Z'],
  ['a time with its zone', '2026-01-02T03:04:05.123+02:00'],
  ['a version', 'v1.29.3-eksbuild.2'],
  ['the name of an image', 'amzn2-ami-hvm-2.0.20231116.0-x86_64-gp2'],
  ['a public key', `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${base64(43)}`],
  ['a public key of whom', `ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAI${base64(90)}= ci@shop`],
  ['a certificate', Buffer.from(`-----BEGIN CERTIFICATE-----\n${base64(120)}\n`).toString('base64')],
])('%s opens nothing', (_, value) => {
  expect(assess(value)).toBeUndefined();
});

test('what only begins so, or has a letter or a sign more, is a password', () => {
  const word = drawnPassword(random);
  const values = [
    word,
    `ami-0${hex(15)}`,
    `key-${hex(17)}`,
    `10.0.12.44/${word}`,
    `${word}@shop.io`,
    `shop.io:${word}`,
  ];
  for (const value of [...values, `2026-01-02T03:04:05Z${word}`, `1.29.3-${word}`, `ssh-ed25519 ${word}`])
    expect(assess(value)).toMatchObject({ identity: value });
});

test('none of 20,000 passwords of small letters, digits and signs is taken for a name', () => {
  const passwords = Array.from({ length: 20_000 }, () => random.text(12, 'abcdefghijklmnopqrstuvwxyz0123456789.-@/:'));
  const isLost = (password: string) => assess(password) === undefined && assessPassword(password, { of: '' });
  expect(passwords.filter(isLost)).toEqual([]);
});
