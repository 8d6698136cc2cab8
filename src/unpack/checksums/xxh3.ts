/**
 * 64-bit XXH3, of which RocksDB keeps the low half (Cyan4973/xxHash, doc/xxhash_spec.md), with the default secret and seed 0. Short
 * inputs have algorithms of their own.
 */
import { avalanche64, PRIME64 } from './xxh64.ts';

const SECRET = Buffer.from(
  'b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671fcb79e64eccc0e578825ad07dccff7221' +
    'b8084674f743248ee03590e6813a264c3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8' +
    'a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364eac5ac8334d3ebc3c581a0fffa1363eb' +
    '170ddd51b7f0da49d316552629d4689e2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e',
  'hex',
);
const SECRET_VIEW = new DataView(SECRET.buffer, SECRET.byteOffset, SECRET.length);
const SECRET_WORDS = Array.from({ length: SECRET.length / 4 }, (_, index) => SECRET.readUInt32LE(4 * index));
const STRIPE_BYTES = 64;
/** Each stripe uses the secret from 8 bytes further on than the previous one. */
const STRIPES = (SECRET.length - STRIPE_BYTES) / 8;
const [PRIME32_1, PRIME32_2, PRIME32_3] = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d];
const [PRIME_MX1, PRIME_MX2] = [0x165667919e3779f9n, 0x9fb21c651e98df25n];
const [PRIME64_1] = PRIME64;
/** Initial values of the lanes. */
const START = [BigInt(PRIME32_3), ...PRIME64.slice(0, 4), BigInt(PRIME32_2), PRIME64[4], BigInt(PRIME32_1)] as bigint[];
const low64 = (value: bigint): bigint => BigInt.asUintN(64, value);
const secret = (at: number): bigint => SECRET.readBigUInt64LE(at);

/** The low 32 bits of the hash, 0 to 2^32 - 1. */
export function lowerXxh3(input: Uint8Array): number {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.length);
  const hash = bytes.length <= 16 ? ofFew(bytes) : bytes.length <= 240 ? ofSome(bytes) : ofMany(bytes);
  return Number(BigInt.asUintN(32, hash));
}

/** Up to 16 bytes. */
function ofFew(bytes: Buffer): bigint {
  const { length } = bytes;
  const size = BigInt(length);
  if (length > 8) {
    const low = bytes.readBigUInt64LE(0) ^ secret(24) ^ secret(32);
    const high = bytes.readBigUInt64LE(length - 8) ^ secret(40) ^ secret(48);
    return avalanche(size + swapped(low) + high + folded(low, high));
  }
  if (length > 3) {
    const both = BigInt(bytes.readUInt32LE(length - 4)) + (BigInt(bytes.readUInt32LE(0)) << 32n);
    let hash = both ^ secret(8) ^ secret(16);
    hash ^= turned(hash, 49n) ^ turned(hash, 24n);
    hash = low64(hash * PRIME_MX2);
    hash ^= (hash >> 35n) + size;
    hash = low64(hash * PRIME_MX2);
    return hash ^ (hash >> 28n);
  }
  if (length === 0) return avalanche64(secret(56) ^ secret(64));
  const mixed = (bytes[0]! << 16) | (bytes[length >> 1]! << 24) | bytes[length - 1]! | (length << 8);
  return avalanche64(BigInt((mixed ^ SECRET_WORDS[0]! ^ SECRET_WORDS[1]!) >>> 0));
}

/** 17 to 240 bytes: up to 128 from both ends, more from the beginning on. */
function ofSome(bytes: Buffer): bigint {
  const { length } = bytes;
  const mixed = (at: number, secretAt: number): bigint =>
    folded(bytes.readBigUInt64LE(at) ^ secret(secretAt), bytes.readBigUInt64LE(at + 8) ^ secret(secretAt + 8));
  let sum = BigInt(length) * PRIME64_1;
  if (length <= 128) {
    for (let pair = 0; 32 * pair < length; pair++)
      sum += mixed(16 * pair, 32 * pair) + mixed(length - 16 * (pair + 1), 32 * pair + 16);
    return avalanche(sum);
  }
  for (let at = 0; at < 128; at += 16) sum += mixed(at, at);
  sum = avalanche(sum) + mixed(length - 16, 119);
  for (let at = 128; at + 16 <= length; at += 16) sum += mixed(at, at - 125);
  return avalanche(sum);
}

