/**
 * Credentials that an issuer printed in its own documents. They open nothing, and half of all test data holds them. Known
 * by SHA-256, since the text itself would be a finding in this repository.
 */
import { sha256Hex } from '../fingerprint.ts';

const PUBLISHED: ReadonlySet<string> = new Set([
  // jwt.io: the payloads of the sample tokens, so that they are known under every algorithm and key.
  '3373cfa8cfd3d25622125d01af103fd4727b8d44648999185b68346ab5f4d59d',
  '25be1edd45a3a982faa1861a20949eb23625d150d1926403060937ade7f2a1de',
  '9cad21446b79d6b1604a6f3e50d15769c94a1b6ed0f3f49ebf871f7ecca7fdb8',
]);

/** @param text a whole token, or the part of one that the list names */
export function isPublished(text: string): boolean {
  return PUBLISHED.has(sha256Hex(text));
}
