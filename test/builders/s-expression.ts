/** Writes S-expressions of libgcrypt for tests, canonical or advanced. Independent of src. */
export type Tree = string | Uint8Array | readonly Tree[];

export function canonical(tree: Tree): Buffer {
  if (Array.isArray(tree)) return Buffer.concat([Buffer.from('('), ...tree.map(canonical), Buffer.from(')')]);
  const bytes = Buffer.from(tree as string | Uint8Array);
  return Buffer.concat([Buffer.from(`${bytes.length}:`), bytes]);
}

/** As GnuPG's extended format has it: names in the clear, numbers in hex, a line for each list. */
export function advanced(tree: Tree): string {
  if (typeof tree === 'string') return /^[A-Za-z0-9-]+$/.test(tree) ? tree : `"${tree}"`;
  if (tree instanceof Uint8Array) {
    return `#${(
      Buffer.from(tree)
        .toString('hex')
        .toUpperCase()
        .match(/.{1,64}/g) ?? []
    ).join('\n ')}#`;
  }
  return `(${(tree as readonly Tree[]).map(advanced).join(' ')}\n )`;
}
