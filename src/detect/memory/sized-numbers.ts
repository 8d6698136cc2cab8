/**
 * Odd numbers of RSA keys before which their size stands: words, the lowest first.
 *   glibc (malloc.c)   -8 u64 size of the chunk and 3 flags. The chunk may have room for a product. So GMP, mbedTLS, NSS, Botan, Crypto++,
 *                      ring and RustCrypto have them. Botan has the primes in its locked pool, which is in no dump, and leaves n and d outside
 *   wolfSSL            sp_int (sp-int-header.ts)
 */
import { runsOf } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import { numberIn } from './number-order.ts';
import type { Numeral } from './remainders-of-d.ts';
import { SP_INT_HEADER_BYTES, spIntWords } from './sp-int-header.ts';

const WORD_BYTES = 8;
/** Primes and moduli of RSA-1024 to RSA-4096. */
const WIDTHS: ReadonlySet<number> = new Set([64, 96, 128, 192, 256, 384, 512]);
/** A product of two numbers and some words. */
const MAX_CHUNK_BYTES = 2048;
/** Of each width; ordinary dumps have a few dozen. */
const MAX_NUMBERS = 256;

/** Each once. */
export function oddSizedNumbers(image: MemoryImage): Numeral[] {
  const { littleEndian = true, pointerBytes = 8 } = image.memory;
  if (!littleEndian || pointerBytes !== 8 || image.isPacked) return [];
  const ofWidth = new Map<number, Map<bigint, Numeral>>([...WIDTHS].map((width) => [width, new Map()]));
  for (const { bytes, at, start, end } of runsOf(image, Math.min(...WIDTHS))) {
    const width = end - start;
    const numbers = ofWidth.get(width);
    if (numbers === undefined || numbers.size === MAX_NUMBERS || (bytes[at]! & 1) === 0) continue;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (!isInChunk(view, at, width) && !isInSpInt(view, at, width)) continue;
    const value = numberIn(bytes.subarray(at, at + width), 'limbs');
    numbers.set(value, { value, limbs: width / WORD_BYTES, offset: start });
  }
  return [...ofWidth.values()].flatMap((numbers) => [...numbers.values()]);
}

function isInChunk(view: DataView, at: number, width: number): boolean {
  if (at < WORD_BYTES) return false;
  // The low 3 bits are flags.
  const chunkBytes = Number(view.getBigUint64(at - WORD_BYTES, true) & ~7n);
  return chunkBytes % 16 === 0 && chunkBytes >= width + WORD_BYTES && chunkBytes <= MAX_CHUNK_BYTES;
}

function isInSpInt(view: DataView, at: number, width: number): boolean {
  return at >= SP_INT_HEADER_BYTES && spIntWords(view, at) === width / WORD_BYTES;
}
