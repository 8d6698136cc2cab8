/**
 * Odd numbers of RSA keys that are a run of random words from end to end: words, the lowest first, or bytes, the highest first. Those before
 * which their size stands are taken first:
 *   glibc (malloc.c)   -8 u64 size of the chunk and 3 flags. The chunk may have room for a product. So GMP, mbedTLS, Botan, Crypto++,
 *                      ring and RustCrypto have them. Botan has the primes in its locked pool, which is in no dump, and leaves n and d outside
 *   wolfSSL            sp_int (sp-int-header.ts)
 * Without a size: SECItems of NSS, arrays of BearSSL, other allocators than glibc's, and memory that was dumped without addresses.
 */
import { type Run, runsOf } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import { numberIn } from './number-order.ts';
import type { Numeral } from './remainders-of-d.ts';
import { SP_INT_HEADER_BYTES, spIntWords } from './sp-int-header.ts';

const WORD_BYTES = 8;
/** Primes and moduli of RSA-1024 to RSA-4096, those of most keys first: what is tried is limited. */
const WIDTHS = [256, 128, 384, 192, 512, 64, 96];
/** A product of two numbers and some words. */
const MAX_CHUNK_BYTES = 2048;
/** Of each width; ordinary dumps have a few dozen. */
const MAX_SIZED = 256;
/** A dump of 1.5 GB has some 150 of 96 bytes and 60 of 128, and each makes several others be tried. */
const MAX_OTHERS = 48;

/** Each once. */
export function oddNumbersOfRuns(image: MemoryImage): Numeral[] {
  const { littleEndian = true } = image.memory;
  if (!littleEndian || image.isPacked) return [];
  const [sized, others] = [new NumbersByWidth(MAX_SIZED), new NumbersByWidth(MAX_OTHERS)];
  for (const run of runsOf(image, Math.min(...WIDTHS))) {
    (isSized(image, run) ? sized : others).add(run, 'limbs');
    others.add(run, 'big');
  }
  return WIDTHS.flatMap((width) => {
    const numbers = new Map([...sized.of(width), ...others.of(width)].map((number) => [number.value, number]));
    return [...numbers.values()];
  });
}

class NumbersByWidth {
  readonly #numbers = new Map<number, Map<bigint, Numeral>>(WIDTHS.map((width) => [width, new Map()]));
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  add({ bytes, at, start, end }: Run, order: 'limbs' | 'big'): void {
    const width = end - start;
    const numbers = this.#numbers.get(width);
    const lowest = order === 'big' ? at + width - 1 : at;
    if (numbers === undefined || numbers.size === this.#most || (bytes[lowest]! & 1) === 0) return;
    const value = numberIn(bytes.subarray(at, at + width), order);
    numbers.set(value, { value, limbs: width / WORD_BYTES, offset: start });
  }

  of(width: number): Iterable<Numeral> {
    return this.#numbers.get(width)?.values() ?? [];
  }
}

function isSized({ memory: { pointerBytes = 8 } }: MemoryImage, { bytes, at, start, end }: Run): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return (pointerBytes === 8 && isInChunk(view, at, end - start)) || isInSpInt(view, at, end - start);
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
