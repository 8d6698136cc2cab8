/**
 * Private keys of RFC 8032 and RFC 7748 (Ed25519, Ed448, X25519, X448): a string of random bytes, of which every value is a key.
 * The proof is that the public half next to it is the one that follows from it. If a frame has no public half (PKCS#8 version 1 of
 * RFC 8410), its exact structure makes it likely and nothing proves it; a string that does not look random is refused.
 */

import { createPrivateKey, createPublicKey } from 'node:crypto';
import { derElement } from '../der/der-writer.ts';
import { CostlyResults } from '../effort-account.ts';
import { isMonotonous } from './is-monotonous.ts';

export interface EdwardsAlgorithm {
  readonly kind: 'ed25519' | 'ed448' | 'x25519' | 'x448';
  /** As in facts, and `crv` of RFC 8037. */
  readonly name: string;
  /** Content of the OBJECT IDENTIFIER of RFC 8410, hex. */
  readonly oid: string;
  /** Length of the private and of the public half. */
  readonly bytes: number;
}

export const EDWARDS_ALGORITHMS: readonly EdwardsAlgorithm[] = [
  { kind: 'ed25519', name: 'Ed25519', oid: '2b6570', bytes: 32 },
  { kind: 'ed448', name: 'Ed448', oid: '2b6571', bytes: 57 },
  { kind: 'x25519', name: 'X25519', oid: '2b656e', bytes: 32 },
  { kind: 'x448', name: 'X448', oid: '2b656f', bytes: 56 },
];

export interface EdwardsPublicKey {
  readonly kind: EdwardsAlgorithm['kind'];
  readonly algorithm: EdwardsAlgorithm;
  /** As in RFC 8410, `algorithm.bytes` long. */
  readonly bytes: Uint8Array;
}

/**
 * @param seed the private string, exactly `algorithm.bytes` long
 * @param claimed the public half as the frame states it, undefined if it has none
 * @returns the public half, undefined if `claimed` is another one. Takes some 0.06 ms.
 */
export function proveEdwards(
  algorithm: EdwardsAlgorithm,
  seed: Uint8Array,
  claimed: Uint8Array | undefined,
): EdwardsPublicKey | undefined {
  if (seed.length !== algorithm.bytes) return undefined;
  if (claimed === undefined ? isMonotonous(seed) : claimed.length !== algorithm.bytes) return undefined;
  const bytes = derivePublic(algorithm, seed);
  if (bytes === undefined || (claimed !== undefined && Buffer.compare(bytes, claimed) !== 0)) return undefined;
  return { kind: algorithm.kind, algorithm, bytes };
}

/** node:crypto accepts a seed only inside a frame, so we write one; it is not relied on to judge the key. */
function derivePublic(algorithm: EdwardsAlgorithm, seed: Uint8Array): Uint8Array | undefined {
  const name = `${algorithm.oid} ${Buffer.from(seed).toString('base64')}`;
  return derived.of(
    name,
    algorithm.bytes > 32 ? 180 : 60,
    () => throughJwk(algorithm, seed) ?? throughPkcs8(algorithm, seed),
  );
}
const derived = new CostlyResults<Uint8Array | undefined>();

/**
 * The short way, 15 times faster than PKCS#8 on Node 20. `x` must be present and is ignored (Node 20 to 24). A Node that compared
 * it with the seed would refuse, or return what we wrote; then the long way is taken.
 */
function throughJwk({ name, bytes }: EdwardsAlgorithm, seed: Uint8Array): Uint8Array | undefined {
  const d = Buffer.from(seed).toString('base64url');
  const x = Buffer.alloc(bytes, 1).toString('base64url');
  try {
    const key = createPrivateKey({ key: { kty: 'OKP', crv: name, d, x }, format: 'jwk' });
    const jwk = key.export({ format: 'jwk' });
    return jwk.x === undefined || jwk.x === x ? undefined : Buffer.from(jwk.x, 'base64url');
  } catch {
    return undefined;
  }
}

function throughPkcs8(algorithm: EdwardsAlgorithm, seed: Uint8Array): Uint8Array | undefined {
  const pkcs8 = derElement(
    0x30,
    derElement(0x02, Uint8Array.of(0)),
    derElement(0x30, derElement(0x06, Buffer.from(algorithm.oid, 'hex'))),
    derElement(0x04, derElement(0x04, seed)),
  );
  try {
    const key = createPublicKey(createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }));
    return key.export({ format: 'der', type: 'spki' }).subarray(-algorithm.bytes);
  } catch {
    // this Node lacks the curve (a FIPS build)
    return undefined;
  }
}
