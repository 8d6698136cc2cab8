/**
 * Odd numbers of the width of a modulus that fill the beginning of a chunk of glibc (malloc.c): words, the lowest first, directly behind
 * the size of the chunk, which may have room for a product. Of a key whose p and q are elsewhere, n and d are there: Botan has
 * the primes in its locked pool, which is in no dump, and leaves d outside.
 */
import type { Bignum } from './bignum-pool.ts';
import { runsOf } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import { numberIn } from './number-order.ts';

const WORD_BYTES = 8;
/** Of RSA-1024 to RSA-4096. */
const WIDTHS: ReadonlySet<number> = new Set([128, 192, 256, 384, 512]);
/** A product of two numbers and some words. */
const MAX_CHUNK_BYTES = 2048;
/** Of each width; ordinary dumps have a few dozen. */
const MAX_NUMBERS = 256;

export function oddChunkNumbers(image: MemoryImage): Pick<Bignum, 'value' | 'limbs'>[] {
  const { littleEndian = true, pointerBytes = 8 } = image.memory;
  if (!littleEndian || pointerBytes !== 8 || image.isPacked) return [];
  const byWidth = new Map<number, Set<bigint>>([...WIDTHS].map((width) => [width, new Set()]));
  for (const { bytes, at, start, end } of runsOf(image, Math.min(...WIDTHS))) {
    const values = byWidth.get(end - start);
    if (values === undefined || values.size === MAX_NUMBERS || at < WORD_BYTES || (bytes[at]! & 1) === 0) continue;
    const sizeField = new DataView(bytes.buffer, bytes.byteOffset + at - WORD_BYTES).getBigUint64(0, true);
    // The low 3 bits are flags.
    const chunkBytes = Number(sizeField & ~7n);
    if (chunkBytes % 16 !== 0 || chunkBytes < end - start + WORD_BYTES || chunkBytes > MAX_CHUNK_BYTES) continue;
    values.add(numberIn(bytes.subarray(at, at + end - start), 'limbs'));
  }
  return [...byWidth].flatMap(([width, values]) => [...values].map((value) => ({ value, limbs: width / WORD_BYTES })));
}
