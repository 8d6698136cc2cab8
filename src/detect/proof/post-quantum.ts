/**
 * Private keys of FIPS 203 (ML-KEM), FIPS 204 (ML-DSA) and FIPS 205 (SLH-DSA) inside PKCS#8, as RFC 9881, RFC 9935 and RFC 9909
 * write them:
 *   ML-KEM, ML-DSA   [0] seed, or OCTET STRING expanded key, or SEQUENCE of both; the bare octets too, as early drafts
 *   SLH-DSA          the octets: SK.seed, SK.prf, PK.seed, PK.root
 *
 * Proof of ML-KEM and ML-DSA: the public key follows from the expanded key, which contains its digest, and from the seed if there is
 * one (ml-kem.ts, ml-dsa.ts). Everything else — a seed alone, SLH-DSA — is `unproven`: the frame is exact and the bytes look random.
 */
import { DerCursor, TAG } from '../der/der-cursor.ts';
import { isMonotonous } from './is-monotonous.ts';
import { type KeyNumbers, proven } from './key-numbers.ts';
import { mlDsaPublicKeyOfSeed, provenMlDsaPublicKey } from './ml-dsa.ts';
import { mlKemPublicKeyOfSeed, provenMlKemPublicKey } from './ml-kem.ts';
import type { MlKemAlgorithm, PostQuantumAlgorithm, PostQuantumPublicKey } from './post-quantum-algorithms.ts';

interface Parts {
  readonly seed?: Uint8Array | undefined;
  readonly expanded?: Uint8Array | undefined;
}

/** @param privateKey content of PrivateKeyInfo's OCTET STRING */
export function readPostQuantumKey(algorithm: PostQuantumAlgorithm, privateKey: Uint8Array): KeyNumbers | undefined {
  const parts = readParts(algorithm, privateKey);
  const secret = parts?.expanded ?? parts?.seed;
  if (parts === undefined || secret === undefined || isMonotonous(secret)) return undefined;
  switch (algorithm.kind) {
    case 'slh-dsa':
      return { state: 'unproven', secret, publicKey: publicKeyOf(algorithm, secret.subarray(-algorithm.publicBytes)) };
    case 'ml-kem': {
      const { seed, expanded } = parts;
      if (expanded === undefined)
        return unproven(algorithm, seed!, mlKemPublicKeyOfSeed(algorithm, seed!.subarray(0, 32)));
      const publicBytes = provenMlKemPublicKey(algorithm, expanded);
      if (publicBytes === undefined || (seed && !isMlKemSeedOf(algorithm, seed, expanded, publicBytes)))
        return undefined;
      return proven(publicKeyOf(algorithm, publicBytes));
    }
    case 'ml-dsa': {
      const { seed, expanded } = parts;
      if (expanded === undefined) return unproven(algorithm, seed!, mlDsaPublicKeyOfSeed(algorithm, seed!));
      const publicBytes = provenMlDsaPublicKey(algorithm, expanded);
      const ofSeed = seed && mlDsaPublicKeyOfSeed(algorithm, seed);
      if (publicBytes === undefined || (ofSeed && Buffer.compare(ofSeed, publicBytes) !== 0)) return undefined;
      return proven(publicKeyOf(algorithm, publicBytes));
    }
  }
}

function readParts({ seedBytes, expandedBytes }: PostQuantumAlgorithm, octets: Uint8Array): Parts | undefined {
  if (octets.length === expandedBytes) return { expanded: octets };
  if (seedBytes === 0) return undefined;
  if (octets.length === seedBytes) return { seed: octets };
  const outside = new DerCursor(octets);
  const inside = outside.nextTag === TAG.sequence ? outside.only(TAG.sequence) : outside;
  if (inside === undefined) return undefined;
  const both = inside !== outside;
  const seed = both ? inside.octets(TAG.octetString) : inside.octets(TAG.primitive0);
  const expanded = both || seed === undefined ? inside.octets(TAG.octetString) : undefined;
  const complete = both ? seed !== undefined && expanded !== undefined : seed !== undefined || expanded !== undefined;
  if (!inside.atEnd || !complete) return undefined;
  if (seed !== undefined && seed.length !== seedBytes) return undefined;
  return expanded === undefined || expanded.length === expandedBytes ? { seed, expanded } : undefined;
}

/** d gives the public key, and z is at the end of the expanded key. */
function isMlKemSeedOf(
  algorithm: MlKemAlgorithm,
  seed: Uint8Array,
  expanded: Uint8Array,
  publicBytes: Uint8Array,
): boolean {
  const [d, z] = [seed.subarray(0, 32), seed.subarray(32)];
  const ofSeed = mlKemPublicKeyOfSeed(algorithm, d);
  return Buffer.compare(ofSeed, publicBytes) === 0 && Buffer.compare(z, expanded.subarray(-32)) === 0;
}

function publicKeyOf(algorithm: PostQuantumAlgorithm, bytes: Uint8Array): PostQuantumPublicKey {
  return { kind: algorithm.kind, algorithm, bytes };
}

function unproven(algorithm: PostQuantumAlgorithm, secret: Uint8Array, publicBytes?: Uint8Array): KeyNumbers {
  const known = publicBytes && { publicKey: publicKeyOf(algorithm, publicBytes) };
  return { state: 'unproven', kind: algorithm.kind, secret, ...known };
}
