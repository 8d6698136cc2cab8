import type { Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';

/** Collects what is wrong with a file system, with one gap for each kind. */
export class FileSystemNotes {
  /** Files and folders whose content cannot be read here. */
  unread = 0;
  readonly #unreadTrouble: (count: number) => Trouble['trouble'];
  readonly #damage = new Set<string>();

  /** @param unreadTrouble says what those are that `unread` counts */
  constructor(unreadTrouble: (count: number) => Trouble['trouble']) {
    this.#unreadTrouble = unreadTrouble;
  }

  /** @param what is damaged: one of a few short descriptions */
  damage(what: string): void {
    this.#damage.add(what);
  }

  *troubles(): Generator<Trouble> {
    if (this.unread > 0) yield { trouble: this.#unreadTrouble(this.unread) };
    for (const what of this.#damage)
      yield damaged(`${what} of the file system are damaged; what they tell was read as far as it goes`);
  }
}
