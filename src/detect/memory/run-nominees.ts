/** Numbers nominated only because they look random: in a struct or on a stack they have no header. */
import { EDWARDS_ALGORITHMS } from '../proof/edwards.ts';
import { readSubjectPublicKey } from '../structures/read-public-key.ts';
import { limitFor } from './effort.ts';
import { type Run, runsOf } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import type { Nominee } from './nominee.ts';
import { mayBeRandom } from './repeats.ts';

/** Runs of exactly this length may be a seed and its public half. */
const PAIR_BYTES = 64;
const HALF_BYTES = 32;
/** Limit for each kind. Python and node have a few hundred, the image of a machine 70 for each MiB of code; each costs 60 µs. */
const PAIRS = { atLeast: 1024, perMib: 64, atMost: 8192 };
/** Runs up to this length are tried at their ends: another key, or a canary of libsodium, may adjoin. */
const MAX_ENDS_BYTES = 128;
/** Runs up to this length are tried everywhere if they have the public half twice: crypto_sign_keypair() fills two adjacent arrays. */
const MAX_TWICE_BYTES = 256;
/**
 * Both halves of X448 (56 bytes) or Ed448 (57), side by side: curve448_key and ed448_key of wolfSSL (curve448.h, ed448.h), of which the
 * latter has the public half once more in front. A dump of 1.5 GB has some dozens of runs of such a length; each half costs 0.4 ms.
 */
const PAIRS_OF_448_BITS = [
  { width: 56, runBytes: 112, places: [0, 56] },
  { width: 57, runBytes: 112, places: [0, 57] },
  { width: 57, runBytes: 168, places: [57] },
] as const;
const MAX_RUNS_OF_448_BITS = 64;

/** For a watched key, adjacent numbers are tried too. */
const MAX_WATCHED_RUN_BYTES = 128;

export function* runNominees(image: MemoryImage): Generator<Nominee> {
  const widths = watchedWidths(image);
  const most = limitFor(image, PAIRS);
  const pairs = { alone: 0, twice: 0, atEnd: 0 };
  let of448Bits = 0;
  for (const run of runsOf(image)) {
    const length = run.end - run.start;
    for (const { skip, kind } of pairsIn(run)) {
      if (!mayBeRandom(run.bytes, run.at + skip, run.at + skip + PAIR_BYTES)) continue;
      if (pairs[kind]++ < most)
        yield { ...part(run, skip, PAIR_BYTES), form: 'seed-public', spellings: ['big-endian'], rank: 2 };
    }
    const halves = halvesOf448Bits(run);
    if (halves.length > 0 && of448Bits++ < MAX_RUNS_OF_448_BITS) yield* halves;
    if (length > MAX_WATCHED_RUN_BYTES) continue;
    for (const width of widths) yield* wherever(run, width);
  }
}

interface PossiblePair {
  readonly skip: number;
  readonly kind: 'alone' | 'twice' | 'atEnd';
}

/** Where a seed and its public half may be in a run. */
function pairsIn({ bytes, at, start, end }: Run): PossiblePair[] {
  const length = end - start;
  if (length < PAIR_BYTES) return [];
  if (length <= PAIR_BYTES + 8) return [{ skip: 0, kind: 'alone' }];
  const pairs: PossiblePair[] = [];
  const run = Buffer.from(bytes.buffer, bytes.byteOffset + at, length);
  for (let skip = 0; skip + PAIR_BYTES <= length && length <= MAX_TWICE_BYTES; skip += 8) {
    const half = run.subarray(skip + HALF_BYTES, skip + PAIR_BYTES);
    if (run.indexOf(half) < skip + HALF_BYTES || run.includes(half, skip + PAIR_BYTES))
      pairs.push({ skip, kind: 'twice' });
  }
  if (length > MAX_ENDS_BYTES) return pairs;
  const ends = [0, length - PAIR_BYTES].filter((at) => pairs.every(({ skip }) => skip !== at));
  return [...pairs, ...ends.map((skip) => ({ skip, kind: 'atEnd' as const }))];
}

/** A run is a multiple of 8, so a pair of 57 bytes may end within a word that looks random or does not. */
function halvesOf448Bits(run: Run): Nominee[] {
  const length = run.end - run.start;
  return PAIRS_OF_448_BITS.filter(({ runBytes }) => length === runBytes || length === runBytes + 8).flatMap(
    ({ width, places }) =>
      places.map(
        (skip) => ({ ...part(run, skip, width), form: 'number', spellings: ['big-endian'], rank: 1 }) as const,
      ),
  );
}

/** The longer ones only at the beginning of a run: testing them costs 40 times as much. */
function* wherever(run: Run, width: number): Generator<Nominee> {
  const bytes = Math.ceil(width / 8) * 8;
  const last = width === 32 ? run.end - run.start - bytes : 0;
  for (let skip = 0; skip <= last; skip += 8) {
    yield { ...part(run, skip, width), form: 'number', spellings: ['big-endian'], rank: 2 };
    yield { ...part(run, skip, bytes), form: 'number', spellings: ['little-endian'], rank: 2 };
  }
}

function part({ bytes, at, start }: Run, skip: number, length: number): Pick<Nominee, 'offset' | 'bytes'> {
  return { offset: start + skip, bytes: bytes.slice(at + skip, at + skip + length) };
}

/** Bytes of the private halves of the watched keys. */
function watchedWidths(image: MemoryImage): ReadonlySet<number> {
  const widths = new Set<number>();
  for (const { spki, origin } of image.knownKeys) {
    const key = origin === 'watched' ? readSubjectPublicKey(spki) : undefined;
    if (key?.kind === 'ec') widths.add(key.curve.bytes);
    const edwards = EDWARDS_ALGORITHMS.find(({ kind }) => kind === key?.kind);
    if (edwards !== undefined) widths.add(edwards.bytes);
  }
  return widths;
}
