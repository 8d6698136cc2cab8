/** RSAPrivateKey of RFC 8017, appendix A.1.2. */
import { type DerCursor, TAG } from '../der/der-cursor.ts';
import { MAX_RSA_BYTES, type OtherPrime, proveMultiPrimeRsa, proveRsa, type RsaPublicKey } from '../proof/rsa.ts';

/** OpenSSL makes keys of at most five primes (RSA_MAX_PRIME_NUM). */
const MAX_OTHER_PRIMES = 3;

/**
 * After its version: n, e, d, p, q, d mod (p−1), d mod (q−1), q⁻¹ mod p; in version 1 also a SEQUENCE of the other primes, each
 * with its exponent and its coefficient.
 */
export function rsaKey(frame: DerCursor, version: bigint): RsaPublicKey | undefined {
  const numbers: bigint[] = [];
  while (numbers.length < 8) {
    const number = frame.integer(MAX_RSA_BYTES);
    if (number === undefined) return undefined;
    numbers.push(number);
  }
  const [n, e, d, p, q, dp, dq, qi] = numbers as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
  if (version === 0n) return frame.atEnd ? proveRsa({ n, e, d, p, q, dp, dq, qi }) : undefined;
  const others = otherPrimes(frame);
  return others && frame.atEnd ? proveMultiPrimeRsa({ n, e, d, p, q, dp, dq, qi }, others) : undefined;
}

function otherPrimes(frame: DerCursor): OtherPrime[] | undefined {
  const list = frame.element(TAG.sequence);
  const others: OtherPrime[] = [];
  while (list !== undefined && !list.atEnd && others.length < MAX_OTHER_PRIMES) {
    const item = list.element(TAG.sequence);
    const [prime, exponent, coefficient] = [0, 1, 2].map(() => item?.integer(MAX_RSA_BYTES));
    if (prime === undefined || exponent === undefined || coefficient === undefined || !item?.atEnd) return undefined;
    others.push({ prime, exponent, coefficient });
  }
  return list?.atEnd && others.length > 0 ? others : undefined;
}
