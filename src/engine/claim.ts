/** Whoever makes it his has the piece: two may want it, when its owner has nothing else to do any more. */
export type Claim = Int32Array<SharedArrayBuffer>;

/** @returns whether the piece is the caller's now */
export function claims(claim: Claim): boolean {
  return Atomics.compareExchange(claim, 0, 0, 1) === 0;
}
