import type { Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';

/** Collects what is wrong with an XFS, with one gap for each kind. */
export class XfsNotes {
  /** Files whose content is on another device. */
  elsewhere = 0;
  readonly #damage = new Set<string>();

  /** @param what is damaged: one of a few short descriptions */
  damage(what: string): void {
    this.#damage.add(what);
  }

  *troubles(): Generator<Trouble> {
    if (this.elsewhere > 0) {
      const message = `files whose content is on a realtime device, which is not at hand: ${this.elsewhere}`;
      yield { trouble: { code: 'unsupported', message } };
    }
    for (const what of this.#damage)
      yield damaged(`${what} of the file system are damaged; what they tell was read as far as it goes`);
  }
}
