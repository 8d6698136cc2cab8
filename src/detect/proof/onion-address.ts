import { createHash } from 'node:crypto';

/** Address of an Ed25519 public key (rend-spec-v3, section 6): base32 of the key, two bytes of checksum and the version, 3. */
export function onionAddress(publicKey: Uint8Array): string {
  const version = Uint8Array.of(3);
  const digest = createHash('sha3-256').update('.onion checksum').update(publicKey).update(version).digest();
  const bits = [...publicKey, ...digest.subarray(0, 2), 3].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const digits = bits.match(/.{5}/g) ?? [];
  return `${digits.map((five) => 'abcdefghijklmnopqrstuvwxyz234567'.charAt(Number.parseInt(five, 2))).join('')}.onion`;
}
