/** XXH32, the checksum of LZ4 frames, over bytes that arrive in pieces. xxHash fast digest algorithm, version 0.1.1. */
export class Xxh32 {
  readonly #seed: number;
  #lane1: number;
  #lane2: number;
  #lane3: number;
  #lane4: number;
  readonly #pending = new Uint8Array(STRIPE_BYTES);
  #pendingBytes = 0;
  #totalBytes = 0;

  /** @param seed of 32 bits; that of LZ4 frames is 0 */
  constructor(seed = 0) {
    this.#seed = seed;
    this.#lane1 = (seed + PRIME1 + PRIME2) | 0;
    this.#lane2 = (seed + PRIME2) | 0;
    this.#lane3 = seed | 0;
    this.#lane4 = (seed - PRIME1) | 0;
  }

  update(bytes: Uint8Array): void {
    this.#totalBytes += bytes.length;
    let at = 0;
    if (this.#pendingBytes > 0) {
      at = Math.min(STRIPE_BYTES - this.#pendingBytes, bytes.length);
      this.#pending.set(bytes.subarray(0, at), this.#pendingBytes);
      this.#pendingBytes += at;
      if (this.#pendingBytes < STRIPE_BYTES) return;
      this.#stripes(this.#pending, 0, STRIPE_BYTES);
    }
    const end = bytes.length - ((bytes.length - at) % STRIPE_BYTES);
    this.#stripes(bytes, at, end);
    this.#pending.set(bytes.subarray(end));
    this.#pendingBytes = bytes.length - end;
  }

  /** The checksum of everything so far, 0 to 2^32 - 1. */
  digest(): number {
    let hash =
      this.#totalBytes < STRIPE_BYTES
        ? this.#seed + PRIME5
        : rotate(this.#lane1, 1) + rotate(this.#lane2, 7) + rotate(this.#lane3, 12) + rotate(this.#lane4, 18);
    hash = (hash + this.#totalBytes) | 0;
    const view = new DataView(this.#pending.buffer);
    let at = 0;
    for (; at + 4 <= this.#pendingBytes; at += 4)
      hash = Math.imul(rotate(hash + Math.imul(view.getUint32(at, true), PRIME3), 17), PRIME4);
    for (; at < this.#pendingBytes; at++)
      hash = Math.imul(rotate(hash + Math.imul(this.#pending[at]!, PRIME5), 11), PRIME1);
    hash = Math.imul(hash ^ (hash >>> 15), PRIME2);
    hash = Math.imul(hash ^ (hash >>> 13), PRIME3);
    return (hash ^ (hash >>> 16)) >>> 0;
  }

  #stripes(bytes: Uint8Array, start: number, end: number): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let lane1 = this.#lane1;
    let lane2 = this.#lane2;
    let lane3 = this.#lane3;
    let lane4 = this.#lane4;
    for (let at = start; at < end; at += STRIPE_BYTES) {
      lane1 = round(lane1, view.getInt32(at, true));
      lane2 = round(lane2, view.getInt32(at + 4, true));
      lane3 = round(lane3, view.getInt32(at + 8, true));
      lane4 = round(lane4, view.getInt32(at + 12, true));
    }
    this.#lane1 = lane1;
    this.#lane2 = lane2;
    this.#lane3 = lane3;
    this.#lane4 = lane4;
  }
}

export function xxh32(bytes: Uint8Array, seed = 0): number {
  const hash = new Xxh32(seed);
  hash.update(bytes);
  return hash.digest();
}

const STRIPE_BYTES = 16;
const PRIME1 = 0x9e3779b1 | 0;
const PRIME2 = 0x85ebca77 | 0;
const PRIME3 = 0xc2b2ae3d | 0;
const PRIME4 = 0x27d4eb2f;
const PRIME5 = 0x165667b1;

function round(lane: number, word: number): number {
  const sum = (lane + Math.imul(word, PRIME2)) | 0;
  return Math.imul((sum << 13) | (sum >>> 19), PRIME1);
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
