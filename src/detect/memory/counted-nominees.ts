/**
 * Numbers that a structure points at, in processes whose structures the kernel's survey does not read: 32-bit and big-endian ones.
 * In words of the process:
 *   slice of Go: 0 pointer, 1 length, 2 capacity; in words for math/big and crypto/internal/fips140/bigmod, else in bytes
 *   BIGNUM of libcrypto (bn_local.h): 0 pointer, then u32 top, dmax, neg, flags; top counts words
 * With 32-bit words, both begin alike: a pointer, a count, and a capacity.
 */
import { firstRunBehind } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import { BYTES_OF_SECRETS, type Nominee, type Spelling } from './nominee.ts';

/** Bits of the numbers that are stored as words: orders of curves, and P-521 in whole words. */
const BITS = [224, 256, 384, 512, 521];
/** math/big has up to 5 spare words, bigmod reserves 2048 bits, and bytes are allocated by size class. */
const MAX_SPARE = 64;
const CHUNK_BYTES = 256 << 10;
const MIN_POINTER = 0x10000;

/** Word layout of a process. */
interface Layout {
  readonly wordBytes: 4 | 8;
  readonly littleEndian: boolean;
  /** Possible word counts of a number. */
  readonly words: ReadonlySet<number>;
  readonly spelling: Spelling;
}

interface Counted {
  readonly address: bigint;
  readonly count: number;
}

export function* countedNominees(image: MemoryImage): Generator<Nominee> {
  const layout = layoutOf(image);
  if (layout === undefined) return;
  const { wordBytes, words, spelling } = layout;
  const seen = new Set<string>();
  for (const { address, count } of structuresIn(image, layout)) {
    const name = `${address} ${count}`;
    if (seen.has(name)) continue;
    seen.add(name);
    const number = words.has(count) ? follow(image, address, wordBytes * count) : undefined;
    if (number !== undefined) yield { ...number, form: 'counted-words', spellings: [spelling], rank: 1 };
    const bytes = BYTES_OF_SECRETS.has(count) ? follow(image, address, count) : undefined;
    if (bytes !== undefined) yield { ...bytes, form: 'counted-bytes', spellings: ['big-endian'], rank: 1 };
  }
}

/** @returns undefined if the survey has already seen the structures, and if pointers mean nothing */
function layoutOf({ memory: { pointerBytes, littleEndian = true }, isPacked }: MemoryImage): Layout | undefined {
  if (isPacked || pointerBytes === undefined || (pointerBytes === 8 && littleEndian)) return undefined;
  const words = new Set(BITS.map((bits) => Math.ceil(bits / (8 * pointerBytes))));
  const spelling = littleEndian ? 'little-endian' : pointerBytes === 8 ? 'words-64' : 'words-32';
  return { wordBytes: pointerBytes, littleEndian, words, spelling };
}

function* structuresIn(image: MemoryImage, layout: Layout): Generator<Counted> {
  const overlap = 3 * layout.wordBytes;
  for (let from = 0; from < image.size; from += CHUNK_BYTES) {
    image.checkTime();
    // Collect a whole chunk first: the receiver of a structure reads the image.
    yield* structuresOf(image.read(from, CHUNK_BYTES + overlap), layout);
  }
}

function structuresOf(bytes: Uint8Array, { wordBytes, littleEndian, words }: Layout): Counted[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const found: Counted[] = [];
  const isCount = (count: number, room: number): boolean =>
    (words.has(count) || BYTES_OF_SECRETS.has(count)) && room >= count && room <= count + MAX_SPARE;
  if (wordBytes === 4) {
    for (let at = 0; at + 12 <= bytes.length; at += 4) {
      const count = view.getUint32(at + 4, littleEndian);
      if (count > MAX_COUNT || !isCount(count, view.getUint32(at + 8, littleEndian))) continue;
      const address = view.getUint32(at, littleEndian);
      if (address >= MIN_POINTER && (address & 3) === 0) found.push({ address: BigInt(address), count });
    }
    return found;
  }
  for (let at = 0; at + 24 <= bytes.length; at += 8) {
    // Big-endian: the count is in the second half of its word for a slice, in the first for a BIGNUM.
    const [high, low] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    const isSlice = high === 0 && view.getUint32(at + 16) === 0 && isCount(low, view.getUint32(at + 20));
    const isBignum = words.has(high) && isCount(high, low) && view.getUint32(at + 16) === 0;
    if (!isSlice && !isBignum) continue;
    const address = view.getBigUint64(at);
    if (address >= MIN_POINTER && (address & 7n) === 0n) found.push({ address, count: isSlice ? low : high });
  }
  return found;
}
const MAX_COUNT = Math.max(...BYTES_OF_SECRETS);

/** Only bytes that the survey considers random. */
function follow(image: MemoryImage, address: bigint, length: number): Pick<Nominee, 'offset' | 'bytes'> | undefined {
  const offset = image.offsetOf(address);
  if (offset === undefined) return undefined;
  const { runs } = image.survey;
  if ((runs[firstRunBehind(runs, offset)] ?? Number.POSITIVE_INFINITY) >= offset + length) return undefined;
  const bytes = image.memory.peek(address, length);
  return bytes === undefined ? undefined : { offset, bytes: bytes.slice() };
}
