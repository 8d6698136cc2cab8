/** Settles which thread does a piece of work, when its owner may take it back: 0 while free, 1 once taken. */
export type Claim = Int32Array<SharedArrayBuffer>;

/** Atomically takes the piece. @returns whether it is now the caller's */
export function claims(claim: Claim): boolean {
  return Atomics.compareExchange(claim, 0, 0, 1) === 0;
}
