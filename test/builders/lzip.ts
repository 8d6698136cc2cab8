/**
 * Members of lzip (its manual, "File format"), whose LZMA stream has literals and the mark of the end, and nothing else.
 */
import { crc32 } from 'node:zlib';

export interface LzipMember {
  readonly data: Uint8Array;
  /** What the trailer says, where it lies. */
  readonly trailer?: { readonly crc32?: number; readonly size?: number };
  /** Behind the mark of the end. */
  readonly more?: Uint8Array;
  /** 0: the trailer ends with the size of the data. */
  readonly version?: 0 | 1;
}

/*   0  4  LZIP   4  1  version   5  1  size of the dictionary: 2 to this power
 *   6  n  LZMA stream
 * -20  4  CRC-32 of the data   -16  8  its size   -8  8  size of the member, since version 1    */
export function lzipMember({ data, trailer = {}, more = new Uint8Array(0), version = 1 }: LzipMember): Buffer {
  const packed = Buffer.concat([lzmaLiterals(data), more]);
  const end = Buffer.alloc(20);
  end.writeUInt32LE(trailer.crc32 ?? crc32(data), 0);
  end.writeBigUInt64LE(BigInt(trailer.size ?? data.length), 4);
  end.writeBigUInt64LE(BigInt(packed.length + 26), 12);
  const head = Buffer.from([...Buffer.from('LZIP'), version, 0x14]);
  return Buffer.concat([head, packed, version === 0 ? end.subarray(0, 12) : end]);
}

/** LZMA with lc 3, lp 0, pb 2 (properties 5d), and the mark of the end: one set of probabilities for each of the eight highest values of the byte before. */
export function lzmaLiterals(data: Uint8Array): Buffer {
  const encoder = new RangeEncoder();
  data.forEach((byte, at) => {
    encoder.bit(`match ${at & 3}`, 0);
    encoder.tree(`literal ${(at === 0 ? 0 : data[at - 1]!) >> 5}`, byte, 8);
  });
  // A match of two bytes at the largest distance.
  encoder.bit(`match ${data.length & 3}`, 1);
  for (const name of ['repeated', 'length']) encoder.bit(name, 0);
  encoder.tree('low', 0, 3);
  encoder.tree('slot', 63, 6);
  for (let bit = 0; bit < 26; bit++) encoder.even(1);
  for (let bit = 0, node = 1; bit < 4; bit++, node = 2 * node + 1) encoder.bit(`align ${node}`, 1);
  return encoder.finish();
}

/** Carries go into what was written already. */
class RangeEncoder {
  readonly #probabilities = new Map<string, number>();
  readonly #bytes: number[] = [];
  #low = 0;
  #range = 0xffff_ffff;

  bit(name: string, bit: number): void {
    const probability = this.#probabilities.get(name) ?? 1024;
    const bound = (this.#range >>> 11) * probability;
    if (bit === 0) this.#range = bound;
    else {
      this.#low += bound;
      this.#range -= bound;
    }
    this.#probabilities.set(
      name,
      bit === 0 ? probability + ((2048 - probability) >> 5) : probability - (probability >> 5),
    );
    this.#normalize();
  }

  even(bit: number): void {
    this.#range >>>= 1;
    if (bit === 1) this.#low += this.#range;
    this.#normalize();
  }

  tree(name: string, value: number, bits: number): void {
    for (let at = bits - 1, node = 1; at >= 0; at--) {
      const bit = (value >> at) & 1;
      this.bit(`${name} ${node}`, bit);
      node = 2 * node + bit;
    }
  }

  finish(): Buffer {
    for (let count = 0; count < 4; count++) this.#shift();
    return Buffer.from([0, ...this.#bytes]);
  }

  #normalize(): void {
    if (this.#range >= 2 ** 24) return;
    this.#range = (this.#range << 8) >>> 0;
    this.#shift();
  }

  #shift(): void {
    if (this.#low >= 2 ** 32) {
      let at = this.#bytes.length - 1;
      for (; this.#bytes[at] === 0xff; at--) this.#bytes[at] = 0;
      this.#bytes[at]!++;
      this.#low -= 2 ** 32;
    }
    this.#bytes.push(this.#low >>> 24);
    this.#low = (this.#low << 8) >>> 0;
  }
}
