/**
 * Key encoding of Stellar (SEP-23) and NATS (nkeys), for secret and public keys: base32 (RFC 4648) without padding, with a
 * little-endian CRC-16 (XMODEM) after the bytes.
 */
import { fiveBitGroups } from './five-bit-groups.ts';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** @returns the bytes before the CRC if it is right; undefined otherwise. Never throws */
export function decodeStrkey(text: string): Uint8Array | undefined {
  const digits = [...text].map((character) => DIGITS.indexOf(character));
  if (digits.includes(-1)) return undefined;
  const { bytes } = fiveBitGroups(digits);
  const content = bytes.subarray(0, -2);
  return bytes.at(-2)! + 256 * bytes.at(-1)! === crc16(content) ? content : undefined;
}

function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : crc << 1;
  }
  return crc;
}
