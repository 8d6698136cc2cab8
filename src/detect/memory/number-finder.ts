/** Which parts of a run of random-looking words may be numbers of an RSA key: odd, of full length, without a small factor. */

import { hasArrayLength } from './array-length.ts';
import { areDigits, DIGIT_ORDERS, FEWEST_DIGIT_BYTES, isTopDigit } from './digit-words.ts';
import type { MemoryImage } from './memory-search.ts';
import { type LowWords, lowWordsOf, NumberList } from './number-list.ts';
import {
  DIGITS,
  type DigitOrder,
  digitBytes,
  isDigitOrder,
  type NumberOrder,
  numberIn,
  wordOrderOf,
} from './number-order.ts';
import { Repeats } from './repeats.ts';
import { hasSmallFactor } from './small-factors.ts';

/** Bytes of a prime: RSA-512, 1024, 1536, 2048, 3072, 4096. A modulus has twice as many. */
const WIDTHS = [32, 64, 96, 128, 192, 256, 384, 512];
const MIN_PRIME_BYTES = 32;
const MAX_PRIME_BYTES = 256;
/**
 * FIPS 186-5, appendix A.1.3, requires primes above 2^(bits − 1/2), so that the product has its full length. OpenSSL, Go, GMP and
 * libgcrypt set the two top bits.
 */
const MIN_TOP_OF_PRIME = 0xb5;
/**
 * Others set only the top bit and retry q until the product has its full length: Dropbear (genrsa.c), Mono (RSAManaged.cs), Java
 * for 1024 bits. Applied to all numbers, this would nearly double the pairs; but nothing else looks like digits, and few numbers
 * have a length before them.
 */
const MIN_TOP_WITH_LENGTH = 0x80;
const MIN_TOP_OF_MODULUS = 0x80;

/** Unaligned numbers begin and end up to that far from the ends of a run, since the survey looks at words of eight bytes. */
const EDGE_BYTES = 7;
/** Narrower numbers are not searched for at the edges: runs that short are everywhere. */
const MIN_EDGE_WIDTH = 128;
/** In one number in 13,000 a word at the end does not look random (kernel/memory-survey.ts). */
const SLACK_BYTES = 16;
/** Digits have zeros in their top bytes, so the first or last few of them may not look random to the survey. */
const DIGITS_SLACK_BYTES = 40;
/**
 * In longer runs, numbers are adjacent without a header between them. Only allocators with size classes do that (OpenSSL's secure
 * heap, jemalloc), in multiples of 32 bytes. So the numbers are at such multiples too, from the beginning of the run or to its
 * end. Memory of a machine has MiBs of runs of that length, compressed data that is partly overwritten: the files that Linux
 * started from.
 */
const LONG_RUN_BYTES = 2560;
const CLASS_BYTES = 32;

/** What to do with a window as soon as it is seen. `bytes` are valid during the call, and the image must not be read meanwhile. */
export interface WindowWatch {
  /** Odd windows of these widths are passed. */
  readonly exponentWidths: ReadonlySet<number>;
  onExponent(bytes: Uint8Array, order: NumberOrder): void;
  /** Possible primes of these widths are passed: the width in bytes of the number, not of its representation. */
  readonly primeWidths: ReadonlySet<number>;
  onPrime(bytes: Uint8Array, order: NumberOrder, width: number): void;
}

export class NumberFinder {
  readonly primes: NumberList[] = [];
  readonly arrays: NumberList[] = [];
  readonly moduli: NumberList[] = [];
  modulusCount = 0;
  readonly #image: MemoryImage;
  readonly #watch: WindowWatch;
  readonly #alignBytes: 4 | 8;
  readonly #wordOrder: ReturnType<typeof wordOrderOf>;
  readonly #repeats = new Repeats();
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  /** Offset in the image of the first of `#bytes`. */
  #base = 0;
  /** Offset of the run in `#bytes`. */
  #start = 0;
  #end = 0;

  constructor(image: MemoryImage, watch: WindowWatch) {
    this.#image = image;
    this.#watch = watch;
    this.#alignBytes = image.memory.pointerBytes === 4 ? 4 : 8;
    this.#wordOrder = wordOrderOf(image);
  }

