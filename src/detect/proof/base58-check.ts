/** Base58Check of Bitcoin: digits without 0, O, I and l; the last four bytes are a checksum, SHA-256 twice. */
import { createHash } from 'node:crypto';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const MAX_CHARACTERS = 128;

/** @param bytes how long the payload with its checksum is. @returns the payload without it, undefined when it is wrong. */
export function decodeBase58Check(text: string, bytes: number): Uint8Array | undefined {
  if (text.length > MAX_CHARACTERS) return undefined;
  let value = 0n;
  for (const character of text) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) return undefined;
    value = value * 58n + BigInt(digit);
  }
  const hex = value.toString(16);
  if (hex.length > 2 * bytes) return undefined;
  const whole = Buffer.from(hex.padStart(2 * bytes, '0'), 'hex');
  const payload = whole.subarray(0, -4);
  const digest = createHash('sha256').update(createHash('sha256').update(payload).digest()).digest();
  return Buffer.compare(digest.subarray(0, 4), whole.subarray(-4)) === 0 ? payload : undefined;
}
