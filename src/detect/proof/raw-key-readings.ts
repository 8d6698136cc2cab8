/**
 * The bytes that the digits of a key alone may stand for: hex, base64 in either alphabet, Base58 of 32 and of 64 bytes, and a
 * multibase of a multicodec, as DID documents (`secretKeyMultibase`) and UCAN write it: `z` and Base58, or `M` and padded base64,
 * of a varint that names the key, and the key. A point of P-256 may be written as JWK's two numbers with a dot between (SEA of
 * GUN), a public half of X25519 with 05 before it (Signal) or in the base32 of cjdns. What is read here is a key only if its public half proves it.
 */
import { decodeBase58 } from './base58-check.ts';

const ED25519_SECRET = '8026';
/** Varints of https://github.com/multiformats/multicodec/blob/master/table.csv. */
const CODECS: ReadonlySet<string> = new Set([
  // Private: ed25519, secp256k1, x25519, p256, p384, p521.
  ...[ED25519_SECRET, '8126', '8226', '8626', '8726', '8826'],
  // Public, in the same order.
  ...['ed01', 'e701', 'ec01', '8024', '8124', '8224'],
]);
/** Codec, and 32 bytes of a secret or a public half, a compressed point (33, 49, 67), d (48, 66) or both halves (64). */
const CODED_BYTES: readonly number[] = [34, 35, 50, 51, 66, 68, 69];
const DOT = '.';
const ED25519_BYTES = 32;

/** @param digits of BASE64_DIGITS, BASE64URL_DIGITS, and one dot at most */
export function rawKeyReadings(digits: string): readonly Uint8Array[] {
  if (digits.includes(DOT)) {
    const [x, y] = digits.split(DOT).map((half) => Buffer.from(half, 'base64url'));
    return [Buffer.concat([Buffer.of(4), x!, y!])];
  }
  if (/^[0-9A-Fa-f]+$/.test(digits) && digits.length % 2 === 0) return [Buffer.from(digits, 'hex')];
  const readings: Uint8Array[] = digits.length % 4 === 1 ? [] : [Buffer.from(digits, 'base64')];
  const isBase58 = (text: string) => /^[1-9A-HJ-NP-Za-km-z]+$/.test(text);
  if (isBase58(digits)) {
    // Of 32 bytes, 43 or 44 digits; of 64, 86 to 88, except one key in 4,000, which has fewer.
    const bytes = digits.length <= 44 ? 32 : digits.length >= 86 && digits.length <= 88 ? 64 : undefined;
    const plain = bytes && decodeBase58(digits, bytes);
    if (plain) readings.push(plain);
    if (digits.startsWith('z')) readings.push(...inBase58(digits.slice(1)));
  }
  if (readings[0]?.length === 33 && readings[0][0] === SIGNAL_TYPE) readings.push(readings[0].subarray(1));
  const cjdns = inCjdnsBase32(digits);
  if (cjdns !== undefined) readings.push(cjdns);
  if (digits.startsWith('M')) readings.push(...withoutCodec(Buffer.from(digits.slice(1), 'base64')));
  return readings;
}

/** DJB_TYPE of libsignal (ecc/curve.h). */
const SIGNAL_TYPE = 5;
/** Base32 of cjdns (util/Base32.h), the digits of a number from its lowest on. */
const CJDNS_DIGITS = '0123456789bcdfghjklmnpqrstuvwxyz';
const CJDNS_PUBLIC = /^[0-9b-df-hj-np-z]{51}[01]$/;

function inCjdnsBase32(digits: string): Uint8Array | undefined {
  if (!CJDNS_PUBLIC.test(digits)) return undefined;
  const value = [...digits].reduceRight((sum, digit) => sum * 32n + BigInt(CJDNS_DIGITS.indexOf(digit)), 0n);
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse();
}

/** No codec begins with a zero, so only the true length has no zeros in front. */
function inBase58(digits: string): readonly Uint8Array[] {
  return CODED_BYTES.flatMap((length) => {
    const coded = decodeBase58(digits, length);
    return coded === undefined || coded[0] === 0 ? [] : withoutCodec(coded);
  });
}

/** Of both halves of Ed25519 in UCAN's form, each has a codec. */
function withoutCodec(coded: Uint8Array): readonly Uint8Array[] {
  const codec = Buffer.from(coded.subarray(0, 2)).toString('hex');
  if (!CODECS.has(codec)) return [];
  const key = coded.subarray(2);
  if (codec !== ED25519_SECRET || key.length !== 2 * ED25519_BYTES + 2) return [key];
  const secret = key.subarray(0, ED25519_BYTES);
  return [Buffer.concat([secret, ...withoutCodec(key.subarray(ED25519_BYTES))])];
}
