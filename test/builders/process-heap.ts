/**
 * Writes objects as they are laid out in the heap of a 64-bit little-endian process: what libcrypto, Go, HotSpot, .NET, CPython and glibc put
 * around numbers. Independent of src.
 */
import { FieldWriter } from './field-writer.ts';

export const HEAP_BASE = 0x7f3a10000000n;
/** Words, in Debian's library. */
const ROOM_OF_SP_INT = 129;

/** Where something lies: address, and offset in the heap. */
export interface Placed {
  readonly address: bigint;
  readonly offset: number;
}

export class ProcessHeap {
  readonly base: bigint;
  #fields = new FieldWriter(true);

  constructor(base: bigint = HEAP_BASE) {
    this.base = base;
    // What a heap begins with: a bookkeeping structure of text and small numbers.
    this.#fields.text('tcache perthread').zeros(240);
  }

  /** Bytes without a header, 16-aligned or at `shift` behind that, zeros around them. */
  raw(bytes: Uint8Array, shift = 0): Placed {
    this.#fields.zeros(16).alignTo(16).zeros(shift);
    return this.#put(bytes);
  }

  /** Where the data of the next chunk will be: for a structure that points into itself. */
  get nextChunkAddress(): bigint {
    return this.base + BigInt(Math.ceil(this.#fields.size / 16) * 16 + 16);
  }

  /** malloc(bytes.length) of glibc: the size of the chunk with its flags before the data, which are 16-aligned. */
  chunk(bytes: Uint8Array): Placed {
    const size = Math.max(32, Math.ceil((bytes.length + 8) / 16) * 16);
    this.#fields
      .alignTo(16)
      .zeros(8)
      .u64(size | 1);
    const place = this.#put(bytes);
    this.#fields.zeros(size - 8 - bytes.length).alignTo(16);
    // The next chunk is of another size and holds text.
    this.#fields.alignTo(16).zeros(8).u64(0x21).field('name=value', 24);
    return place;
  }

  /** BIGNUM of libcrypto and its words. @param flags BN_FLG_: 1 malloced, 4 constant time, 8 secure */
  bignum(number: Uint8Array, flags: number): Placed {
    const words = limbs(number);
    const data = this.chunk(words);
    const top = words.length / 8;
    const structure = new FieldWriter(true).u64(data.address).u32(top).u32(top).u32(0).u32(flags);
    this.chunk(structure.finish());
    return data;
  }

  /** ECX_KEY of OpenSSL 3. @param type 0 X25519, 1 X448, 2 Ed25519, 3 Ed448 */
  ecxKey(type: number, publicKey: Uint8Array, secret: Uint8Array): Placed {
    const data = this.chunk(secret);
    const structure = new FieldWriter(true).u64(0).u64(0).u8(1).bytes(publicKey).to(80);
    structure.u64(data.address).u64(secret.length).u32(type).u32(1).u64(0);
    this.chunk(structure.finish());
    return data;
  }

  /** Slice of Go, of words (math/big, bigmod) or of bytes. */
  goSlice(number: Uint8Array, elements: 'words' | 'bytes'): Placed {
    const bytes = elements === 'words' ? limbs(number) : Buffer.from(number);
    const data = this.raw(bytes);
    const length = elements === 'words' ? bytes.length / 8 : bytes.length;
    const slice = new FieldWriter(true)
      .u64(data.address)
      .u64(length)
      .u64(elements === 'words' ? length + 4 : length);
    this.raw(slice.finish());
    return data;
  }

  /** What Bytes() of math/big in Go returns: a block of whole words, the highest byte first, and a slice from the first that is not 0. */
  goBytes(number: Uint8Array): Placed {
    const block = Buffer.concat([Buffer.alloc((8 - (number.length % 8)) % 8), number]);
    const first = block.findIndex((byte) => byte !== 0);
    const { address, offset } = this.raw(block);
    const slice = new FieldWriter(true).u64(address + BigInt(first)).u64(block.length - first);
    this.raw(slice.u64(block.length - first).finish());
    return { address: address + BigInt(first), offset: offset + first };
  }

  /**
   * Array of HotSpot: mark word, class, length.
   * @param mark 1 alive, 3 what a collection leaves behind
   * @param arrayClass its compressed address, which may look as random as the data
   */
  javaArray(elements: number, data: Uint8Array, mark = 1, arrayClass = 0x2a40): Placed {
    this.#fields.zeros(16).alignTo(8).u64(mark).u32(arrayClass).u32(elements);
    return this.#put(data);
  }

  /** byte[] of .NET: method table, length. */
  dotnetArray(bytes: Uint8Array): Placed {
    this.#fields.zeros(16).alignTo(8).u64(0x7f3a20001230n).u64(bytes.length);
    return this.#put(bytes);
  }

  /** TPM2B_ECC_PARAMETER of libtpms: length, room for 80 bytes. @param shift where it begins behind a multiple of 16 */
  tpm2b(number: Uint8Array, shift = 6): Placed {
    this.#fields.zeros(16).alignTo(16).zeros(shift).u16(number.length);
    const place = this.#put(number);
    this.#fields.zeros(80 - number.length);
    return place;
  }

  /** TPMT_PUBLIC of libtpms, from the bits of n on: padding, exponent, the length of n, n. @param at where n begins behind a multiple of 16 */
  tpmModulus(n: Uint8Array, exponent = 0, at = 14): Placed {
    this.#fields
      .zeros(16)
      .alignTo(16)
      .zeros(at - 10)
      .u16(8 * n.length)
      .u16(0)
      .u32(exponent)
      .u16(n.length);
    return this.#put(n);
  }

  /** BigNat of GHC: info table, bytes, words. @param infoTable in the program itself, as GHC links it */
  ghcBigNat(number: Uint8Array, infoTable = 0xba45d0n): Placed {
    const words = limbs(number);
    this.#fields.zeros(16).alignTo(8).u64(infoTable).u64(words.length);
    return this.#put(words);
  }

  /** zend_string of PHP: references, type and flags, hash, length. */
  phpString(bytes: Uint8Array, hash: Uint8Array = Buffer.alloc(8)): Placed {
    this.#fields.zeros(16).alignTo(8).u32(1).u32(0x16).bytes(hash).u64(bytes.length);
    return this.#put(bytes);
  }

  /** Heap binary of Erlang: words that follow and a tag, size. @param release of OTP: since 27 the size is in bits */
  erlangBinary(bytes: Uint8Array, release: number): Placed {
    const words = 1 + Math.ceil(bytes.length / 8);
    const [tag, size] = release >= 27 ? [0x20, 8 * bytes.length] : [0x24, bytes.length];
    this.#fields
      .zeros(16)
      .alignTo(8)
      .u64((words << 6) | tag)
      .u64(size);
    return this.#put(bytes);
  }

  /** string of OCaml: words, colour and tag; the last byte says how many before it are none. */
  ocamlString(bytes: Uint8Array): Placed {
    const spare = 7 - (bytes.length % 8);
    const words = (bytes.length + spare + 1) / 8;
    this.#fields
      .zeros(16)
      .alignTo(8)
      .u64((words << 10) | (3 << 8) | 252);
    const place = this.#put(bytes);
    this.#fields.zeros(spare).u8(spare);
    return place;
  }

  /** (simple-array (unsigned-byte 8) (*)) of SBCL: tag, length as a fixnum. */
  lispBytes(bytes: Uint8Array): Placed {
    this.#fields
      .zeros(16)
      .alignTo(16)
      .u64(0x9d)
      .u64(2 * bytes.length);
    return this.#put(bytes);
  }

  /** bignum of SBCL: words and tag, and a word of zeros more where the number would else be negative. */
  lispInteger(number: Uint8Array): Placed {
    const words = limbs(number);
    const room = words.at(-1)! < 0x80 ? words.length : words.length + 8;
    this.#fields
      .zeros(16)
      .alignTo(16)
      .zeros(8)
      .u64(((room / 8) << 8) | 0x11);
    const place = this.#put(words);
    this.#fields.zeros(room - words.length);
    return place;
  }

  /** sp_int of wolfSSL: words used and room for words, what a build has between them, words. */
  spInt(number: Uint8Array, between: { readonly sign: boolean; readonly raw: boolean }): Placed {
    const words = limbs(number);
    this.#fields
      .zeros(16)
      .alignTo(8)
      .u32(words.length / 8)
      .u32(ROOM_OF_SP_INT);
    if (between.sign) this.#fields.u64(0);
    if (between.raw) this.#fields.u64(0x55d012345670n).u64(number.length).u64(0);
    const place = this.#put(words);
    this.#fields.zeros(8 * ROOM_OF_SP_INT - words.length);
    return place;
  }

  /** ByteArray of V8, as a short Uint8Array of Node has its bytes: map, length as a small integer. @param map or where it was moved to */
  v8Bytes(bytes: Uint8Array, map = 0x31f93a880711n): Placed {
    this.#fields.zeros(16).alignTo(8).u64(map).u32(0).u32(bytes.length);
    return this.#put(bytes);
  }

  /** FixedSizeSecBlock of Crypto++: the bytes, who allocated them, the most elements, how many, a pointer to them. */
  secBlock(bytes: Uint8Array): Placed {
    this.#fields.zeros(16).alignTo(8);
    const place = this.#put(bytes);
    this.#fields
      .u64(0x100)
      .u64(2n ** 64n - 1n)
      .u64(bytes.length)
      .u64(place.address);
    return place;
  }

  /** FixedArray of V8 with digits of 26 bits, as BN.js has a number that it read from bytes: a digit for each three bytes, the last ones 0. */
  v8Digits(number: Uint8Array): Placed {
    return this.#v8Digits(BigInt(`0x${Buffer.from(number).toString('hex')}`), Math.ceil(number.length / 3));
  }

  /** The same of a remainder, in the array of a product: behind its digits are as many that mean nothing. */
  v8Remainder(number: bigint, digits: number): Placed {
    const leftOver = BigInt(`0x${'2b7c9e5'.repeat(digits)}`) >> BigInt(2 * digits);
    return this.#v8Digits((leftOver << BigInt(26 * digits)) | number, 2 * digits);
  }

  #v8Digits(number: bigint, room: number): Placed {
    this.#fields.zeros(16).alignTo(8).u64(0x2f3a00001101n).u32(0).u32(room);
    const digits = new FieldWriter(true);
    let rest = number;
    for (let digit = 0; digit < room; digit++, rest >>= 26n) digits.u32(0).u32(Number(rest & 0x3ffffffn));
    return this.#put(digits.u64(0x2f3a00000259n).finish());
  }

  /** bytes of CPython. @param hash as computed, or all ones */
  pythonBytes(bytes: Uint8Array, hash: Uint8Array): Placed {
    this.#fields.zeros(16).alignTo(16).u64(1).u64(0x7f3a20004560n).u64(bytes.length).bytes(hash);
    return this.#put(bytes);
  }

  /** int of CPython 3.12 and later: digits of 30 bits. */
  pythonInt(number: Uint8Array): Placed {
    let rest = BigInt(`0x${Buffer.from(number).toString('hex')}`);
    const digits: number[] = [];
    for (; rest > 0n; rest >>= 30n) digits.push(Number(rest & 0x3fffffffn));
    this.#fields
      .zeros(16)
      .alignTo(16)
      .u64(1)
      .u64(0x7f3a20007890n)
      .u64(digits.length << 3);
    const data = new FieldWriter(true);
    for (const digit of digits) data.u32(digit);
    return this.#put(data.finish());
  }

  /** Number of phpseclib without GMP: digits of 31 bits as integers in an array of PHP. @param elementBytes 16, or 32 before PHP 8.2 */
  phpDigits(number: Uint8Array, elementBytes: 16 | 32 = 16): Placed {
    const elements = new FieldWriter(true);
    let used = 0;
    for (let rest = BigInt(`0x${Buffer.from(number).toString('hex')}`); rest > 0n; rest >>= 31n, used++)
      elements
        .u64(rest & 0x7fffffffn)
        .u32(4)
        .u32(used % 3)
        .zeros(elementBytes - 16);
    this.#fields.zeros(16).alignTo(16).u32(0xfffffffe).u32(0xfffffffe);
    const data = this.#put(elements.finish());
    const array = new FieldWriter(true).u32(2).u32(0x17).u32(0x1c).u32(0xfffffffe).u64(data.address);
    array.u32(used).u32(used);
    array.u32(2 ** Math.ceil(Math.log2(used))).u32(0);
    this.raw(array.u64(used).finish());
    return data;
  }

  finish(): Buffer {
    return this.#fields.zeros(4096).alignTo(4096).finish();
  }

  #put(bytes: Uint8Array): Placed {
    const offset = this.#fields.size;
    this.#fields.bytes(bytes);
    return { address: this.base + BigInt(offset), offset };
  }
}

/** Words of 64 bits, the lowest first, of a big-endian number. */
export function limbs(number: Uint8Array): Buffer {
  const words = Buffer.alloc(Math.ceil(number.length / 8) * 8);
  Buffer.from(number).reverse().copy(words);
  return words;
}

/** int[] of Java's BigInteger in a little-endian process: words of 32 bits, the highest first. */
export function javaWords(number: Uint8Array): Buffer {
  const padded = Buffer.concat([Buffer.alloc((4 - (number.length % 4)) % 4), number]);
  return padded.swap32();
}
