import { atFixedLimit } from '../../model/gap.ts';
import type { Container } from '../container/container.ts';

/** What helps where too many places in a leaf are no archives, and one among them may be. */
const TAKE_OUT = 'take out what is packed in it and scan that';

/** In random data no head of a codec is as frequent; each may cost as much as reading all that lies behind it. */
const MAX_DAMAGED = 256;
/**
 * What is read forwards tells how far it came, and is as a rule wrong at once: bun has 3,248 frames of Zstandard with a dictionary that
 * none of them names, in 13,000 steps, and its own modules among them.
 */
const MAX_STEPS = 64 << 10;
/** Of what `Entry.vainBytes` counts: 100,000 headers may claim the same 2 MiB. */
const MAX_VAIN_READ_BYTES = 64 << 20;

/**
 * What was read in vain of places in a leaf, and of those in what came out of them: what a header claims may hold all the others, so that
 * limits of each leaf would be multiplied at every depth.
 */
export class VainReads {
  readonly #bytes = new Map<Container, number>();

  add(container: Container, bytes: number): void {
    if (bytes > 0) this.#bytes.set(container, (this.#bytes.get(container) ?? 0) + bytes);
  }

  areTooMany(container: Container): boolean {
    return (this.#bytes.get(container) ?? 0) >= MAX_VAIN_READ_BYTES;
  }
}

/** Places in a leaf that begin like one format, and are damaged or empty. */
export class Failures {
  /** That were not tried any more. */
  skipped = 0;
  readonly #container: Container;
  readonly #vain: VainReads;
  #count = 0;
  #steps = 0;

  constructor(container: Container, vain: VainReads) {
    this.#container = container;
    this.#vain = vain;
  }

  /** @param steps what it gave before it was over: data, troubles, what is left over */
  add(steps: number): this {
    this.#count++;
    this.#steps += 1 + steps;
    return this;
  }

  get areTooMany(): boolean {
    if (this.#vain.areTooMany(this.#container)) return true;
    const isStream = this.#container.reads === 'stream';
    // A large archive that is damaged may have others behind it; from each file of one that has no end, all behind it are listed again.
    if (this.#steps >= MAX_STEPS && (isStream || this.#count > 1)) return true;
    return !isStream && this.#count >= MAX_DAMAGED;
  }

  get message(): string {
    const { title } = this.#container;
    const tried =
      this.#count > 0
        ? `${this.#count} places that begin like ${title} are damaged or empty`
        : `what begins like ${title} was read in vain too often`;
    return atFixedLimit(`${tried}, and ${this.skipped} more were not tried; their bytes are scanned as is`, TAKE_OUT);
  }
}

/** Where a codec does not tell, damage shows in its next block: what is found so near may stand behind it, and not in it. */
const DOUBTFUL_BYTES = 128 << 10;
/** Of what begins in what others have read, in one leaf; and of what is read of them in vain. */
const MAX_TRIED = 1024;
const MAX_VAIN_BYTES = 256 << 20;

/** Codecs in which damage was met, or the end of the leaf: what begins in what was read of one is tried all the same, up to a limit. */
export class BrokenCodecs {
  /** Places that were not tried. */
  skipped = 0;
  #tried = 0;
  #vainBytes = 0;
  /** Up to where was read. */
  #end = 0;

  /**
   * @param end where damage was met, from the codec's beginning at `offset`. @param soundUntil see `Entry`
   * @returns up to where what is found is the codec's
   */
  add(offset: number, end: number, soundUntil = end - DOUBTFUL_BYTES): number {
    if (offset < this.#end) this.#vainBytes += end;
    this.#end = Math.max(this.#end, offset + end);
    return offset + Math.max(0, soundUntil);
  }

  /** Whether what begins at `offset` is to be tried. */
  tries(offset: number): boolean {
    if (offset >= this.#end) return true;
    const isTried = this.#tried < MAX_TRIED && this.#vainBytes <= MAX_VAIN_BYTES;
    if (isTried) this.#tried++;
    else this.skipped++;
    return isTried;
  }

  get message(): string {
    const tried = `${this.#tried} places that begin as packed data do were tried in what others have read that are damaged or cut off`;
    return atFixedLimit(`${tried}, and ${this.skipped} more were not; their bytes are scanned as is`, TAKE_OUT);
  }
}
