const MAX_HOLE_BYTES = 64 * 2 ** 30;
const SHORT_HOLE_BYTES = 16 << 20;

/**
 * Zeros that are made up for the holes of files, of one container together. What lies behind a hole has to be where it belongs, or the
 * file system in an image and the memory in a core are not found; but an empty disk of terabytes costs nothing.
 */
export class HoleAllowance {
  #left = MAX_HOLE_BYTES;

  /** @returns how many of `bytes` to make up: all, or a few where that is too much, since there is nothing more to see */
  take(bytes: number): number {
    const taken = bytes <= this.#left ? bytes : Math.min(bytes, SHORT_HOLE_BYTES);
    this.#left = Math.max(0, this.#left - taken);
    return taken;
  }
}
