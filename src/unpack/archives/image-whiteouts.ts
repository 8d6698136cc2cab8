/** Tracks what a layer deletes of the layers below it. OCI image specification 1.1, layer.md, "Whiteouts"; AUFS before it. */
import { plainName } from './tar-index.ts';

const PREFIX = '.wh.';
const OPAQUE = '.wh..wh..opq';
/** Limit on the characters of paths kept for one layer; no sensible layer deletes more. */
const MAX_PATH_CHARACTERS = 16 << 20;

export class Whiteouts {
  /** Deleted files and folders, and folders whose content is deleted. */
  readonly #deleted = new Set<string>();
  readonly #emptied = new Set<string>();
  #characters = 0;

  /** Takes the path of a file in the layer. @returns whether it is a whiteout */
  note(path: string): boolean {
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    if (!name.startsWith(PREFIX)) return false;
    if (this.#characters > MAX_PATH_CHARACTERS) return true;
    this.#characters += path.length;
    const folder = path.slice(0, slash + 1);
    if (name === OPAQUE) this.#emptied.add(plainName(folder));
    else this.#deleted.add(plainName(`${folder}${name.slice(PREFIX.length)}`));
    return true;
  }

  /** Whether a file of a lower layer is no longer visible. @param path a plain name */
  hides(path: string): boolean {
    if (this.#characters === 0) return false;
    if (this.#deleted.has(path)) return true;
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = path.slice(0, slash);
      if (this.#deleted.has(folder) || this.#emptied.has(folder)) return true;
    }
    return this.#emptied.has('');
  }
}
