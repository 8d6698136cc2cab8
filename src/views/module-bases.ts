/**
 * A program's segments lie about as far apart in memory as in its file: linkers leave gaps of one or two huge pages.
 * What is further off is another mapping of the same file, as when Node.js reads its own executable.
 */
const MAX_GAP_BYTES = 1n << 30n;

/** Tells where the module begins that a mapping of a file belongs to, from the mappings in the order of addresses. */
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