function ofMany(bytes: Buffer): bigint {
  const lanes = new Lanes(bytes);
  const last = bytes.length - 1;
  for (let at = 0, stripe = 0; at + STRIPE_BYTES <= last; at += STRIPE_BYTES) {
    lanes.add(at, 8 * stripe);
    if (++stripe === STRIPES) {
      lanes.scramble();
      stripe = 0;
    }
  }
  // The last stripe ends with the last byte, wherever it begins.
  lanes.add(bytes.length - STRIPE_BYTES, SECRET.length - STRIPE_BYTES - 7);
  return lanes.merged();
}

/** Eight 64-bit sums, in halves: as bigints they would take three times as long. */
class Lanes {
  readonly #words: DataView;
  readonly #low = Int32Array.from(START, (value) => Number(BigInt.asIntN(32, value)));
  readonly #high = Int32Array.from(START, (value) => Number(BigInt.asIntN(32, value >> 32n)));

  constructor(bytes: Uint8Array) {
    this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Processes a stripe: each lane adds the product of the halves of its word, and its neighbour adds the word. */
  add(at: number, secretAt: number): void {
    for (let lane = 0; lane < 8; lane++) {
      const low = this.#words.getInt32(at + 8 * lane, true);
      const high = this.#words.getInt32(at + 8 * lane + 4, true);
      this.#addTo(lane ^ 1, low, high);
      const keyLow = low ^ SECRET_VIEW.getInt32(secretAt + 8 * lane, true);
      const keyHigh = high ^ SECRET_VIEW.getInt32(secretAt + 8 * lane + 4, true);
      this.#addTo(lane, Math.imul(keyLow, keyHigh), upperProduct(keyLow, keyHigh));
    }
  }

  /** Call after each block of stripes. */
  scramble(): void {
    for (let lane = 0; lane < 8; lane++) {
      const word = SECRET_WORDS.length - STRIPE_BYTES / 4 + 2 * lane;
      const high = this.#high[lane]!;
      const low = this.#low[lane]! ^ (high >>> 15) ^ SECRET_WORDS[word]!;
      this.#low[lane] = Math.imul(low, PRIME32_1);
      this.#high[lane] = Math.imul(high ^ SECRET_WORDS[word + 1]!, PRIME32_1) + upperProduct(low, PRIME32_1);
    }
  }

  merged(): bigint {
    const lanes = Array.from(this.#low, (low, lane) => BigInt(low >>> 0) + (BigInt(this.#high[lane]! >>> 0) << 32n));
    let sum = BigInt(this.#words.byteLength) * PRIME64_1;
    for (let at = 0; at < 8; at += 2)
      sum += folded(lanes[at]! ^ secret(11 + 8 * at), lanes[at + 1]! ^ secret(19 + 8 * at));
    return avalanche(sum);
  }

  #addTo(lane: number, low: number, high: number): void {
    const sum = (this.#low[lane]! >>> 0) + (low >>> 0);
    this.#low[lane] = sum;
    this.#high[lane] = this.#high[lane]! + high + (sum > 0xffff_ffff ? 1 : 0);
  }
}

/** The upper half of the product of two unsigned 32-bit numbers. */
function upperProduct(one: number, other: number): number {
  const [upper, lower] = [one >>> 16, one & 0xffff];
  const [otherUpper, otherLower] = [other >>> 16, other & 0xffff];
  const first = (Math.imul(upper, otherLower) + (Math.imul(lower, otherLower) >>> 16)) >>> 0;
  const second = (Math.imul(lower, otherUpper) + (first & 0xffff)) >>> 0;
  return (Math.imul(upper, otherUpper) + (first >>> 16) + (second >>> 16)) | 0;
}

/** Both halves of the 128-bit product, XORed. */
function folded(one: bigint, other: bigint): bigint {
  const product = one * other;
  return low64(product) ^ (product >> 64n);
}

function avalanche(sum: bigint): bigint {
  let hash = low64(sum);
  hash ^= hash >> 37n;
  hash = low64(hash * PRIME_MX1);
  return hash ^ (hash >> 32n);
}

function turned(value: bigint, bits: bigint): bigint {
  return low64(value << bits) | (value >> (64n - bits));
}

/** Its eight bytes in reverse order. */
function swapped(value: bigint): bigint {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes.readBigUInt64BE();
}
