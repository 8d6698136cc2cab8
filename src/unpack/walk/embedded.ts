import type { ByteSource } from '../../bytes/byte-source.ts';
import { atFixedLimit } from '../../model/gap.ts';
import type { Coding } from '../codings/coding.ts';
import type { Container } from '../container/container.ts';

/** An archive in the middle of other bytes. Offsets of finds are relative to the leaf. */
export interface EmbeddedArchive {
  readonly container: Container;
  readonly offset: number;
  /** It lies in a memory image, where archives are usually partly overwritten, so damage is not worth a gap. */
  readonly isTorn?: true;
}

/** Text that encodes other bytes. */
export interface EncodedRun {
  readonly coding: Coding;
  readonly offset: number;
  readonly end: number;
  /** It may continue beyond `end`, which is as far as anyone has looked. */
  readonly isOpen: boolean;
}

export type Find = EmbeddedArchive | EncodedRun;

export interface TakenFinds {
  /** In the order of their offsets. */
  readonly finds: readonly Find[];
  /** How many further ones were dropped. */
  readonly more: number;
}

/** Per leaf. Finds beyond this are dropped, and a gap says so. */
const MAX_FINDS = 100_000;

/** What the scan of a leaf found that is worth opening. */
export class Finds {
  /** For a leaf that is a stream: what was kept of it, from the first find on. */
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

  /** Counts `more` finds that were not kept. */
  addUncounted(more: number): void {
    this.#more += more;
  }

  /** Hands over all finds; afterwards this is empty. */
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
