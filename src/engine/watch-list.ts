import type { KnownKey } from '../detect/known-key.ts';
import type { Note } from './note-book.ts';

/** Public keys whose private halves the user wants found. */
export interface WatchList {
  /** For searches of memory images. */
  readonly keys: readonly KnownKey[];
  /** For findings of any form: which of the watched keys it is. */
  readonly notes: readonly Note[];
}

export const NO_WATCH_LIST: WatchList = { keys: [], notes: [] };
