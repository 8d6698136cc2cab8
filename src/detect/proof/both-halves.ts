import { EDWARDS_ALGORITHMS, type EdwardsAlgorithm, type EdwardsPublicKey, proveEdwards } from './edwards.ts';

const [ED25519, ED448, X25519, X448] = EDWARDS_ALGORITHMS as readonly [
  EdwardsAlgorithm,
  EdwardsAlgorithm,
  EdwardsAlgorithm,
  EdwardsAlgorithm,
];

/** A seed of Ed25519 or Ed448 and its public half, as Go's crypto/ed25519 and libsodium keep a key: exactly these bytes. */
export function proveBothHalves(bytes: Uint8Array): EdwardsPublicKey | undefined {
  const algorithm = [ED25519, ED448].find((known) => bytes.length === 2 * known.bytes);
  return algorithm && halves(algorithm, bytes);
}

/** The halves of X25519 or X448, in either order: exactly these bytes. */
export function proveExchangeHalves(bytes: Uint8Array): EdwardsPublicKey | undefined {
  const algorithm = [X25519, X448].find((known) => bytes.length === 2 * known.bytes);
  if (algorithm === undefined) return undefined;
  const swapped = Buffer.concat([bytes.subarray(algorithm.bytes), bytes.subarray(0, algorithm.bytes)]);
  return halves(algorithm, bytes) ?? halves(algorithm, swapped);
}

function halves(algorithm: EdwardsAlgorithm, bytes: Uint8Array): EdwardsPublicKey | undefined {
  return proveEdwards(algorithm, bytes.subarray(0, algorithm.bytes), bytes.subarray(algorithm.bytes));
}
