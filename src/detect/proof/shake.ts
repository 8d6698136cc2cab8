/** SHAKE128 and SHAKE256 (FIPS 202, section 6.2), with which ML-DSA and ML-KEM stretch their seeds. */
import { createHash } from 'node:crypto';

/**
 * @param parts of the input, one after the other
 * @param outputLength in bytes
 */
export function shake(algorithm: 'shake128' | 'shake256', parts: readonly Uint8Array[], outputLength: number): Buffer {
  const hash = createHash(algorithm, { outputLength });
  for (const part of parts) hash.update(part);
  return hash.digest();
}
