import type { Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';

/** Collects what is wrong with an ext, with one gap for each kind. */
export class ExtNotes {
  /** Files with encrypted content, and folders with encrypted names. */
  encrypted = 0;
  readonly #damage = new Set<string>();

  /** @param what is damaged: one of a few short descriptions */
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
