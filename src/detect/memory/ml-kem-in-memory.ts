/**
 * Private keys of ML-KEM in a memory image:
 *   as FIPS 203 encodes them (algorithm 16): liboqs, Java and all that pass encoded keys on. The coefficients of ŝ are below q, and
 *   the public key in it follows from them
 *   as d ‖ z, the seed of RFC 9935, or z ‖ d, alone or beside polynomials (polynomial-neighbours.ts). These need not be read: ρ,
 *   which follows from d, is in the image too
 */

import { atFixedLimit } from '../../model/gap.ts';
import type { Match } from '../../model/match.ts';
import { sha256Hex } from '../fingerprint.ts';
import { subjectPublicKeyInfo } from '../proof/key-facts.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import {
  beginsPrivateKey,
  mlKemPublicKeyOfSeed,
  mlKemRhoOfSeed,
  provenMlKemPublicKey,
  SAMPLE_BYTES,
} from '../proof/ml-kem.ts';
import { ML_KEM_ALGORITHMS, type MlKemAlgorithm } from '../proof/post-quantum-algorithms.ts';
import { Effort } from './effort.ts';
import { keyStartsIn } from './key-starts.ts';
import type { MemoryImage, MemorySearch } from './memory-search.ts';
import { lengthOf } from './nominee.ts';
import { nomineesOf } from './nominees.ts';
import { polynomialNeighbours } from './polynomial-neighbours.ts';
import { seedsOf } from './post-quantum-seeds.ts';

export const mlKemInMemory: MemorySearch = {
  id: 'ml-kem-in-memory',
  form: {
    specification:
      'FIPS 203, algorithm 16, and its seed; d and z in either order, as in Go and in ML_KEM_KEY of libcrypto',
    proof:
      't̂ − Â·ŝ has small coefficients, and the digest of the public key agrees; ρ, which follows from a seed, is in the same image or ends a known key',
  },
  title: 'ML-KEM private key in memory',
  // Most belong to one session.
  severity: 'medium',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  search,
};

const START = {
  /** All of a key looks random; a run may lack its ends. */
  minRunBytes: 1024,
  sampleBytes: SAMPLE_BYTES,
  begins: beginsPrivateKey,
} as const;
const PROOF_US = 20;
const REASON = atFixedLimit(
  'too many bytes look like ML-KEM private keys; the first of them were tried',
  'scan a smaller dump',
);
const HALF_BYTES = 32;

const SEED = {
  seedBytes: 2 * HALF_BYTES,
  rhosOf: (algorithm: MlKemAlgorithm, seed: Uint8Array) =>
    halvesOf(seed).map((half) => mlKemRhoOfSeed(algorithm, half)),
  rhoIn: (_: MlKemAlgorithm, spki: Uint8Array) => spki.subarray(-HALF_BYTES),
} as const;

/** Each may be d. */
function halvesOf(seed: Uint8Array): readonly [Uint8Array, Uint8Array] {
  return [seed.subarray(0, HALF_BYTES), seed.subarray(HALF_BYTES)];
}

function* search(image: MemoryImage): Generator<Match> {
  const known = new Set(image.knownKeys.map(({ spkiSha256 }) => spkiSha256));
  const effort = new Effort(image, REASON);
  for (const offset of keyStartsIn(image, START)) {
    if (!effort.takes(PROOF_US)) break;
    for (const algorithm of ML_KEM_ALGORITHMS) {
      const { expandedBytes: length } = algorithm;
      const expanded = image.read(offset, length);
      const bytes = expanded.length === length ? provenMlKemPublicKey(algorithm, expanded) : undefined;
      if (bytes !== undefined) yield matchAt({ algorithm, bytes, offset, length, form: 'ml-kem-expanded' }, known);
    }
  }
  const nominees = [...polynomialNeighbours(image), ...nomineesOf(image)];
  for (const { algorithm, place, reading } of seedsOf(image, nominees, ML_KEM_ALGORITHMS, SEED)) {
    const bytes = mlKemPublicKeyOfSeed(algorithm, halvesOf(place.bytes)[reading]!);
    yield matchAt({ algorithm, bytes, offset: place.offset, length: lengthOf(place), form: 'ml-kem-seed' }, known);
  }
}

interface Found {
  readonly algorithm: MlKemAlgorithm;
  /** Of the public key. */
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly length: number;
  readonly form: string;
}

/** One that the artifact or the user knows outlives a session. */
function matchAt({ algorithm, bytes, offset, length, form }: Found, known: ReadonlySet<string>): Match {
  const publicKey = { kind: algorithm.kind, algorithm, bytes };
  const match = keyMatch(
    { state: 'proven', structure: form, length, publicKey },
    { offset, length, form, preview: '' },
  );
  return known.has(sha256Hex(subjectPublicKeyInfo(publicKey))) ? { ...match, severity: 'critical' } : match;
}
