import type { MemoryImage } from './memory-search.ts';
import { type NumberOrder, numberIn } from './number-order.ts';

/** The low 64 bits of a number, as two signed words. */
export interface LowWords {
  readonly low: number;
  readonly next: number;
}

export function lowWordsOf(value: bigint): LowWords {
  return { low: Number(BigInt.asIntN(32, value)), next: Number(BigInt.asIntN(32, value >> 32n)) };
}

/** Numbers of one width, by offset, ascending. */
export interface Numbers {
  readonly width: number;
  readonly offsets: readonly number[];
  /** Bits 0 to 31 of each, signed. */
  readonly lows: readonly number[];
  /** Bits 32 to 63 of each, signed. */
  readonly nexts: readonly number[];
  /** @returns undefined if the image became shorter */
  valueAt(index: number, image: MemoryImage): bigint | undefined;
}

/** Numbers in one order, as those of one key are. */
export class NumberList implements Numbers {
  readonly order: NumberOrder;
  /** Bytes that each number takes in the image. */
  readonly width: number;
  readonly offsets: number[] = [];
  readonly lows: number[] = [];
  readonly nexts: number[] = [];

  constructor(order: NumberOrder, width: number) {
    this.order = order;
    this.width = width;
  }

  get length(): number {
    return this.offsets.length;
  }

  /** Ignores an offset before the last one: it was already added. */
  add(offset: number, { low, next }: LowWords): void {
    const { offsets, lows, nexts } = this;
    if (offsets.length > 0 && offset <= offsets[offsets.length - 1]!) return;
    offsets.push(offset);
    lows.push(low);
    nexts.push(next);
  }

  valueAt(index: number, image: MemoryImage): bigint | undefined {
    const bytes = image.read(this.offsets[index]!, this.width);
    return bytes.length === this.width ? numberIn(bytes, this.order) : undefined;
  }
}
