/**
 * How Chromium encrypts values in its stores (components/os_crypt): `v10`, `v11` or `v20` and the ciphertext. On Linux `v10` is
 * AES-128-CBC with a key that is the same everywhere (os_crypt_linux.cc: PBKDF2 of "peanuts" with "saltysalt", one round; the
 * vector is 16 spaces), used if there is no key ring, as in every container. On macOS and Windows `v10` has a key of its own.
 * Since version 130 the value of a cookie begins with the SHA-256 of its host.
 */
import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto';

const VECTOR = Buffer.alloc(16, 0x20);
let linuxKey: Buffer | undefined;

/** Whether Chromium encrypted `value`. */
export function isChromiumCiphertext(value: Uint8Array): boolean {
  return value.length >= 3 + 16 && /^v(?:1[01]|20)$/.test(Buffer.from(value.subarray(0, 3)).toString('latin1'));
}

/**
 * @returns the plaintext if the key of Linux gives text; `isProven` if the SHA-256 of the host precedes it.
 *   Never throws.
 */
export function openWithLinuxKey(
  value: Uint8Array,
  host: string,
): { readonly text: string; readonly isProven: boolean } | undefined {
  if (value[0] !== 0x76 || value[1] !== 0x31 || value[2] !== 0x30 || (value.length - 3) % 16 !== 0) return undefined;
  linuxKey ??= pbkdf2Sync('peanuts', 'saltysalt', 1, 16, 'sha1');
  const cipher = createDecipheriv('aes-128-cbc', linuxKey, VECTOR).setAutoPadding(false);
  const padded = Buffer.concat([cipher.update(value.subarray(3)), cipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > 16 || !padded.subarray(-padding).every((byte) => byte === padding)) return undefined;
  const plain = padded.subarray(0, -padding);
  const isProven = plain.subarray(0, 32).equals(createHash('sha256').update(host).digest());
  const text = plain.subarray(isProven ? 32 : 0).toString('latin1');
  return text !== '' && /^[\x20-\x7e]+$/.test(text) ? { text, isProven } : undefined;
}
