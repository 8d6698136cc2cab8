import type { Tree } from './s-expression.ts';

/** Writes S-expressions as libgcrypt holds them in memory on a little-endian machine, without the 0 at the end. Independent of src. */
export function gcryptList(tree: Tree): Buffer {
  if (Array.isArray(tree)) return Buffer.concat([Buffer.of(3), ...tree.map(gcryptList), Buffer.of(4)]);
  const bytes = Buffer.from(tree as string | Uint8Array);
  return Buffer.concat([Buffer.of(1, bytes.length & 0xff, bytes.length >> 8), bytes]);
}
