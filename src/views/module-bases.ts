/**
 * A program's segments are about as far apart in memory as in its file: linkers leave gaps of one or two huge pages. Anything
 * farther away is another mapping of the same file, as when Node.js reads its own executable.
 */
const MAX_GAP_BYTES = 1n << 30n;

/** Finds the beginning of the module that a mapping of a file belongs to, from the mappings in address order. */
export class ModuleBases {
  readonly #bases = new Map<string, bigint>();

  /** @param fileOffset in bytes */
  baseOf(path: string, start: bigint, fileOffset: bigint): bigint | undefined {
    if (fileOffset === 0n) this.#bases.set(path, start);
    const base = this.#bases.get(path);
    if (base === undefined) return undefined;
    const gap = start - base - fileOffset;
    return gap > -MAX_GAP_BYTES && gap < MAX_GAP_BYTES ? base : undefined;
  }
}
