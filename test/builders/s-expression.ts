/** Writes S-expressions of libgcrypt for tests, canonical, advanced or as GnuPG's key files have them. Independent of src. */
export type Tree = string | Uint8Array | readonly Tree[];

export function canonical(tree: Tree): Buffer {
  if (Array.isArray(tree)) return Buffer.concat([Buffer.from('('), ...tree.map(canonical), Buffer.from(')')]);
  const bytes = Buffer.from(tree as string | Uint8Array);
  return Buffer.concat([Buffer.from(`${bytes.length}:`), bytes]);
}

/** As libgcrypt's manual has it: names in the clear, numbers in hex, a line for each list. */
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

/** On one line, as gpg-agent has it before it wraps it. */
export function oneLine(tree: Tree): string {
  if (tree instanceof Uint8Array) return `#${Buffer.from(tree).toString('hex').toUpperCase()}#`;
  if (typeof tree === 'string') return advanced(tree);
  return `(${(tree as readonly Tree[]).map(oneLine).join(' ')})`.replaceAll(') ', ')');
}

/**
 * A key file as gpg-agent writes it (GnuPG, common/name-value.c, assert_raw_value): wrapped at column 70, at a blank that is
 * among the last 30 characters, else in the middle of a word.
 */
export function keyFile(tree: Tree, lineEnd = '\n'): string {
  const lines: string[] = [];
  let rest = oneLine(tree);
  for (let width = 70 - 'Key:'.length; rest !== ''; width = 70) {
    const blank = rest.lastIndexOf(' ', width - 1);
    const amount = rest.length > width && blank >= width - 30 ? blank : width;
    lines.push(` ${rest.slice(0, amount)}${lineEnd}`);
    rest = rest.slice(amount);
  }
  return `Created: 20240101T000000${lineEnd}Key:${lines.join('')}`;
}
