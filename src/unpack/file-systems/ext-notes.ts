import type { Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';

/** What is wrong with an ext: of each kind one gap. */
export class ExtNotes {
  /** Files whose content is encrypted, and folders whose names are. */
  encrypted = 0;
  readonly #damage = new Set<string>();

  /** @param what is damaged, in few words of which there are few */
  damage(what: string): void {
    this.#damage.add(what);
  }

  *troubles(): Generator<Trouble> {
    if (this.encrypted > 0) {
      const message = `files and folders that are encrypted (fscrypt): ${this.encrypted}; mount the file system with its key, and scan its files`;
      yield { trouble: { code: 'encrypted', message } };
    }
    for (const what of this.#damage)
      yield damaged(`${what} of the file system are damaged; what they tell was read as far as it goes`);
  }
}
