/**
 * DER as defined by X.690 (02/2021) chapters 8, 10 and 11, for reading keys from untrusted bytes.
 *
 * Read: low tag numbers (one tag byte), definite lengths in their shortest form, INTEGERs without sign and without a needless
 * zero, OBJECT IDENTIFIERs as the hex of their content, BIT STRINGs of whole bytes. Refused: the indefinite length, a long length
 * where a short one would do, negative or padded INTEGERs, an element that reaches past its enclosing one. The method then returns
 * undefined, and the cursor stays where it was.
 *
 * A cursor is at one level. The caller descends by requesting an element, so depth is decided by code and not by data: nothing
 * recurses, nothing is allocated by a length field, nothing is thrown.
 */
export class DerCursor {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #position: number;

  /** Reads [start, end) of `bytes`, which remain the caller's. */
  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#position = start;
    this.#end = Math.min(end, bytes.length);
  }

  /** Offset in the bytes given to the constructor. */
  get position(): number {
    return this.#position;
  }

  get atEnd(): boolean {
    return this.#position === this.#end;
  }

  /** Tag byte of the next element, undefined at the end. */
  get nextTag(): number | undefined {
    return this.#position < this.#end ? this.#bytes[this.#position] : undefined;
  }

  /** Skips the next element, which must have this tag, and returns a cursor on its content. */
  element(tag: number): DerCursor | undefined {
    const span = this.#span(tag);
    if (span === undefined) return undefined;
    this.#position = span.end;
    return new DerCursor(this.#bytes, span.start, span.end);
  }

  /** Content of the next element as a view of the bytes. */
  octets(tag: number): Uint8Array | undefined {
    const span = this.#span(tag);
    if (span === undefined) return undefined;
    this.#position = span.end;
    return this.#bytes.subarray(span.start, span.end);
  }

  /** The next element with its tag and length, as a view of the bytes; the cursor stays before it. */
  whole(tag: number): Uint8Array | undefined {
    const span = this.#span(tag);
    return span && this.#bytes.subarray(this.#position, span.end);
  }

  /** The content of the next element if nothing follows it. */
  only(tag: number): DerCursor | undefined {
    const content = this.element(tag);
    return this.atEnd ? content : undefined;
  }

  /** Enters the next element, which may be cut. @returns where its content begins and would end */
  enter(tag: number): { readonly start: number; readonly end: number } | undefined {
    const header = this.#header(tag);
    if (header !== undefined) this.#position = header.start;
    return header;
  }

  /** The rest of this level, as a view of the bytes. */
  rest(): Uint8Array {
    return this.#bytes.subarray(this.#position, this.#end);
  }

  /** INTEGER, zero or positive, of at most `maxBytes` content bytes. */
  integer(maxBytes: number): bigint | undefined {
    const start = this.#position;
    const content = this.octets(TAG.integer);
    if (content === undefined) return undefined;
    const first = content[0];
    const wrong =
      first === undefined ||
      first >= 0x80 ||
      (first === 0 && content.length > 1 && content[1]! < 0x80) ||
      content.length > maxBytes;
    if (!wrong) return BigInt(`0x${Buffer.from(content.buffer, content.byteOffset, content.length).toString('hex')}`);
    this.#position = start;
    return undefined;
  }

  /** OBJECT IDENTIFIER: its content in lower-case hex, for comparing. */
  oid(): string | undefined {
    const content = this.octets(TAG.oid);
    if (content === undefined) return undefined;
    return Buffer.from(content.buffer, content.byteOffset, content.length).toString('hex');
  }

  /** BIT STRING without unused bits. `tag` differs if the string is tagged implicitly. */
  bitString(tag: number = TAG.bitString): Uint8Array | undefined {
    const start = this.#position;
    const content = this.octets(tag);
    if (content === undefined) return undefined;
    if (content[0] === 0) return content.subarray(1);
    this.#position = start;
    return undefined;
  }

  /** Content of the element at the position, if it has this tag and is complete within this level. */
  #span(tag: number): { readonly start: number; readonly end: number } | undefined {
    const span = this.#header(tag);
    return span !== undefined && span.end <= this.#end ? span : undefined;
  }

  #header(tag: number): { readonly start: number; readonly end: number } | undefined {
    if (this.nextTag !== tag) return undefined;
    const first = this.#position + 1 < this.#end ? this.#bytes[this.#position + 1]! : 0x80;
    let start = this.#position + 2;
    let length = first;
    if (first >= 0x80) {
      const lengthBytes = first - 0x80;
      if (lengthBytes === 0 || lengthBytes > MAX_LENGTH_BYTES || start + lengthBytes > this.#end) return undefined;
      length = 0;
      for (const end = start + lengthBytes; start < end; start++) length = length * 256 + this.#bytes[start]!;
      const shortest = lengthBytes === 1 ? 0x80 : 256 ** (lengthBytes - 1);
      if (length < shortest) return undefined;
    }
    return { start, end: start + length };
  }
}

/** Tags of X.690 that keys are made of; `context` for `[n]` that encloses elements (EXPLICIT, or IMPLICIT of a SET). */
export const TAG = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
  context0: 0xa0,
  context1: 0xa1,
  /** `[0]` over a primitive type: IMPLICIT. */
  primitive0: 0x80,
  /** `[1]` over a primitive type: IMPLICIT. */
  primitive1: 0x81,
} as const;

/** 16 MiB: no window is that long, and no key. */
const MAX_LENGTH_BYTES = 3;
