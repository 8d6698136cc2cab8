/**
 * Keys in an NSS database, read with the secret of its password.
 *   key4.db   a row of nssPrivate has a column for each PKCS#11 attribute, and an encrypted value for each private one; SQLite stores
 *             them out in the order of the columns:
 *               RSA   CKA_PRIVATE_EXPONENT, _PRIME_1, _PRIME_2, _EXPONENT_1, _EXPONENT_2, _COEFFICIENT in a row
 *               EC    CKA_VALUE, the scalar, then CKA_KEY_TYPE as 4 bytes; further on CKA_EC_PARAMS and the point
 *               else  CKA_VALUE and CKA_KEY_TYPE
 *   key3.db   a value holds PrivateKeyInfo
 * Not read: values that are split over two pages of the database.
 */
import { fromBytes, gcd, inverseOf } from '../proof/big-integer.ts';
import { CURVES, type EcPublicKey, proveEc } from '../proof/ec.ts';
import type { ReadKey } from '../proof/read-key.ts';
import { proveRsa, type RsaPublicKey } from '../proof/rsa.ts';
import { readDerKey } from './der-keys.ts';
import { decryptNssValue, type NssValue, nssSecret, readNssValue } from './nss-encryption.ts';
import type { NssGate } from './nss-gate.ts';
import { type Allowance, allowanceOf, OPENING_MS } from './password-decryption.ts';

/** d, p, q, d mod (p−1), d mod (q−1), q⁻¹ mod p. */
const RSA_VALUES = 6;
/** Distance that includes columns of 4 bytes, labels and the point itself: CKA_EC_POINT or NSS's own column for it. */
const POINT_REACH_BYTES = 700;
/** CKA_KEY_TYPE (PKCS#11 v3.1, appendix B): generic secret, RC2, RC4, DES, 3DES with two keys and with three, AES. */
const SYMMETRIC_TYPES: ReadonlySet<number> = new Set([0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x1f]);
const PRIVATE_TYPES: ReadonlyMap<number, string> = new Map([
  [1, 'dsa'],
  [2, 'dh'],
  [3, 'ec'],
]);

/**
 * The key whose values begin with `value`.
 * @param gate has its password
 */
export function readNssKey(bytes: Uint8Array, value: NssValue, gate: NssGate): ReadKey | undefined {
  const secret = nssSecret(gate.salt, gate.password!);
  const allowance = allowanceOf(OPENING_MS);
  const values = valuesFrom(bytes, value);
  const plain =
    values.length === 1 || values.length === RSA_VALUES ? decryptNssValue(value, secret, allowance) : undefined;
  if (plain === undefined) return undefined;
  const frame = { structure: 'nss', length: values.at(-1)!.end - value.start };
  if (values.length === RSA_VALUES) {
    const rsa = rsaKey(values, secret, allowance);
    return rsa && { state: 'proven', ...frame, publicKey: rsa };
  }
  const der = readDerKey(plain);
  if (der !== undefined) return { ...der, ...frame };
  const ec = ecKey(plain, bytes.subarray(value.end, value.end + POINT_REACH_BYTES));
  if (ec !== undefined) return { state: 'proven', ...frame, publicKey: ec };
  return gate.format === 'key4' ? otherKey(plain, bytes.subarray(value.end, value.end + 4), frame) : undefined;
}

/** Adjacent values, at most seven. */
function valuesFrom(bytes: Uint8Array, first: NssValue): NssValue[] {
  const values = [first];
  while (values.length <= RSA_VALUES) {
    const next = readNssValue(bytes, values.at(-1)!.end);
    if (next === undefined) break;
    values.push(next);
  }
  return values;
}

function rsaKey(values: readonly NssValue[], secret: Uint8Array, allowance: Allowance): RsaPublicKey | undefined {
  const numbers = values
    .map((value) => decryptNssValue(value, secret, allowance))
    .map((plain) => plain && fromBytes(plain));
  const [d, p, q, dp, dq, qi] = numbers;
  if (d === undefined || p === undefined || q === undefined || p < 3n || q < 3n) return undefined;
  const [pMinus, qMinus] = [p - 1n, q - 1n];
  const e = inverseOf(d, (pMinus * qMinus) / gcd(pMinus, qMinus));
  // The exponent computed from the others must be plausible.
  if (e === undefined || e >= MAX_EXPONENT) return undefined;
  return proveRsa({ n: p * q, e, d, p, q, dp, dq, qi });
}
const MAX_EXPONENT = 1n << 64n;

/** The scalar, and somewhere after it the point that it gives. */
function ecKey(scalar: Uint8Array, behind: Uint8Array): EcPublicKey | undefined {
  const view = Buffer.from(behind.buffer, behind.byteOffset, behind.length);
  for (const curve of CURVES) {
    if (scalar.length > curve.bytes || scalar.length < curve.bytes - 2) continue;
    const full = new Uint8Array(curve.bytes);
    full.set(scalar, curve.bytes - scalar.length);
    const key = view.indexOf(Buffer.from(curve.oid, 'hex')) < 0 ? undefined : proveEc(curve, full, undefined);
    if (key !== undefined && view.indexOf(key.point) >= 0) return key;
  }
  return undefined;
}

function otherKey(
  plain: Uint8Array,
  keyType: Uint8Array,
  frame: { readonly structure: string; readonly length: number },
): ReadKey | undefined {
  const type = keyType.length === 4 ? Number(fromBytes(keyType)) : 0;
  if (plain.length < 16 || plain.length > 64) return undefined;
  const kind = PRIVATE_TYPES.get(type);
  if (kind !== undefined) return { state: 'unproven', ...frame, kind, secret: plain };
  return SYMMETRIC_TYPES.has(type) ? { state: 'symmetric', ...frame, secret: plain } : undefined;
}
