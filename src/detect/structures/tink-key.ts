/**
 * Private keys of Tink, by their messages (proto/*.proto of Tink), all of which contain the public half:
 *   Ed25519                 2 seed, 3 { 2 public half }
 *   ECDSA, JWT ECDSA, ECIES 2 { 3 x, 4 y }, 3 d, with or without leading zeros
 *   HPKE                    2 { 3 public half }, 3 d
 *   RSA, JWT RSA            2 { 3 n, 4 e }, 3 d, 4 p, 5 q, 6 dP, 7 dQ, 8 qInv
 */
import { fromBytes } from '../proof/big-integer.ts';
import { CURVES, type Curve, proveEc } from '../proof/ec.ts';
import { EDWARDS_ALGORITHMS, proveEdwards } from '../proof/edwards.ts';
import type { PublicKey } from '../proof/key-facts.ts';
import { proveRsa } from '../proof/rsa.ts';
import { protoFields } from './proto-fields.ts';

/** Keyed by what follows `google.crypto.tink.` in the type; other types cannot be proved. */
const PROOFS: Readonly<Record<string, (message: Uint8Array) => PublicKey | undefined>> = {
  Ed25519PrivateKey: ed25519,
  ...{ EcdsaPrivateKey: ecPoint, JwtEcdsaPrivateKey: ecPoint, EciesAeadHkdfPrivateKey: ecPoint },
  HpkePrivateKey: hpke,
  ...{ RsaSsaPkcs1PrivateKey: rsa, RsaSsaPssPrivateKey: rsa },
  ...{ JwtRsaSsaPkcs1PrivateKey: rsa, JwtRsaSsaPssPrivateKey: rsa },
};

/** @returns the public half; undefined if the numbers do not agree; `unknown` for a type not in the table */
export function proveTinkKey(type: string, message: Uint8Array): PublicKey | 'unknown' | undefined {
  const prove = Object.hasOwn(PROOFS, type) ? PROOFS[type] : undefined;
  return prove === undefined ? 'unknown' : prove(message);
}

const [ED25519, , X25519] = EDWARDS_ALGORITHMS;
const NIST: readonly Curve[] = CURVES.slice(0, 3);

function ed25519(message: Uint8Array): PublicKey | undefined {
  const fields = octets(message);
  const publicHalf = octets(fields?.get(3))?.get(2);
  const seed = fields?.get(2);
  return seed && publicHalf && proveEdwards(ED25519!, seed, publicHalf);
}

function ecPoint(message: Uint8Array): PublicKey | undefined {
  const fields = octets(message);
  const point = octets(fields?.get(2));
  const [d, x, y] = [fields?.get(3), point?.get(3), point?.get(4)];
  if (d === undefined || x === undefined) return undefined;
  // ECIES over X25519 has no second coordinate.
  if (y === undefined) return proveEdwards(X25519!, d, x);
  for (const curve of NIST) {
    const [scalar, left, right] = [d, x, y].map((bytes) => fixed(bytes, curve.bytes));
    if (scalar === undefined || left === undefined || right === undefined) continue;
    const key = proveEc(curve, scalar, Buffer.concat([Uint8Array.of(4), left, right]));
    if (key !== undefined) return key;
  }
  return undefined;
}

function hpke(message: Uint8Array): PublicKey | undefined {
  const fields = octets(message);
  const publicHalf = octets(fields?.get(2))?.get(3);
  const d = fields?.get(3);
  if (d === undefined || publicHalf === undefined) return undefined;
  if (publicHalf.length === X25519!.bytes) return proveEdwards(X25519!, d, publicHalf);
  const curve = NIST.find(({ bytes }) => publicHalf.length === 1 + 2 * bytes);
  const scalar = curve && fixed(d, curve.bytes);
  return scalar && proveEc(curve, scalar, publicHalf);
}

function rsa(message: Uint8Array): PublicKey | undefined {
  const fields = octets(message);
  const publicHalf = octets(fields?.get(2));
  const number = (bytes: Uint8Array | undefined) => bytes && fromBytes(bytes);
  const [n, e, d] = [publicHalf?.get(3), publicHalf?.get(4), fields?.get(3)].map(number);
  const [p, q, dp, dq, qi] = [4, 5, 6, 7, 8].map((field) => number(fields?.get(field)));
  if (n === undefined || e === undefined || d === undefined) return undefined;
  return proveRsa({ ...{ n, e, d, p, q, dp, dq, qi } });
}

/** The fields of a message that hold bytes. */
function octets(message: Uint8Array | undefined): ReadonlyMap<number, Uint8Array> | undefined {
  const fields = message && protoFields(message);
  const found = new Map<number, Uint8Array>();
  for (const [field, value] of fields ?? []) if (typeof value !== 'number') found.set(field, value);
  return fields && found;
}

/** Java writes a leading zero for the sign, and no unnecessary ones. */
function fixed(bytes: Uint8Array, length: number): Uint8Array | undefined {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? new Uint8Array() : bytes.subarray(start);
  if (digits.length > length) return undefined;
  const full = new Uint8Array(length);
  full.set(digits, length - digits.length);
  return full;
}
