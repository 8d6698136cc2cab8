import { copyMatch } from './copy-match.ts';

/**
 * Unpacks a block of LZO1X (Documentation/staging/lzo.rst of Linux, version 0 of the stream) into `target`, limited to its
 * size.
 * @param isAll nothing may follow the end of the block in `source`
 * @returns where the content ends, or the complement (~) of where it breaks off, when the block is damaged, cut off or holds
 * more
 */
export function unpackLzoBlock(source: Uint8Array, target: Uint8Array, isAll = false): number {
  const block = new LzoBlock(source, target);
  const end = block.unpack();
  return end >= 0 && isAll && block.isMore ? ~end : end;
}

/*  an instruction, by its first byte; L: length, D and H: distance, S: literals that follow the match, 0 to 3
 *  0000LLLL           after a match without literals: 3 + L literals, and for 0 more
 *  0000DDSS H         after 1 to 3 literals: 2 bytes from (H << 2) + D + 1; after more: 3 bytes from (H << 2) + D + 2049
 *  0001HLLL D…DSS     2 + L bytes, and for 0 more, from (H << 14) + D + 16384; where that is 16384, the block ends
 *  001LLLLL D…DSS     2 + L bytes, and for 0 more, from D + 1; D and S are 16 bits, little-endian
 *  01LDDDSS H         3 + L bytes from (H << 3) + D + 1
 *  1LLDDDSS H         5 + L bytes from (H << 3) + D + 1
 *  In a length, 0 means the largest number of its bits, 255 for each zero byte that follows, and the byte after them.      */
class LzoBlock {
  readonly #source: Uint8Array;
  readonly #target: Uint8Array;
  #from = 0;
  #to = 0;
  /** Literals before this instruction: 0 to 3; 4 means more. */
  #literals = 0;
  /** Literals after the latest match. */
  #following = 0;

  constructor(source: Uint8Array, target: Uint8Array) {
    this.#source = source;
    this.#target = target;
  }

  /** Whether bytes follow its end. */
  get isMore(): boolean {
    return this.#from < this.#source.length;
  }

  unpack(): number {
    const source = this.#source;
    // A block may begin with literals: 17 and their number.
    if (source.length > 0 && source[0]! > 17 && !this.#copyLiterals(source[this.#from++]! - 17)) return ~this.#to;
    while (this.#from < source.length) {
      const code = source[this.#from++]!;
      if (code < 16 && this.#literals === 0) {
        if (!this.#copyLiterals(this.#length(code, 15) + 3)) return ~this.#to;
        continue;
      }
      const outcome = code >= 64 || code < 16 ? this.#shortMatch(code) : this.#longMatch(code);
      if (outcome === 'end') return this.#to;
      if (outcome === 'damaged' || !this.#copyLiterals(this.#following)) return ~this.#to;
    }
    return ~this.#to;
  }

  #shortMatch(code: number): 'match' | 'damaged' {
    if (this.#from === this.#source.length) return 'damaged';
    const high = this.#source[this.#from++]!;
    this.#following = code & 3;
    if (code >= 128) return this.#copyMatch((high << 3) + ((code >> 2) & 7) + 1, 5 + ((code >> 5) & 3));
    if (code >= 64) return this.#copyMatch((high << 3) + ((code >> 2) & 7) + 1, 3 + ((code >> 5) & 1));
    const distance = (high << 2) + (code >> 2);
    return this.#literals < 4 ? this.#copyMatch(distance + 1, 2) : this.#copyMatch(distance + 2049, 3);
  }

  #longMatch(code: number): 'match' | 'damaged' | 'end' {
    const mask = code < 32 ? 7 : 31;
    const length = this.#length(code & mask, mask) + 2;
    if (this.#from + 2 > this.#source.length) return 'damaged';
    const number = this.#source[this.#from]! | (this.#source[this.#from + 1]! << 8);
    this.#from += 2;
    this.#following = number & 3;
    if (code >= 32) return this.#copyMatch((number >> 2) + 1, length);
    const distance = ((code & 8) << 11) + (number >> 2);
    return distance === 0 ? 'end' : this.#copyMatch(distance + 16_384, length);
  }

  #copyMatch(distance: number, length: number): 'match' | 'damaged' {
    if (distance > this.#to) return 'damaged';
    const copied = Math.min(length, this.#target.length - this.#to);
    this.#to = copyMatch(this.#target, this.#to, distance, copied);
    return copied === length ? 'match' : 'damaged';
  }

  #length(bits: number, mask: number): number {
    if (bits !== 0) return bits;
    let length = mask;
    while (this.#source[this.#from] === 0) {
      length += 255;
      this.#from++;
    }
    return length + (this.#source[this.#from++] ?? 0);
  }

  /** @returns whether all of them are present, and fit */
  #copyLiterals(count: number): boolean {
    const copied = Math.min(count, this.#source.length - this.#from, this.#target.length - this.#to);
    if (copied > 0) this.#target.set(this.#source.subarray(this.#from, this.#from + copied), this.#to);
    this.#from += Math.max(0, copied);
    this.#to += Math.max(0, copied);
    this.#literals = Math.min(4, count);
    return copied === count;
  }
}
