/**
 * SigningKey of ed25519-dalek (Deno, libp2p, Solana, russh): three fields side by side, in an order that the compiler of Rust chooses.
 *   the seed, 32 bytes
 *   the public half as RFC 8032 encodes it, 32 bytes
 *   the same point in extended coordinates X, Y, Z and T (section 5.1.4), each in five words of 51 bits, the lowest first (curve25519-dalek,
 *     backend/serial/u64/field.rs); Z is 1 if the point was decoded
 * y = Y/Z tells which of the neighbours of a point is its public half, so only a seed that has one is tried.
 */
import { fromBytes } from '../proof/big-integer.ts';
import { EDWARDS_ALGORITHMS, type EdwardsPublicKey, proveEdwards } from '../proof/edwards.ts';
import { limitFor } from './effort.ts';
import { type Run, runsOf } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';

const ED25519 = EDWARDS_ALGORITHMS.find(({ kind }) => kind === 'ed25519')!;
const P = 2n ** 255n - 19n;
const PART_BYTES = 32;
const LIMBS = 5;
const LIMB_BITS = 51n;
const NUMBER_BYTES = 8 * LIMBS;
const POINT_BYTES = 4 * NUMBER_BYTES;
/** Before and after a point. */
const NEAR_BYTES = 2 * PART_BYTES;
/** Sums of limbs are carried only when they are multiplied, so one may have a bit more than 51. */
const TOO_HIGH = 2 ** 20;
/** One limb in 16 has 47 bits or fewer, as all addresses of a process have. */
const HIGH = 2 ** 15;
const MIN_HIGH_LIMBS = 2;

/** Ordinary dumps have none, those of programs that compute on the curve hundreds for each MiB. Each takes some 10 µs. */
const POINTS = { atLeast: 4096, perMib: 64, atMost: 1 << 16 };
/** Of public halves beside their point. Each takes up to 0.2 ms, for three seeds. */
const PUBLIC_HALVES = { atLeast: 512, perMib: 4, atMost: 4096 };

export interface SeedAndPoint {
  readonly publicKey: EdwardsPublicKey;
  readonly secret: Uint8Array;
  /** Of the seed in the image. */
  readonly offset: number;
}

export function* seedsAndPoints(image: MemoryImage): Generator<SeedAndPoint> {
  if (image.memory.littleEndian === false) return;
  let pointsLeft = limitFor(image, POINTS);
  let halvesLeft = limitFor(image, PUBLIC_HALVES);
  let last = -1;
  for (const run of runsOf(image)) {
    // Reading the image invalidates the bytes of the run, so the places are collected first.
    for (const offset of placesOfNumbers(run)) {
      if (offset <= last) continue;
      last = offset;
      if (pointsLeft-- === 0) return;
      const key = keyAt(image, offset);
      if (key === undefined) continue;
      if (halvesLeft-- === 0) return;
      yield* provenAmong(key);
    }
  }
}

/** Offsets of five limbs, in a run or near its ends: blocks of them look random or not by chance. */
function placesOfNumbers({ bytes, at, start }: Run): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const places: number[] = [];
  let limbs = 0;
  for (let word = at % 8; word + 8 <= bytes.length; word += 8) {
    limbs = view.getUint32(word + 4, true) < TOO_HIGH ? limbs + 1 : 0;
    const from = word - NUMBER_BYTES + 8;
    if (limbs >= LIMBS && areLimbs(view, from)) places.push(start - at + from);
  }
  return places;
}

function areLimbs(view: DataView, from: number): boolean {
  let high = 0;
  for (let word = from; word < from + NUMBER_BYTES; word += 8) {
    const upper = view.getUint32(word + 4, true);
    if (upper >= TOO_HIGH) return false;
    if (upper >= HIGH) high++;
  }
  return high >= MIN_HIGH_LIMBS;
}

interface Neighbour {
  readonly bytes: Uint8Array;
  readonly offset: number;
}
interface PossibleKey {
  readonly seeds: readonly Neighbour[];
  readonly publicHalf: Uint8Array;
}

/** @param offset where X may begin */
function keyAt(image: MemoryImage, offset: number): PossibleKey | undefined {
  const from = Math.max(0, offset - NEAR_BYTES);
  const bytes = image.read(from, offset - from + POINT_BYTES + NEAR_BYTES).slice();
  const view = new DataView(bytes.buffer);
  const at = offset - from;
  if (at + POINT_BYTES > bytes.length) return undefined;
  const [y, z, t] = [1, 2, 3].map((index) => at + index * NUMBER_BYTES) as [number, number, number];
  if (!areLimbs(view, y) || !areLimbs(view, t) || !(areLimbs(view, z) || numberAt(view, z) === 1n)) return undefined;
  const neighbours: Neighbour[] = [at - NEAR_BYTES, at - PART_BYTES, at + POINT_BYTES, at + POINT_BYTES + PART_BYTES]
    .filter((place) => place >= 0 && place + PART_BYTES <= bytes.length)
    .map((place) => ({ bytes: bytes.slice(place, place + PART_BYTES), offset: from + place }));
  const publicHalf = neighbours.find(({ bytes }) => (yOf(bytes) * numberAt(view, z) - numberAt(view, y)) % P === 0n);
  if (publicHalf === undefined) return undefined;
  return { publicHalf: publicHalf.bytes, seeds: neighbours.filter((neighbour) => neighbour !== publicHalf) };
}

function* provenAmong({ seeds, publicHalf }: PossibleKey): Generator<SeedAndPoint> {
  for (const { bytes, offset } of seeds) {
    const publicKey = proveEdwards(ED25519, bytes, publicHalf);
    if (publicKey !== undefined) yield { publicKey, secret: bytes, offset };
  }
}

function numberAt(view: DataView, from: number): bigint {
  let number = 0n;
  for (let limb = LIMBS - 1; limb >= 0; limb--)
    number = (number << LIMB_BITS) + view.getBigUint64(from + 8 * limb, true);
  return number;
}

/** Of an encoded point (RFC 8032, section 5.1.2): its top bit is the sign of x. */
function yOf(encoded: Uint8Array): bigint {
  return fromBytes(encoded.toReversed()) & (2n ** 255n - 1n);
}
