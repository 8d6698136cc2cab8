/** Settles which thread does a piece of work, when its owner may take it back: 0 while free, 1 once taken. */
export type PieceLock = Int32Array<SharedArrayBuffer>;

export function newPieceLock(): PieceLock {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Atomically takes the piece. @returns whether it is now the caller's */
export function takes(lock: PieceLock): boolean {
  return Atomics.compareExchange(lock, 0, 0, 1) === 0;
}
