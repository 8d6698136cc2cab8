import { FormatError } from '../../model/errors.ts';

/** A string: its characters, one byte each, or its number in a pool. Undefined if it is null, or has characters above U+00FF. */
export type Text = { readonly bytes: Uint8Array } | { readonly inPool: number } | undefined;

/*  0  1  how it is written: 0 null, 1 empty
 *        2  number in the pool
 *        3  UTF-8        4  characters, a number each        5  Latin-1: behind their count
 *  (`StringParser.Encoding` of jdk.jfr.internal.consumer)                                     */
const [NULL, EMPTY, IN_POOL, UTF_8, CHARACTERS, LATIN_1] = [0, 1, 2, 3, 4, 5];
const NOTHING: Text = { bytes: new Uint8Array(0) };
/** The ninth byte of a number contributes eight bits. */
const MAX_NUMBER_BYTES = 9;

/** Reads an event of a flight recording. @throws FormatError beyond its end */
export class JfrCursor {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** Seven bits a byte, least significant first; exact up to 2^53. */
  number(): number {
    let [number, scale] = [0, 1];
    for (let index = 1; ; index++, scale *= 128) {
      const byte = this.#bytes[this.#advance(1)]!;
      if (byte < 0x80 || index === MAX_NUMBER_BYTES) return number + byte * scale;
      number += (byte & 0x7f) * scale;
    }
  }

  take(bytes: number): Uint8Array {
    const start = this.#advance(bytes);
    return this.#bytes.subarray(start, start + bytes);
  }

  text(): Text {
    const encoding = this.#bytes[this.#advance(1)];
    if (encoding === NULL) return undefined;
    if (encoding === EMPTY) return NOTHING;
    if (encoding === IN_POOL) return { inPool: this.number() };
    if (encoding === UTF_8 || encoding === LATIN_1) return { bytes: this.take(this.number()) };
    if (encoding === CHARACTERS) return this.#characters(this.number());
    throw new FormatError(`expected a string of a flight recording, found encoding ${encoding}`);
  }

  #characters(count: number): Text {
    if (count > this.left) throw beyondEnd();
    const bytes = new Uint8Array(count);
    let isNarrow = true;
    for (let index = 0; index < count; index++) {
      const character = this.number();
      bytes[index] = character;
      isNarrow &&= character <= 0xff;
    }
    return isNarrow ? { bytes } : undefined;
  }

  /** @returns the position before */
  #advance(bytes: number): number {
    if (bytes > this.left) throw beyondEnd();
    this.#at += bytes;
    return this.#at - bytes;
  }
}

function beyondEnd(): FormatError {
  return new FormatError('a value of a flight recording reaches beyond its event');
}
