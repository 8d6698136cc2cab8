import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A token of GitHub that was never given out: a prefix, 30 characters, and their CRC-32 in six digits of base 62. */
export function exampleToken(): string {
  const body = Array.from({ length: 30 }, () => DIGITS[randomInt(62)]).join('');
  let rest = crc32(body);
  let checksum = '';
  for (let i = 0; i < 6; i++) {
    checksum = DIGITS[rest % 62]! + checksum;
    rest = Math.floor(rest / 62);
  }
  return `ghp_${body}${checksum}`;
}
