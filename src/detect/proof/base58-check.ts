/** Base58 of Bitcoin, digits without 0, O, I and l. In Base58Check the last four bytes are a checksum, double SHA-256. */
import { createHash } from 'node:crypto';

export const BITCOIN = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** Of the XRP Ledger: the same digits in another order. */
export const RIPPLE = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';
const MAX_CHARACTERS = 128;

/**
 * @param bytes length of the number
 * @returns undefined for other digits, and for longer numbers
 */
export function decodeBase58(text: string, bytes: number, alphabet = BITCOIN): Buffer | undefined {
  if (text.length > MAX_CHARACTERS) return undefined;
  let value = 0n;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return undefined;
    value = value * 58n + BigInt(digit);
  }
  const hex = value.toString(16);
  return hex.length > 2 * bytes ? undefined : Buffer.from(hex.padStart(2 * bytes, '0'), 'hex');
}

/**
 * @param bytes length of the payload with its checksum
 * @returns the payload without the checksum, undefined if that is wrong
 */
export function decodeBase58Check(text: string, bytes: number, alphabet = BITCOIN): Uint8Array | undefined {
  const whole = decodeBase58(text, bytes, alphabet);
  if (whole === undefined) return undefined;
  const payload = whole.subarray(0, -4);
  const digest = createHash('sha256').update(createHash('sha256').update(payload).digest()).digest();
  return Buffer.compare(digest.subarray(0, 4), whole.subarray(-4)) === 0 ? payload : undefined;
}
