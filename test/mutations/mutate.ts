import { type SeededRandom, seededRandom } from '../support/seeded-random.ts';

/** A file with something wrong in it. */
export interface Mutant {
  readonly bytes: Uint8Array;
  /** What was done, for a reader. */
  readonly kind: string;
  /** Bytes that are gone. */
  readonly cutBytes: number;
  /** Bytes that are others now, in a mutant as long as the fixture. */
  readonly changedBytes: number;
  /** Offset of the first byte that differs. */
  readonly firstChange: number;
}

/** The same seed, the same mutant, on every machine. */
export function mutate(bytes: Uint8Array, seed: number): Mutant {
  const random = seededRandom(seed * 7919 + 1);
  const [kind, change] = KINDS[seed % KINDS.length]!;
  // A Buffer's slice shares its memory; that of a Uint8Array does not.
  const mutant = change(new Uint8Array(bytes), random);
  let firstChange = 0;
  while (firstChange < mutant.length && mutant[firstChange] === bytes[firstChange]) firstChange++;
  const changedBytes = mutant.length === bytes.length ? mutant.filter((byte, at) => byte !== bytes[at]).length : 0;
  return { bytes: mutant, kind, cutBytes: Math.max(0, bytes.length - mutant.length), changedBytes, firstChange };
}

type Change = (bytes: Uint8Array, random: SeededRandom) => Uint8Array;

const KINDS: readonly (readonly [kind: string, change: Change])[] = [
  ['bit flip', (bytes, random) => flip(bytes, random, 1)],
  ['bit flips', (bytes, random) => flip(bytes, random, 2 + random.int(15))],
  ['cut at the end', (bytes, random) => bytes.slice(0, random.int(bytes.length))],
  ['short cut at the end', (bytes, random) => bytes.slice(0, -1 - random.int(Math.min(64, bytes.length)))],
  ['cut at the beginning', (bytes, random) => bytes.slice(1 + random.int(Math.min(512, bytes.length - 1)))],
  ['cut in the middle', cutMiddle],
  ['block repeated', repeat],
  ['blocks swapped', swap],
  ['block of zeros', (bytes, random) => fill(bytes, random, 0)],
  ['size 0', (bytes, random) => number(bytes, random, 0n)],
  ['size -1', (bytes, random) => number(bytes, random, -1n)],
  ['size 2^31', (bytes, random) => number(bytes, random, 1n << 31n)],
  ['size 2^63', (bytes, random) => number(bytes, random, 1n << 63n)],
];

/** Anywhere, but as often as not in the first or the last 512 bytes, where most formats describe themselves. */
function place(bytes: Uint8Array, random: SeededRandom): number {
  const edge = Math.min(512, bytes.length);
  const choice = random.int(4);
  if (choice === 0) return random.int(edge);
  return choice === 1 ? bytes.length - 1 - random.int(edge) : random.int(bytes.length);
}

function flip(bytes: Uint8Array, random: SeededRandom, count: number): Uint8Array {
  const mutant = bytes.slice();
  for (let index = 0; index < count; index++) mutant[place(bytes, random)]! ^= 1 << random.int(8);
  return mutant;
}

const block = (bytes: Uint8Array, random: SeededRandom): [start: number, end: number] => {
  const start = place(bytes, random);
  return [start, Math.min(bytes.length, start + 1 + random.int(random.pick([4, 64, 512, 4096])))];
};

function cutMiddle(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  const [start, end] = block(bytes, random);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
}

function repeat(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  const [, end] = block(bytes, random);
  const start = Math.max(0, end - 1 - random.int(512));
  return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start, end), bytes.subarray(end)]);
}

function swap(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  const size = Math.min(1 + random.int(random.pick([4, 64, 512])), bytes.length >> 1);
  const first = random.int(bytes.length - 2 * size + 1);
  const second = first + size + random.int(bytes.length - first - 2 * size + 1);
  const mutant = bytes.slice();
  mutant.set(bytes.subarray(second, second + size), first);
  mutant.set(bytes.subarray(first, first + size), second);
  return mutant;
}

function fill(bytes: Uint8Array, random: SeededRandom, value: number): Uint8Array {
  const [start, end] = block(bytes, random);
  return bytes.slice().fill(value, start, end);
}

/** A number of 2, 4 or 8 bytes in either order, as a field of a size may be; often where such fields are aligned. */
function number(bytes: Uint8Array, random: SeededRandom, value: bigint): Uint8Array {
  const width = random.pick([2, 4, 8]);
  const mutant = bytes.slice();
  const anywhere = place(bytes, random);
  const start = random.int(2) === 0 ? anywhere : anywhere - (anywhere % width);
  const field = Buffer.alloc(8);
  // 2^31 and 2^63 in a narrower field: its highest bit.
  const fits = value > 0n && value >> BigInt(8 * width) !== 0n ? 1n << BigInt(8 * width - 1) : value;
  field.writeBigUInt64LE(BigInt.asUintN(64, fits));
  const little = field.subarray(0, width);
  mutant.set((random.int(2) === 0 ? little : little.toReversed()).subarray(0, bytes.length - start), start);
  return mutant;
}
