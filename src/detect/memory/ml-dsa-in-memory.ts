/**
 * Private keys of ML-DSA in a memory image, expanded as FIPS 204 encodes them (section 7.2): OpenSSL keeps them so (ML_DSA_KEY,
 * priv_encoding), and liboqs, Java and all that pass encoded keys on. Nothing names them, but the coefficients of s1 and s2 are in
 * three or four bits that never have their highest values, and t0 follows from the rest. Of a seed alone (ML-DSA.KeyGen, section 5.1) ρ
 * follows, with which the public key begins.
 */

import { atFixedLimit } from '../../model/gap.ts';
import type { Match } from '../../model/match.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import {
  beginsVectors,
  mlDsaPublicKeyOfSeed,
  mlDsaRhoOfSeed,
  provenMlDsaPublicKey,
  SAMPLE_BYTES,
  VECTORS_AT,
} from '../proof/ml-dsa.ts';
import { ML_DSA_ALGORITHMS, type MlDsaAlgorithm, type PostQuantumPublicKey } from '../proof/post-quantum-algorithms.ts';
import { Effort } from './effort.ts';
import { SLACK_BYTES } from './image-runs.ts';
import { keyStartsIn } from './key-starts.ts';
import type { MemoryImage, MemorySearch } from './memory-search.ts';
import { lengthOf } from './nominee.ts';
import { nomineesOf } from './nominees.ts';
import { seedsOf } from './post-quantum-seeds.ts';

export const mlDsaInMemory: MemorySearch = {
  id: 'ml-dsa-in-memory',
  form: {
    specification: 'FIPS 204, section 7.2: skEncode; section 5.1: a seed',
    proof:
      't0 is the low part of A·s1 + s2, and tr the digest of the public key that follows; ρ, which follows from a seed, is in the same image or begins a known key',
  },
  title: 'ML-DSA private key in memory',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  search,
};

const ETAS = [2, 4] as const;
const START = {
  /** ρ, K and tr are random; the vectors of ML-DSA-65 are not enough so for the survey. */
  minRunBytes: VECTORS_AT - 2 * SLACK_BYTES,
  sampleBytes: VECTORS_AT + SAMPLE_BYTES,
  begins: (bytes: Uint8Array, at: number) => ETAS.some((eta) => beginsVectors(eta, bytes, at + VECTORS_AT)),
} as const;

const PROOF_US = 2_000;
const REASON = atFixedLimit(
  'too many bytes look like ML-DSA private keys; the first of them were tried',
  'scan a smaller dump',
);

function* search(image: MemoryImage): Generator<Match> {
  const effort = new Effort(image, REASON);
  for (const offset of keyStartsIn(image, START)) {
    if (!effort.takes(PROOF_US)) break;
    yield* keysAt(image, offset);
  }
  for (const { algorithm, place } of seedsOf(image, nomineesOf(image), ML_DSA_ALGORITHMS, SEED)) {
    const bytes = mlDsaPublicKeyOfSeed(algorithm, place.bytes);
    yield matchAt({ kind: 'ml-dsa', algorithm, bytes }, place.offset, lengthOf(place), 'ml-dsa-seed');
  }
}

/** As long as a seed. */
const RHO_BYTES = 32;

const SEED = {
  seedBytes: RHO_BYTES,
  rhosOf: (algorithm: MlDsaAlgorithm, seed: Uint8Array) => [mlDsaRhoOfSeed(algorithm, seed)],
  rhoIn: ({ publicBytes }: MlDsaAlgorithm, spki: Uint8Array) => spki.subarray(-publicBytes).subarray(0, RHO_BYTES),
} as const;

/** The vectors of a large key begin as those of a small one do. */
function* keysAt(image: MemoryImage, offset: number): Generator<Match> {
  for (const algorithm of ML_DSA_ALGORITHMS) {
    const { kind, expandedBytes: length } = algorithm;
    const expanded = image.read(offset, length);
    const publicKey = expanded.length === length ? provenMlDsaPublicKey(algorithm, expanded) : undefined;
    if (publicKey === undefined) continue;
    yield matchAt({ kind, algorithm, bytes: publicKey }, offset, length, 'ml-dsa-expanded');
  }
}

function matchAt(publicKey: PostQuantumPublicKey, offset: number, length: number, form: string): Match {
  return keyMatch({ state: 'proven', structure: form, length, publicKey }, { offset, length, form, preview: '' });
}
