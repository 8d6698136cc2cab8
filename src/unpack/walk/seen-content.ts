import { createHash } from 'node:crypto';

/** So many digests are kept; later content counts as new. */
const MAX_SEEN = 100_000;

/** Knows bytes again. */
export class SeenContent {
  readonly #digests = new Set<string>();

  /** Whether the same bytes were asked about before. */
  has(bytes: Uint8Array): boolean {
    const digest = createHash('sha1').update(bytes).digest('base64');
    if (this.#digests.has(digest)) return true;
    if (this.#digests.size < MAX_SEEN) this.#digests.add(digest);
    return false;
  }
}
