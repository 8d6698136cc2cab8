/**
 * Private keys in DER, read strictly from their first byte and then proved:
 *   RSAPrivateKey             RFC 8017, appendix A.1.2 (PKCS#1), of two primes and of more: der-rsa.ts
 *   DSA                       p, q, g, y, x as OpenSSL writes them ("traditional"): der-field-keys.ts
 *   ECPrivateKey              RFC 5915, section 3 (SEC1): der-ec.ts
 *   PrivateKeyInfo            RFC 5208 (PKCS#8) and OneAsymmetricKey, RFC 5958 (its version 2), of all these, of
 *                             Diffie-Hellman, of Ed25519, Ed448, X25519, X448 (RFC 8410), of GOST R 34.10 (der-gost.ts),
 *                             and of ML-DSA, ML-KEM and SLH-DSA (post-quantum.ts)
 *   EncryptedPrivateKeyInfo   in encrypted-key-info.ts
 * Refused: curves over binary fields, and all that der-cursor.ts refuses.
 */
import { DerCursor, TAG } from '../der/der-cursor.ts';
import { EDWARDS_ALGORITHMS, type EdwardsAlgorithm, proveEdwards } from '../proof/edwards.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import {
  DH_KEY_AGREEMENT,
  DH_PUBLIC_NUMBER,
  DSA,
  EC_PUBLIC_KEY,
  RSA_ENCRYPTION,
  RSASSA_PSS,
} from '../proof/key-facts.ts';
import { following, type KeyNumbers, proven } from '../proof/key-numbers.ts';
import { readPostQuantumKey } from '../proof/post-quantum.ts';
import { POST_QUANTUM_ALGORITHMS } from '../proof/post-quantum-algorithms.ts';
import type { BareScalar, ProvenKey, UnprovenKey } from '../proof/read-key.ts';
import { pkcs8EcKey, sec1Key } from './der-ec.ts';
import { dhPrivateKeyInfo, dsaKey, dsaPrivateKeyInfo } from './der-field-keys.ts';
import { GOST_ALGORITHMS, pkcs8GostKey } from './der-gost.ts';
import { rsaKey } from './der-rsa.ts';

/**
 * @param bytes have the frame from `start` on; what follows the frame is ignored
 * @returns the key and its exact length from `start`; undefined if no private key begins there, if it is
 *   cut, or if its numbers do not agree. Never throws.
 */
export function readDerKey(bytes: Uint8Array, start = 0): ProvenKey | UnprovenKey | BareScalar | undefined {
  const outside = new DerCursor(bytes, start);
  const frame = outside.element(TAG.sequence);
  const version = frame?.integer(1);
  if (frame === undefined || version === undefined || version > 1n) return undefined;
  const length = outside.position - start;
  switch (frame.nextTag) {
    case TAG.integer: {
      const numbers = frame.position;
      const rsa = rsaKey(frame, version);
      if (rsa !== undefined) return { structure: 'pkcs1', length, ...proven(rsa) };
      const end = outside.position;
      const dsa = version === 0n ? dsaKey(new DerCursor(bytes, numbers, end)) : undefined;
      return dsa && { structure: 'dsa', length, ...proven(dsa) };
    }
    case TAG.octetString:
      return version === 1n ? sec1Key(frame, length) : undefined;
    case TAG.sequence: {
      const key = pkcs8Key(frame);
      return key && { structure: 'pkcs8', length, ...key };
    }
    default:
      return undefined;
  }
}

interface PrivateKeyInfo {
  /** The AlgorithmIdentifier as it is, and a cursor in it behind its OBJECT IDENTIFIER. */
  readonly identifier: Uint8Array;
  readonly algorithm: DerCursor;
  readonly oid: string;
  readonly privateKey: Uint8Array;
  readonly publicKey: Uint8Array | undefined;
  /** The content of [1], if it is tagged implicitly: with the byte of a BIT STRING or without. */
  readonly implicit: Uint8Array | undefined;
}

/**
 * PrivateKeyInfo after its version: AlgorithmIdentifier, privateKey OCTET STRING, [0] attributes OPTIONAL, [1] publicKey OPTIONAL.
 * RFC 5958 tags the last one implicitly (81); the crate ring wrote it explicitly for years (a1 23 03 21 00 …,
 * github.com/briansmith/ring/issues/1464), and others copied that. wolfSSL omits the byte of a BIT STRING with the number of
 * unused bits, and stays with version 1 (wolfcrypt/test/test.c, privPubEd25519).
 */
function readPrivateKeyInfo(frame: DerCursor): PrivateKeyInfo | undefined {
  const identifier = frame.whole(TAG.sequence);
  const algorithm = frame.element(TAG.sequence);
  const oid = algorithm?.oid();
  const privateKey = frame.octets(TAG.octetString);
  if (identifier === undefined || algorithm === undefined || oid === undefined || privateKey === undefined) {
    return undefined;
  }
  if (frame.nextTag === TAG.context0) frame.element(TAG.context0);
  const explicit = frame.nextTag === TAG.context1 ? frame.element(TAG.context1) : undefined;
  const implicit = explicit === undefined ? frame.octets(TAG.primitive1) : undefined;
  // A BIT STRING begins with the number of unused bits.
  const publicKey = implicit?.[0] === 0 ? implicit.subarray(1) : explicit?.bitString();
  if (!frame.atEnd || explicit?.atEnd === false) return undefined;
  return { identifier, algorithm, oid, privateKey, publicKey, implicit };
}

