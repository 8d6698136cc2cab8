/**
 * Unpacked bytes between two turns of the event loop. Promises alone never yield one, and V8 frees what was unpacked only when it gets one:
 * without it, a hundred entries of 8 MiB took 2 GB.
 */
const TURN_BYTES = 32 << 20;

/** Decides when the event loop gets a turn. */
export class Turns {
  #lastAtBytes = 0;

  /** @param bytes unpacked so far @returns whether to give the event loop a turn now */
  areDue(bytes: number): boolean {
    if (bytes - this.#lastAtBytes < TURN_BYTES) return false;
    this.#lastAtBytes = bytes;
    return true;
  }
}
