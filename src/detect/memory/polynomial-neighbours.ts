/**
 * Seeds of ML-KEM beside polynomials, whose coefficients below 3329 are in words of 16 bits, on a little-endian machine:
 *   ML_KEM_KEY of libcrypto (ml_kem.c): z and d of 32 bytes each behind those of ŝ
 *   DecapsulationKey of Go (crypto/internal/fips140/mlkem): d, z, ρ, and the digest of the public key, before those of t̂
 * They look as random as the seed does, so the survey does not show where one ends and the other begins.
 */
import { largeRunsOf, SLACK_BYTES } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import type { Nominee } from './nominee.ts';

const Q = 3329;
const WORD_BYTES = 8;
/** So many words of 64 bits: random ones are such coefficients once in 10^20 times. */
const WORDS_OF_POLYNOMIAL = 4;
const SEED_BYTES = 64;
const GO_HEADER_BYTES = 128;
const MIN_RUN_BYTES = 64;
const POLYNOMIAL_BYTES = WORDS_OF_POLYNOMIAL * WORD_BYTES;

export function* polynomialNeighbours(image: MemoryImage): Generator<Nominee> {
  if (image.isPacked || image.memory.littleEndian === false) return;
  for (const { start, length } of largeRunsOf(image, MIN_RUN_BYTES)) {
    const before = Math.min(start, Math.max(POLYNOMIAL_BYTES, GO_HEADER_BYTES));
    const bytes = image.read(start - before, before + length + POLYNOMIAL_BYTES + SLACK_BYTES);
    // Copied first: who receives one reads the image.
    yield* seedsIn(bytes, before % WORD_BYTES).map(
      (at): Nominee => ({
        offset: start - before + at,
        bytes: bytes.slice(at, at + SEED_BYTES),
        form: 'ml-kem-seed',
        spellings: ['big-endian'],
        rank: 0,
      }),
    );
  }
}

/** @returns where seeds may begin */
function seedsIn(bytes: Uint8Array, from: number): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const places: number[] = [];
  let words = 0;
  for (let at = from; at + WORD_BYTES <= bytes.length; at += WORD_BYTES) {
    if (areCoefficients(view, at)) {
      words++;
      if (words === WORDS_OF_POLYNOMIAL) places.push(at + WORD_BYTES - POLYNOMIAL_BYTES - GO_HEADER_BYTES);
      continue;
    }
    if (words >= WORDS_OF_POLYNOMIAL) places.push(at);
    words = 0;
  }
  return places.filter((at) => at >= 0 && at + SEED_BYTES <= bytes.length);
}

/** One in 3,329 is 0; zeros and small integers have more of them. */
function areCoefficients(view: DataView, at: number): boolean {
  let zeros = 0;
  for (let half = 0; half < WORD_BYTES; half += 2) {
    const value = view.getUint16(at + half, true);
    if (value >= Q) return false;
    if (value === 0) zeros++;
  }
  return zeros <= 1;
}
