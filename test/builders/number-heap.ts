/** Writes heaps as processes have them, with big numbers in them, for tests. Independent of src. */

/**
 * `words64`: GMP, OpenSSL, Go. `bytes`: DER. `ints`: BigInteger.mag of a little-endian JVM. `digits…`: Python, libtommath.
 * `bigWords…`: words of a big-endian machine, the lowest first.
 */
export type NumberSpelling =
  | 'bigWords32'
  | 'bigWords64'
  | 'words64'
  | 'bytes'
  | 'ints'
  | 'digits30'
  | 'digits28'
  | 'digits60';

export function spell(value: bigint, bits: number, spelling: NumberSpelling): Buffer {
  switch (spelling) {
    case 'words64': {
      const words = BigUint64Array.from({ length: Math.ceil(bits / 64) }, (_, word) => value >> BigInt(64 * word));
      return Buffer.from(words.buffer);
    }
    case 'bigWords32':
    case 'bigWords64': {
      const wordBytes = spelling === 'bigWords32' ? 4 : 8;
      const bytes = spell(value, 8 * wordBytes * Math.ceil(bits / 8 / wordBytes), 'bytes');
      const words = Array.from({ length: bytes.length / wordBytes }, (_, word) =>
        bytes.subarray(wordBytes * word, wordBytes * (word + 1)),
      );
      return Buffer.concat(words.reverse());
    }
    case 'bytes':
      return Buffer.from(Array.from({ length: Math.ceil(bits / 8) }, (_, at) => byteOf(value, at)).reverse());
    case 'ints': {
      const ints = Array.from({ length: Math.ceil(bits / 32) }, (_, int) =>
        Number((value >> BigInt(32 * int)) & 0xffffffffn),
      );
      return Buffer.from(Uint32Array.from(ints.reverse()).buffer);
    }
    case 'digits30':
    case 'digits28':
    case 'digits60': {
      const digitBits = BigInt(spelling.slice(6));
      const digits: bigint[] = [];
      for (let rest = value; rest > 0n; rest >>= digitBits) digits.push(rest % (1n << digitBits));
      if (spelling === 'digits60') return Buffer.from(BigUint64Array.from(digits).buffer);
      return Buffer.from(Uint32Array.from(digits, Number).buffer);
    }
  }
}

function byteOf(value: bigint, at: number): number {
  return Number((value >> BigInt(8 * at)) & 0xffn);
}

/** A heap of glibc: blocks behind headers of 16 bytes, aligned to 16. */
export class NumberHeap {
  readonly address: bigint;
  readonly #parts: Buffer[] = [];
  #size = 0;

  constructor(address = 0x5555_5560_0000n) {
    this.address = address;
  }

  get size(): number {
    return this.#size;
  }

  /** @returns where the block begins, in the heap */
  add(content: Uint8Array): number {
    const header = Buffer.alloc(16);
    header.writeBigUInt64LE(BigInt(content.length + 16) | 1n, 8);
    const offset = this.#size + 16;
    this.#push(header, content, Buffer.alloc((16 - (content.length % 16)) % 16));
    return offset;
  }

  /** Zeros up to an offset; the next block begins there, behind its header. */
  fillTo(offset: number): this {
    this.#push(Buffer.alloc(offset - 16 - this.#size));
    return this;
  }

  /** OpenSSL's BIGNUM, and a block with its limbs. @returns where the limbs begin */
  addBignum(value: bigint, limbs = Math.ceil(value.toString(16).length / 16)): number {
    const offset = this.add(spell(value, 64 * limbs, 'words64'));
    const structure = Buffer.alloc(24);
    structure.writeBigUInt64LE(this.address + BigInt(offset), 0);
    structure.writeUInt32LE(limbs, 8);
    structure.writeUInt32LE(limbs, 12);
    structure.writeUInt32LE(1, 20);
    this.add(structure);
    return offset;
  }

  /**
   * FixedArray of V8 whose elements are small integers, the digits of a number, with zeros in the rest of its room, and the object behind it.
   * @returns where the digits begin
   */
  addV8Digits(value: bigint, digitBits: 26 | 28, room: number): number {
    const array = Buffer.alloc(16 + 8 * room + 8);
    array.writeBigUInt64LE(0x2f3a_0000_1101n, 0);
    array.writeUInt32LE(room, 12);
    for (let at = 20, rest = value; rest > 0n; at += 8, rest >>= BigInt(digitBits))
      array.writeUInt32LE(Number(rest & ((1n << BigInt(digitBits)) - 1n)), at);
    array.writeBigUInt64LE(0x2f3a_0000_0259n, 16 + 8 * room);
    return this.add(array) + 16;
  }

  bytes(): Buffer {
    return Buffer.concat([...this.#parts, Buffer.alloc(4096 - (this.#size % 4096))]);
  }

  #push(...parts: readonly Uint8Array[]): void {
    for (const part of parts) {
      this.#parts.push(Buffer.from(part));
      this.#size += part.length;
    }
  }
}
