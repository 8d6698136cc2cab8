import type { MemoryImage } from './memory-search.ts';
import { lowWordsOf, type NumberList, type Numbers } from './number-list.ts';

/** Possible moduli, indexed by their low bits for millions of lookups. */
export class ModulusTable {
  /** For each modulus, bit `low >>> 10` is set. 512 KiB, to fit the second-level cache. */
  readonly bits = new Uint32Array(1 << 17);
  /** The same for the lower half without the lowest bit, which is always set. */
  readonly #lowerBits = new Uint32Array(1 << 17);
  /** Sorted: bits 0 to 31 of a modulus times MOST, plus its number in the order of `#sources`. */
  readonly #keys: Float64Array;
  /** Bits 32 to 63 of the modulus of each key: memory has hundreds of numbers with the same low bits, such as tables of code. */
  readonly #nexts: Int32Array;
  readonly #sources: readonly Numbers[];
  /** Number of the first modulus of each source. */
  readonly #starts: number[] = [];

  constructor(certain: readonly bigint[], lists: readonly NumberList[]) {
    this.#sources = [numbersOf(certain), ...lists];
    let count = 0;
    for (const { lows } of this.#sources) {
      this.#starts.push(count);
      count += lows.length;
    }
    this.#keys = new Float64Array(Math.min(count, MOST));
    for (const [index, { lows }] of this.#sources.entries())
      for (let at = 0; at < lows.length; at++) this.#add(lows[at]!, this.#starts[index]! + at);
    this.#keys.sort();
    this.#nexts = Int32Array.from(this.#keys, (key) => {
      const [source, index] = this.#sourceOf(key % MOST);
      return source.nexts[index]!;
    });
  }

  /** @param low bits 0 to 31, already found in `bits` */
  has(low: number): boolean {
    if (((this.#lowerBits[(low >>> 6) & 0x1ffff]! >>> ((low >>> 1) & 31)) & 1) === 0) return false;
    const key = this.#keys[this.#find(low)];
    return key !== undefined && key < ((low >>> 0) + 1) * MOST;
  }

  /** The product of two numbers of a list, if it is one of the moduli. */
  productOf(numbers: Numbers, [first, second]: readonly [number, number], image: MemoryImage): bigint | undefined {
    const low = Math.imul(numbers.lows[first]!, numbers.lows[second]!);
    const next = secondWordOf(numbers, first, second);
    let product: bigint | undefined;
    const from = this.#find(low);
    const end = Math.min(this.#keys.length, from + MAX_ALIKE);
    for (let at = from; at < end && this.#keys[at]! < ((low >>> 0) + 1) * MOST; at++) {
      if (this.#nexts[at] !== next) continue;
      const [source, index] = this.#sourceOf(this.#keys[at]! % MOST);
      product ??= (numbers.valueAt(first, image) ?? 0n) * (numbers.valueAt(second, image) ?? 0n);
      if (source.valueAt(index, image) === product) return product;
    }
    return undefined;
  }

  #add(low: number, number: number): void {
    if (number >= MOST) return;
    this.#keys[number] = (low >>> 0) * MOST + number;
    this.bits[low >>> 15]! |= 1 << ((low >>> 10) & 31);
    this.#lowerBits[(low >>> 6) & 0x1ffff]! |= 1 << ((low >>> 1) & 31);
  }

  /** Index of the first key that is not below those of `low`. */
  #find(low: number): number {
    const wanted = (low >>> 0) * MOST;
    let [from, to] = [0, this.#keys.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.#keys[middle]! < wanted) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  #sourceOf(number: number): readonly [Numbers, number] {
    let source = this.#starts.length - 1;
    while (this.#starts[source]! > number) source--;
    return [this.#sources[source]!, number - this.#starts[source]!];
  }
}

/** Far more than occur. Together with 32 bits it fits the 53 bits of a double. */
const MOST = 2 ** 21;
/** Copies of one number, and windows of other widths with the same beginning. */
const MAX_ALIKE = 256;

/** Bits 32 to 63 of a product, signed. Computed in half words, so that no sum exceeds 32 bits. */
function secondWordOf({ lows, nexts }: Numbers, first: number, second: number): number {
  const [a, b] = [lows[first]!, lows[second]!];
  const [aLow, aHigh, bLow, bHigh] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carried = aLow * bHigh + (middle & 0xffff);
  const highOfLows = aHigh * bHigh + (middle >>> 16) + (carried >>> 16);
  return (highOfLows + Math.imul(a, nexts[second]!) + Math.imul(nexts[first]!, b)) | 0;
}

function numbersOf(values: readonly bigint[]): Numbers {
  const words = values.map(lowWordsOf);
  return {
    ...{ width: 0, offsets: [], lows: words.map(({ low }) => low), nexts: words.map(({ next }) => next) },
    valueAt: (index) => values[index],
  };
}
