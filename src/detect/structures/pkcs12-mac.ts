/**
 * The MAC of a PKCS#12 store, tried with the usual passwords: MacData of RFC 7292, section 4, or PBMAC1 of RFC 9579.
 *
 *   MacData       SEQUENCE { DigestInfo, salt, iterations DEFAULT 1 }
 */
import { createHmac } from 'node:crypto';
import { DerCursor, TAG } from '../der/der-cursor.ts';
import { type Allowance, derivePbkdf2, derivePkcs12Within, HMACS, iterationsOf } from './password-decryption.ts';
import { bmpPassword, NO_PASSWORD, PURPOSE } from './pkcs12-derivation.ts';
import { USUAL_PASSWORDS } from './usual-passwords.ts';

const PBMAC1 = '2a864886f70d01050e';
const DIGESTS: Readonly<Record<string, { readonly hashName: string; readonly bytes: number }>> = {
  '2b0e03021a': { hashName: 'sha1', bytes: 20 },
  '608648016503040204': { hashName: 'sha224', bytes: 28 },
  '608648016503040201': { hashName: 'sha256', bytes: 32 },
  '608648016503040202': { hashName: 'sha384', bytes: 48 },
  '608648016503040203': { hashName: 'sha512', bytes: 64 },
};

/** The usual password whose MAC over the authenticated safe equals the one in the file. */
export function passwordOf(macData: DerCursor, authSafe: Uint8Array, allowance: Allowance): string | undefined {
  const digestInfo = macData.element(TAG.sequence);
  const algorithm = digestInfo?.element(TAG.sequence);
  const expected = digestInfo?.octets(TAG.octetString);
  const salt = macData.octets(TAG.octetString);
  const iterations = macData.atEnd ? 1 : iterationsOf(macData);
  const oid = algorithm?.oid();
  if (algorithm === undefined || oid === undefined || expected === undefined || salt === undefined) return undefined;
  const isRight = (mac: Uint8Array) => Buffer.compare(mac, expected) === 0;
  if (oid === PBMAC1) return pbmac1Password(algorithm, authSafe, { isRight, allowance });
  const digest = DIGESTS[oid];
  if (digest?.bytes !== expected.length || iterations === undefined) return undefined;
  const { hashName, bytes } = digest;
  for (const guess of [...USUAL_PASSWORDS.slice(0, 2), NO_PASSWORD, ...USUAL_PASSWORDS.slice(2)]) {
    const key = derivePkcs12Within(allowance, bmpPassword(guess), {
      hashName,
      purpose: PURPOSE.mac,
      salt,
      iterations,
      bytes,
    });
    if (key === undefined) return undefined;
    if (isRight(createHmac(hashName, key).update(authSafe).digest())) return guess;
  }
  return undefined;
}

/** PBMAC1-params of RFC 8018, appendix A.5: the derivation and the HMAC. */
function pbmac1Password(
  algorithm: DerCursor,
  authSafe: Uint8Array,
  { isRight, allowance }: { readonly isRight: (mac: Uint8Array) => boolean; readonly allowance: Allowance },
): string | undefined {
  const parameters = algorithm.element(TAG.sequence);
  const derivation = parameters?.octets(TAG.sequence);
  const hashName = HMACS[parameters?.element(TAG.sequence)?.oid() ?? ''];
  if (derivation === undefined || hashName === undefined) return undefined;
  const bytes = pbkdf2KeyBytes(derivation);
  if (bytes === undefined) return undefined;
  for (const password of USUAL_PASSWORDS) {
    const key = derivePbkdf2(new DerCursor(derivation), { password, bytes, allowance });
    if (key === undefined) return undefined;
    if (isRight(createHmac(hashName, key).update(authSafe).digest())) return password;
  }
  return undefined;
}

/** RFC 9579, section 4, requires keyLength. */
function pbkdf2KeyBytes(derivation: Uint8Array): number | undefined {
  const cursor = new DerCursor(derivation);
  cursor.oid();
  const details = cursor.element(TAG.sequence);
  details?.octets(TAG.octetString);
  details?.integer(8);
  const bytes = details?.integer(2);
  return bytes !== undefined && bytes >= 16n && bytes <= 128n ? Number(bytes) : undefined;
}
