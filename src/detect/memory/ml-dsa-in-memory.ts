/**
 * Private keys of ML-DSA in a memory image, expanded as FIPS 204 encodes them (section 7.2): OpenSSL keeps them so (ML_DSA_KEY,
 * priv_encoding), and liboqs, Java and all that pass encoded keys on. Nothing names them, but the coefficients of s1 and s2 are in
 * three or four bits that never have their highest values, and t0 follows from the rest.
 */

import { atFixedLimit } from '../../model/gap.ts';
import type { Match } from '../../model/match.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { beginsVectors, provenMlDsaPublicKey, SAMPLE_BYTES, VECTORS_AT } from '../proof/ml-dsa.ts';
import { ML_DSA_ALGORITHMS } from '../proof/post-quantum-algorithms.ts';
import { Effort } from './effort.ts';
import { SLACK_BYTES } from './image-runs.ts';
import type { MemoryImage, MemorySearch } from './memory-search.ts';

export const mlDsaInMemory: MemorySearch = {
  id: 'ml-dsa-in-memory',
  form: {
    specification: 'FIPS 204, section 7.2: skEncode',
    proof: 't0 is the low part of A·s1 + s2, and tr the digest of the public key that follows',
  },
  title: 'ML-DSA private key in memory',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  search,
};

/** ρ, K and tr are random; the vectors of ML-DSA-65 are not enough so for the survey. */
const MIN_RUN_BYTES = VECTORS_AT - 2 * SLACK_BYTES;
/** Of a longer run, as compressed data are, the beginning. */
const MAX_SEARCHED_BYTES = 64 << 10;
/** A key in a heap begins at a word, one in a heap dump of Java or behind a header of DER at any byte. */
const WORD_BYTES = 8;
const ETAS = [2, 4] as const;

const RUNS_PER_LOOK_AT_THE_CLOCK = 1024;
const PROOF_US = 2_000;
const REASON = atFixedLimit(
  'too many bytes look like ML-DSA private keys; the first of them were tried',
  'scan a smaller dump',
);

function* search(image: MemoryImage): Generator<Match> {
  const effort = new Effort(image, REASON);
  const { runs } = image.survey;
  for (let index = 0; index < runs.length; index += 2) {
    if (index % RUNS_PER_LOOK_AT_THE_CLOCK === 0) image.checkTime();
    if (runs[index + 1]! < MIN_RUN_BYTES) continue;
    for (const offset of placesIn(image, runs[index]!, Math.min(runs[index + 1]!, MAX_SEARCHED_BYTES))) {
      if (!effort.takes(PROOF_US)) return;
      yield* keysAt(image, offset);
    }
  }
}

/** Every byte near the beginning of the run, and then every word. */
function placesIn(image: MemoryImage, start: number, length: number): number[] {
  const from = Math.max(0, start - SLACK_BYTES);
  const bytes = image.read(from, start - from + length + VECTORS_AT + SAMPLE_BYTES);
  const places: number[] = [];
  const end = bytes.length - VECTORS_AT - SAMPLE_BYTES;
  const nearBeginning = start - from + SLACK_BYTES;
  for (let at = 0; at < end; at += at < nearBeginning ? 1 : WORD_BYTES)
    if (ETAS.some((eta) => beginsVectors(eta, bytes, at + VECTORS_AT))) places.push(from + at);
  return places;
}

/** The vectors of a large key begin as those of a small one do. */
function* keysAt(image: MemoryImage, offset: number): Generator<Match> {
  for (const algorithm of ML_DSA_ALGORITHMS) {
    const { kind, expandedBytes: length } = algorithm;
    const expanded = image.read(offset, length);
    const publicKey = expanded.length === length ? provenMlDsaPublicKey(algorithm, expanded) : undefined;
    if (publicKey === undefined) continue;
    const proven = {
      state: 'proven',
      structure: FORM,
      length,
      publicKey: { kind, algorithm, bytes: publicKey },
    } as const;
    yield keyMatch(proven, { offset, length, form: FORM, preview: '' });
  }
}
const FORM = 'ml-dsa-expanded';
