import { copyMatch } from './copy-match.ts';

/*  after each byte of eight bits, the lowest first
 *  0   1  byte that stands for itself
 *  1   2  upper half of the first byte and the second one: distance; lower half: length - 3, and for 15 a byte more of it follows  */
/**
 * Unpacks what PostgreSQL has packed (common/pg_lzcompress.c) into `target`, and no more than that holds.
 * @returns where the content ends, or the complement (~) of where it breaks off, when it is damaged, cut or longer
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
