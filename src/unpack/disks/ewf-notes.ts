import type { Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';

/** Collects what is wrong with an EWF segment file: for each kind, how often and where first, since there may be millions. */
export class EwfNotes {
  readonly #kinds = new Map<string, { readonly first: number; count: number }>();

  /** @param what one of a few kinds @param at offset in the file */
  add(what: string, at: number): void {
    const kind = this.#kinds.get(what);
    if (kind === undefined) this.#kinds.set(what, { first: at, count: 1 });
    else kind.count++;
  }

  /** @param name of the entry concerned */
  *troubles(name?: string): Generator<Trouble> {
    for (const [what, { first, count }] of this.#kinds)
      yield damaged(`EWF: ${what}, at byte ${first}${count > 1 ? ` and at ${count - 1} more places` : ''}`, name);
    this.#kinds.clear();
  }
}
