/**
 * DSA and Diffie-Hellman keys in DER: DSA as OpenSSL writes it without PKCS#8 (p, q, g, y, x), and both in PKCS#8 with the
 * parameters of RFC 3279, sections 2.3.2 and 2.3.3, or of PKCS#3, chapter 9, with x alone. An x alone cannot be proved: the key is
 * then `unproven`.
 */
import { DerCursor, TAG } from '../der/der-cursor.ts';
import { derElement, unsignedContent } from '../der/der-writer.ts';
import { type DsaPublicKey, MAX_FIELD_BITS, proveDh, proveDsa } from '../proof/dsa.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import { DH_KEY_AGREEMENT, DH_PUBLIC_NUMBER } from '../proof/key-facts.ts';
import type { KeyNumbers } from '../proof/key-numbers.ts';

const MAX_BYTES = MAX_FIELD_BITS / 8 + 1;

/** Reads the part after the version. */
export function dsaKey(frame: DerCursor): DsaPublicKey | undefined {
  const [p, q, g, y, x] = [0, 1, 2, 3, 4].map(() => frame.integer(MAX_BYTES));
  if (p === undefined || q === undefined || g === undefined || y === undefined || x === undefined) return undefined;
  return frame.atEnd ? proveDsa({ p, q, g, y, x }) : undefined;
}

export function dsaPrivateKeyInfo(algorithm: DerCursor, privateKey: Uint8Array): KeyNumbers | undefined {
  const parameters = algorithm.element(TAG.sequence);
  const [p, q, g] = [0, 1, 2].map(() => parameters?.integer(MAX_BYTES));
  if (p === undefined || q === undefined || g === undefined) return undefined;
  const x = onlyInteger(privateKey);
  const publicKey = x === undefined ? undefined : proveDsa({ p, q, g, x });
  if (publicKey === undefined || !parameters?.atEnd || !algorithm.atEnd) return undefined;
  return { state: 'unproven', publicKey, secret: privateKey };
}

/** The parameters are p, g and a length in PKCS#3; p, g, q and more for validation in X9.42. */
export function dhPrivateKeyInfo(
  algorithm: DerCursor,
  identifier: Uint8Array,
  privateKey: Uint8Array,
): KeyNumbers | undefined {
  const parameters = algorithm.element(TAG.sequence);
  const [p, g] = [0, 1].map(() => parameters?.integer(2 * MAX_BYTES));
  if (p === undefined || g === undefined || !algorithm.atEnd) return undefined;
  // A length takes two bytes; q has at least 160 bits.
  const third = parameters?.nextTag === TAG.integer ? parameters.integer(2 * MAX_BYTES) : undefined;
  const q = third !== undefined && third > 0xffffn ? third : undefined;
  const x = onlyInteger(privateKey);
  const publicKey = x === undefined ? undefined : proveDh({ p, g, q, x }, identifier);
  return publicKey && { state: 'unproven', publicKey, secret: privateKey };
}

/** AlgorithmIdentifier for a frame that has none: PKCS#3 without q, X9.42 with it. */
export function dhAlgorithm({ p, g, q }: Readonly<Record<'p' | 'g', bigint>> & { readonly q?: bigint | undefined }) {
  const integer = (value: bigint) => derElement(TAG.integer, unsignedContent(value));
  const oid = derElement(TAG.oid, Buffer.from(q === undefined ? DH_KEY_AGREEMENT : DH_PUBLIC_NUMBER, 'hex'));
  const parameters = derElement(TAG.sequence, integer(p), integer(g), ...(q === undefined ? [] : [integer(q)]));
  return derElement(TAG.sequence, oid, parameters);
}

function onlyInteger(privateKey: Uint8Array): bigint | undefined {
  const cursor = new DerCursor(privateKey);
  const value = isMonotonous(privateKey) ? undefined : cursor.integer(MAX_BYTES);
  return cursor.atEnd ? value : undefined;
}
