import { createHash } from 'node:crypto';

/** How many digests are kept; content beyond that always counts as new. */
const MAX_SEEN = 100_000;

/** Recognises bytes that were seen before. */
export class SeenContent {
  readonly #digests = new Set<string>();

  /** Whether the same bytes were passed before; remembers them. */
  has(bytes: Uint8Array): boolean {
    const digest = createHash('sha1').update(bytes).digest('base64');
    if (this.#digests.has(digest)) return true;
    if (this.#digests.size < MAX_SEEN) this.#digests.add(digest);
    return false;
  }
}