  look(offset: number, length: number): void {
    if (length + 2 * SLACK_BYTES < MIN_PRIME_BYTES) return;
    const base = Math.max(0, offset - DIGITS_SLACK_BYTES);
    const around = this.#image.read(base, offset - base + length + DIGITS_SLACK_BYTES);
    this.#show(around, base, { offset, length });
    this.#lookForDigits();
    const before = Math.max(0, offset - base - SLACK_BYTES);
    const near = around.subarray(before, offset - base + length + SLACK_BYTES);
    this.#show(near, base + before, { offset, length });
    this.#repeats.show(near);
    const places = this.#findPlaces();
    const withEdge = near.length < MIN_EDGE_WIDTH ? [] : this.#withEdge(places);
    for (const width of WIDTHS) {
      if (width > near.length) break;
      if (width < MIN_EDGE_WIDTH) this.#tryPlaces(places, width);
      else this.#tryEdges(withEdge, width);
    }
  }

  #show(bytes: Uint8Array, base: number, run: { readonly offset: number; readonly length: number }): void {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#base = base;
    this.#start = run.offset - base;
    this.#end = this.#start + run.length;
  }

  /**
   * Where a number of any width may begin: aligned, as allocators place it, and after certain bytes. A zero precedes a signed
   * number whose top bit is set: in DER, in the formats of OpenSSH and libgcrypt, in Java's arrays. In HPROF it is the type of the
   * elements, 8 byte or 10 int.
   */
  #findPlaces(): number[] {
    const places: number[] = [];
    const isLong = this.#end - this.#start > LONG_RUN_BYTES;
    const aligned = (isLong ? CLASS_BYTES : this.#alignBytes) - 1;
    for (let at = 0; at < this.#bytes.length; at++) {
      const before = this.#bytes[at - 1];
      const isAligned = ((at - this.#start) & aligned) === 0 || (isLong && ((at - this.#end) & aligned) === 0);
      if (isAligned || before === 0 || before === 8 || before === 10) places.push(at);
    }
    return places;
  }

  /** These places and those around the beginning of the run, ascending. */
  #withEdge(places: readonly number[]): readonly number[] {
    const begin = Array.from({ length: 2 * EDGE_BYTES + 1 }, (_, index) => this.#start - EDGE_BYTES + index);
    return [...new Set([...begin.filter((at) => at >= 0), ...places])].sort((a, b) => a - b);
  }

  #tryPlaces(places: readonly number[], width: number): void {
    const last = this.#bytes.length - width;
    for (let next = 0; places[next]! <= last; next++) this.#try(places[next]!, width);
  }

  /** In ascending order: the given places, and those where a number ends with the run. */
  #tryEdges(places: readonly number[], width: number): void {
    const last = this.#bytes.length - width;
    const firstAtEnd = Math.max(0, this.#end - width - EDGE_BYTES);
    const lastAtEnd = Math.min(last, this.#end - width + EDGE_BYTES);
    let next = 0;
    for (; places[next]! < firstAtEnd; next++) this.#try(places[next]!, width);
    for (let at = firstAtEnd; at <= lastAtEnd; at++) this.#try(at, width);
    for (; places[next]! <= last; next++) if (places[next]! > lastAtEnd) this.#try(places[next]!, width);
  }

  #try(at: number, width: number): void {
    if (!this.#repeats.mayBeRandom(at, width)) return;
    const bytes = this.#bytes;
    const isExponent = this.#watch.exponentWidths.has(width);
    const fewestTop = isExponent ? 0 : MIN_TOP_OF_MODULUS;
    const [first, last] = [bytes[at]!, bytes[at + width - 1]!];
    if (first >= fewestTop && (last & 1) === 1) this.#consider(at, width, 'big', first);
    if (((at - this.#start) & 3) !== 0) return;
    if (this.#wordOrder !== undefined) this.#tryWords(at, width, fewestTop, this.#wordOrder);
    if (last >= fewestTop && (first & 1) === 1) this.#consider(at, width, 'limbs', last);
    const top = bytes[at + 3]!;
    if (top >= fewestTop && (bytes[at + width - 4]! & 1) === 1) this.#consider(at, width, 'java', top);
  }

  /** The lowest word first, the highest byte of each first. */
  #tryWords(at: number, width: number, fewestTop: number, order: 'words-32' | 'words-64'): void {
    const wordBytes = order === 'words-32' ? 4 : 8;
    const top = this.#bytes[at + width - wordBytes]!;
    if (top >= fewestTop && (this.#bytes[at + wordBytes - 1]! & 1) === 1) this.#consider(at, width, order, top);
  }

  #consider(at: number, width: number, order: NumberOrder, top: number): void {
    if (this.#watch.exponentWidths.has(width)) this.#watch.onExponent(this.#bytes.subarray(at, at + width), order);
    if (top < MIN_TOP_OF_MODULUS || hasSmallFactor(this.#view, at, width, order)) return;
    const low = lowWordsAt(this.#view, at, width, order);
    // Small words and what follows them: their products have the same beginning.
    if (low.next === 0) return;
    this.#add(order, { at, width, length: width, low, top });
  }

  /** Digits have their top bits clear, so a number ends where a run of digits ends; before it is a header or a length. */
  #lookForDigits(): void {
    for (const order of DIGIT_ORDERS) {
      const { bytes } = DIGITS[order];
      for (let at = this.#start % bytes; at <= this.#start + 8; at += bytes) {
        const isOdd = (this.#bytes[at]! & 1) === 1;
        if (!isOdd || !areDigits(this.#bytes, at, FEWEST_DIGIT_BYTES, order)) continue;
        for (const width of WIDTHS) this.#considerDigits(at, width, order);
      }
    }
  }

  #considerDigits(at: number, width: number, order: DigitOrder): void {
    const length = digitBytes(8 * width, order);
    if (at + length > this.#bytes.length) return;
    // The top bit of the number is set: a quick test of the last digit, since text and code have runs of small words too.
    const { bits, bytes } = DIGITS[order];
    const topBits = 8 * width - (length / bytes - 1) * bits;
    if (!isTopDigit(this.#view, at + length - bytes, topBits, bytes)) return;
    const value = numberIn(this.#bytes.subarray(at, at + length), order);
    const top = Number(value >> BigInt(8 * width - 8));
    this.#add(order, { at, width, length, low: lowWordsOf(value), top });
  }

  #add(order: NumberOrder, { at, width, length, low, top }: SeenNumber): void {
    if (width > MIN_PRIME_BYTES) {
      this.#addTo(this.moduli, order, length, this.#base + at, low);
      this.modulusCount++;
    }
    if (width > MAX_PRIME_BYTES || top < MIN_TOP_WITH_LENGTH) return;
    if (hasArrayLength(this.#view, at, { width, isPacked: this.#image.isPacked }))
      this.#addTo(this.arrays, order, length, this.#base + at, low);
    if (top < MIN_TOP_OF_PRIME && !isDigitOrder(order)) return;
    this.#addTo(this.primes, order, length, this.#base + at, low);
    if (this.#watch.primeWidths.has(width)) this.#watch.onPrime(this.#bytes.subarray(at, at + length), order, width);
  }

  #addTo(lists: NumberList[], order: NumberOrder, length: number, offset: number, low: LowWords): void {
    let list = lists.find((known) => known.order === order && known.width === length);
    if (list === undefined) {
      list = new NumberList(order, length);
      lists.push(list);
    }
    list.add(offset, low);
  }
}

interface SeenNumber {
  /** Offset in the bytes being searched. */
  readonly at: number;
  /** Bytes of the number, and bytes that it takes in memory. */
  readonly width: number;
  readonly length: number;
  readonly low: LowWords;
  /** The number's highest byte. */
  readonly top: number;
}

function lowWordsAt(view: DataView, at: number, width: number, order: NumberOrder): LowWords {
  if (order === 'limbs') return { low: view.getInt32(at, true), next: view.getInt32(at + 4, true) };
  if (order === 'words-32') return { low: view.getInt32(at), next: view.getInt32(at + 4) };
  if (order === 'words-64') return { low: view.getInt32(at + 4), next: view.getInt32(at) };
  const [isLittle, end] = [order === 'java', at + width];
  return { low: view.getInt32(end - 4, isLittle), next: view.getInt32(end - 8, isLittle) };
}
