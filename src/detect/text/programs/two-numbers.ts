/**
 * Two numbers in DER and nothing else, in base64 or hex: a signature of ECDSA or DSA (RFC 3279, section 2.2.3 and 2.2.2), or the public
 * half of an RSA key (RFC 8017, appendix A.1.1). A private key has more, or something besides numbers.
 */
import { DerCursor, TAG } from '../../der/der-cursor.ts';

export function isTwoNumbers(value: string): boolean {
  const isHex = /^30[0-9a-f]+$/i.test(value);
  if (!isHex && !BASE64.test(value)) return false;
  const content = new DerCursor(Buffer.from(value, isHex ? 'hex' : 'base64')).only(TAG.sequence);
  const numbers = [content?.integer(MAX_NUMBER_BYTES), content?.integer(MAX_NUMBER_BYTES)];
  return content?.atEnd === true && numbers.every((number) => number !== undefined && number > 0n);
}

/** 0x30, and a length of one byte, or of two or three. */
const BASE64 = /^M[A-I][A-Za-z0-9+/_-]+={0,2}$/;
/** An RSA modulus of 16,384 bits, which is the largest that OpenSSL reads, and the zero before it. */
const MAX_NUMBER_BYTES = 2049;