function pkcs8Key(frame: DerCursor): KeyNumbers | undefined {
  const info = readPrivateKeyInfo(frame);
  if (info === undefined) return undefined;
  const { identifier, algorithm, oid, privateKey, publicKey, implicit } = info;
  const edwards = EDWARDS_ALGORITHMS.find((known) => known.oid === oid);
  const isBare = implicit !== undefined && implicit[0] !== 0;
  if (isBare && implicit.length !== edwards?.bytes) return undefined;

  switch (oid) {
    case RSA_ENCRYPTION: {
      const rsa = isAbsentOrNull(algorithm) ? innerRsaKey(privateKey) : undefined;
      return rsa && proven(rsa);
    }
    case RSASSA_PSS: {
      const rsa = innerRsaKey(privateKey);
      return rsa && proven({ ...rsa, algorithm: identifier });
    }
    case EC_PUBLIC_KEY:
      return pkcs8EcKey(algorithm, privateKey, publicKey);
    case DSA:
      return dsaPrivateKeyInfo(algorithm, privateKey);
    case DH_KEY_AGREEMENT:
    case DH_PUBLIC_NUMBER:
      return dhPrivateKeyInfo(algorithm, identifier, privateKey);
  }
  if (GOST_ALGORITHMS.has(oid)) return pkcs8GostKey(oid, algorithm, identifier, privateKey);
  const family = unreadFamily(oid);
  if (family !== undefined) {
    const secret = privateKey.subarray(0, IDENTITY_BYTES);
    return isSecret(secret) ? { state: 'unproven', kind: family.kind, secret } : undefined;
  }
  if (!algorithm.atEnd) return undefined;
  if (edwards !== undefined) {
    return innerEdwardsKey(edwards, privateKey, implicit?.length === edwards.bytes ? implicit : publicKey);
  }
  const postQuantum = POST_QUANTUM_ALGORITHMS.get(oid);
  return postQuantum && readPostQuantumKey(postQuantum, privateKey);
}

/**
 * Algorithms whose frame says that it is a private key, but of which nothing is read: prefixes of the content of their OBJECT
 * IDENTIFIER. Round-three algorithms of Open Quantum Safe (1.3.9999) and IBM (1.3.6.1.4.1.2.267), those of Bouncy Castle
 * (1.3.6.1.4.1.22554) and of Botan (1.3.6.1.4.1.25258.1), composites of LAMPS (1.3.6.1.5.5.7.6) and Entrust (2.16.840.1.114027.80),
 * XMSS of BSI (0.4.0.127.0.15.1.1), HSS/LMS (RFC 8708), GOST R 34.10-94 and GOST keys for key agreement (RFC 4357, RFC 9215);
 * ECGDSA of TeleTrusT, EC-KCDSA of ISO 14888-3 and of Korea, ElGamal of Cryptlib and OIW, SM9, DSTU 4145.
 */
const UNREAD_FAMILIES = [
  ...[
    ...['2bce0f', '2b0601040102820b', '2b060105050706', '2b0601040181b01a', '2b0601040181c52a01'],
    ...['6086480186fa6b50', '04007f000f0101'],
  ].map((arc) => ({ arc, kind: 'post-quantum' })),
  { arc: '2b2403030205', kind: 'ecgdsa' },
  ...['28f4280300', '2a831a8c9a440164'].map((arc) => ({ arc, kind: 'eckcdsa' })),
  ...['2b06010401975501', '2b0e070201'].map((arc) => ({ arc, kind: 'elgamal' })),
  { arc: '2a811ccf5501822e', kind: 'sm9' },
  { arc: '2a862402010101010301', kind: 'dstu4145' },
  { arc: '2a864886f70d0109100311', kind: 'hss-lms' },
  ...['2a8503020214', '2a8503020262', '2a85030701010601', '2a85030701010602'].map((arc) => ({ arc, kind: 'gost' })),
];
export function unreadFamily(oid: string): (typeof UNREAD_FAMILIES)[number] | undefined {
  return UNREAD_FAMILIES.find(({ arc }) => oid.startsWith(arc));
}
/** What tells such keys apart; of those in long-key.ts no more is there. */
export const IDENTITY_BYTES = 8 << 10;

/** The shortest is x of ElGamal in a group of 1,024 bits, an INTEGER of 192 bits or so, as Botan draws it. */
const MIN_SECRET_BYTES = 24;

export function isSecret(privateKey: Uint8Array): boolean {
  return privateKey.length >= MIN_SECRET_BYTES && !isMonotonous(privateKey);
}

/** RFC 3279 requires NULL parameters for rsaEncryption; some writers omit them. */
function isAbsentOrNull(algorithm: DerCursor): boolean {
  return algorithm.atEnd || (algorithm.octets(TAG.null)?.length === 0 && algorithm.atEnd);
}

function innerRsaKey(privateKey: Uint8Array): ReturnType<typeof rsaKey> {
  const frame = new DerCursor(privateKey).only(TAG.sequence);
  const version = frame?.integer(1);
  return frame && version !== undefined ? rsaKey(frame, version) : undefined;
}

function innerEdwardsKey(
  algorithm: EdwardsAlgorithm,
  privateKey: Uint8Array,
  publicKey: Uint8Array | undefined,
): KeyNumbers | undefined {
  const outside = new DerCursor(privateKey);
  const seed = outside.octets(TAG.octetString);
  const key = seed && outside.atEnd ? proveEdwards(algorithm, seed, publicKey) : undefined;
  return key && following(key, seed!, publicKey);
}
