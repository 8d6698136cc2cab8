import { copyMatch } from './copy-match.ts';

/*  after each byte of eight bits, the lowest first
 *  0   1  byte that stands for itself
 *  1   2  upper half of the first byte and the second one: distance; lower half: length - 3, and for 15 a byte more of it follows  */
/**
 * Unpacks PostgreSQL's compression (common/pg_lzcompress.c) into `target`, limited to its size.
 * @returns where the content ends, or the complement (~) of where it breaks off, when it is damaged, cut off or longer
 */
export function unpackPglz(source: Uint8Array, target: Uint8Array): number {
  let from = 0;
  let to = 0;
  while (from < source.length && to < target.length) {
    let bits = source[from++]! | 0x100;
    for (; bits > 1 && from < source.length && to < target.length; bits >>= 1) {
      if ((bits & 1) === 0) {
        target[to++] = source[from++]!;
        continue;
      }
      if (from + 2 > source.length) return ~to;
      const first = source[from++]!;
      const distance = ((first & 0xf0) << 4) | source[from++]!;
      let length = (first & 0x0f) + 3;
      if (length === 18) length += source[from++] ?? 0;
      if (distance === 0 || distance > to || length > target.length - to) return ~to;
      to = copyMatch(target, to, distance, length);
    }
  }
  return from === source.length && to === target.length ? to : ~to;
}

/**
 * Whether data that breaks off or is cut off is pglz all the same: in other data, distances do not stay within the output again and
 * again. A distance equal to the previous one proves nothing: data of one repeated byte has those too.
 */
export function isBrokenPglz(source: Uint8Array): boolean {
  let [size, proof, distance] = [0, 0, 0];
  for (let from = 0; from < source.length && proof < PROOF_BITS && size < MAX_DISTANCE; ) {
    let bits = source[from++]! | 0x100;
    for (; bits > 1 && from < source.length; bits >>= 1) {
      if ((bits & 1) === 0) {
        [size, from] = [size + 1, from + 1];
        continue;
      }
      const [first, second] = [source[from]!, source[from + 1] ?? 0];
      const before = distance;
      distance = ((first & 0xf0) << 4) | second;
      if (distance === 0 || distance > size) return proof >= PROOF_BITS;
      if (distance !== before) proof += Math.max(0, MAX_DISTANCE_BITS - Math.log2(size));
      const length = (first & 0x0f) + 3;
      size += length === 18 ? length + (source[from + 2] ?? 0) : length;
      from += length === 18 ? 3 : 2;
    }
  }
  return proof >= PROOF_BITS;
}
const MAX_DISTANCE_BITS = 12;
const MAX_DISTANCE = 2 ** MAX_DISTANCE_BITS;
const PROOF_BITS = 24;
