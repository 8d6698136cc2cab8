/**
 * 32-bit FNV-1a over every fourth byte, in Subversion's variant (subr/fnv1a.c): four interleaved hashes, and one over these and the
 * rest.
 */
const [BASE, PRIME] = [0x811c9dc5, 0x01000193];
const LANES = 4;

export interface Fnv1a32x4 {
  /** Pieces other than the last must have a multiple of 4 bytes. */
  update(bytes: Uint8Array): void;
  digest(): number;
}

export function fnv1a32x4(): Fnv1a32x4 {
  let [first, second, third, fourth] = [BASE, BASE, BASE, BASE];
  let rest: Uint8Array = new Uint8Array(0);
  return {
    update(bytes) {
      const end = bytes.length - (bytes.length % LANES);
      for (let at = 0; at < end; at += LANES) {
        first = Math.imul(first ^ bytes[at]!, PRIME);
        second = Math.imul(second ^ bytes[at + 1]!, PRIME);
        third = Math.imul(third ^ bytes[at + 2]!, PRIME);
        fourth = Math.imul(fourth ^ bytes[at + 3]!, PRIME);
      }
      rest = bytes.subarray(end);
    },
    digest() {
      const sums = Buffer.alloc(LANES * 4);
      for (const [lane, sum] of [first, second, third, fourth].entries()) sums.writeInt32BE(sum | 0, lane * 4);
      let sum = BASE;
      for (const byte of [...sums, ...rest]) sum = Math.imul(sum ^ byte, PRIME);
      return sum >>> 0;
    },
  };
}
