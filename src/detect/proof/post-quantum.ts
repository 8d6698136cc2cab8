/**
 * Private keys of FIPS 203 (ML-KEM), FIPS 204 (ML-DSA) and FIPS 205 (SLH-DSA) inside PKCS#8, as RFC 9881, RFC 9935 and RFC 9909
 * write them:
 *   ML-KEM, ML-DSA   [0] seed, or OCTET STRING expanded key, or SEQUENCE of both; the bare octets too, as early drafts
 *   SLH-DSA          the octets: SK.seed, SK.prf, PK.seed, PK.root
 *
 * Proof of ML-KEM: the expanded key contains the public key and its SHA3-256 (FIPS 203, algorithm 16), which must agree. If
 * node:crypto knows the algorithm (Node 24), it also decapsulates with the private key what it encapsulated with the public one,
 * or computes the expanded key from the seed. Proof of ML-DSA: ml-dsa.ts. Everything else — a seed alone, SLH-DSA, ML-KEM on an older
 * Node — is `unproven`: the frame is exact and the bytes look random.
 */
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { DerCursor, TAG } from '../der/der-cursor.ts';
import { derElement } from '../der/der-writer.ts';
import { isMonotonous } from './is-monotonous.ts';
import { type KeyNumbers, proven } from './key-numbers.ts';
import { mlDsaPublicKeyOfSeed, provenMlDsaPublicKey } from './ml-dsa.ts';
import type { PostQuantumAlgorithm, PostQuantumPublicKey } from './post-quantum-algorithms.ts';

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
      if (expanded !== undefined) {
        const publicBytes = mlKemPublic(algorithm, expanded);
        if (publicBytes === undefined) return undefined;
        const derived = derivePublic(algorithm, privateKey);
        if (derived === undefined && !knowsAlgorithm(algorithm)) return unproven(algorithm, expanded, publicBytes);
        if (derived === undefined || Buffer.compare(derived, publicBytes) !== 0) return undefined;
        return proven(publicKeyOf(algorithm, publicBytes));
      }
      return unproven(algorithm, seed!, derivePublic(algorithm, privateKey));
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

/** dk = dkPKE ‖ ek ‖ H(ek) ‖ z, the last two of 32 bytes. */
function mlKemPublic({ publicBytes }: PostQuantumAlgorithm, expanded: Uint8Array): Uint8Array | undefined {
  const end = expanded.length - 64;
  const publicKey = expanded.subarray(end - publicBytes, end);
  const digest = createHash('sha3-256').update(publicKey).digest();
  return Buffer.compare(digest, expanded.subarray(end, end + 32)) === 0 ? publicKey : undefined;
}

/** node:crypto gets a PrivateKeyInfo that we write; its result is compared with the digest inside the key. */
function derivePublic(algorithm: PostQuantumAlgorithm, privateKey: Uint8Array): Uint8Array | undefined {
  const pkcs8 = derElement(
    TAG.sequence,
    derElement(TAG.integer, Uint8Array.of(0)),
    derElement(TAG.sequence, derElement(TAG.oid, Buffer.from(algorithm.oid, 'hex'))),
    derElement(TAG.octetString, privateKey),
  );
  try {
    const key = createPublicKey(createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }));
    return key.export({ format: 'der', type: 'spki' }).subarray(-algorithm.publicBytes);
  } catch {
    return undefined; // this Node lacks the algorithm, or the parts do not agree
  }
}

/** Whether this Node has the algorithm: it would accept a seed of any value. */
function knowsAlgorithm(algorithm: PostQuantumAlgorithm): boolean {
  const seed = derElement(TAG.primitive0, new Uint8Array(algorithm.seedBytes));
  return derivePublic(algorithm, seed) !== undefined;
}

function publicKeyOf(algorithm: PostQuantumAlgorithm, bytes: Uint8Array): PostQuantumPublicKey {
  return { kind: algorithm.kind, algorithm, bytes };
}

function unproven(algorithm: PostQuantumAlgorithm, secret: Uint8Array, publicBytes?: Uint8Array): KeyNumbers {
  const known = publicBytes && { publicKey: publicKeyOf(algorithm, publicBytes) };
  return { state: 'unproven', kind: algorithm.kind, secret, ...known };
}
