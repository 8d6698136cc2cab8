import type { ByteSource } from '../../bytes/byte-source.ts';
import { atFixedLimit } from '../../model/gap.ts';
import type { Coding } from '../codings/coding.ts';
import type { Container } from '../container/container.ts';

/** An archive in the middle of other bytes. Offsets of finds count in the leaf. */
export interface EmbeddedArchive {
  readonly container: Container;
  readonly offset: number;
  /** It lies in an image of memory, where an archive is as a rule overwritten in part, which is no news. */
  readonly isTorn?: true;
}

/** Text that stands for other bytes. */
export interface EncodedRun {
  readonly coding: Coding;
  readonly offset: number;
  readonly end: number;
  /** It may go on beyond `end`, where nobody has looked yet. */
  readonly isOpen: boolean;
}

export type Find = EmbeddedArchive | EncodedRun;

export interface TakenFinds {
  /** In the order of their offsets. */
  readonly finds: readonly Find[];
  /** How many more there were. */
  readonly more: number;
}

/** Of one leaf. What is beyond is told as a gap. */
const MAX_FINDS = 100_000;

/** What the scan of a leaf met in it that is worth opening. */
export class Finds {
  /** Of a leaf that is a stream: what was kept of it, from the first find on. */
  spool: { readonly source: ByteSource; readonly base: number; close(): void } | undefined;
  #finds: Find[] = [];
  #more = 0;

  get isEmpty(): boolean {
    return this.#finds.length === 0 && this.#more === 0;
  }

  add(find: Find): void {
    if (this.#finds.length < MAX_FINDS) this.#finds.push(find);
    else this.#more++;
  }

  /** There were `more` that nobody kept. */
  addUncounted(more: number): void {
    this.#more += more;
  }

  /** All of them; then it is empty again. */
  take(): TakenFinds | undefined {
    if (this.isEmpty) return undefined;
    const [finds, more] = [this.#finds, this.#more];
    this.#finds = [];
    this.#more = 0;
    return { finds: finds.sort((a, b) => a.offset - b.offset), more };
  }
}

export function tooManyFinds(more: number): string {
  const message = `found ${more} more places that look like archives or encoded text than the ${MAX_FINDS} that are opened`;
  return atFixedLimit(`${message}; their bytes are scanned as is`, 'split the file before the scan');
}
