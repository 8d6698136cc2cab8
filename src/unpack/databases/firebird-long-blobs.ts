import { atFixedLimit } from '../../model/gap.ts';
import type { Trouble } from '../container/container.ts';

/** Beyond this many, the others are only scanned as is, and reported. */
const MAX_BLOBS = 1e6;

/** Locations of Firebird blobs that become entries of their own: they may be files. */
export class LongBlobs<Place> {
  readonly places: Place[] = [];
  #leftOut = 0;

  add(place: Place): void {
    if (this.places.length < MAX_BLOBS) this.places.push(place);
    else this.#leftOut++;
  }

  /** @param name of the entry under which the rest is reported */
  *troubles(name: string): Generator<Trouble> {
    if (this.#leftOut === 0) return;
    const message = `${this.#leftOut} blobs after the first ${MAX_BLOBS} are scanned as is`;
    yield { name, trouble: { code: 'budget', message: atFixedLimit(message, 'write them to files and scan those') } };
  }
}
