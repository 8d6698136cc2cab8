/**
 * LZW as in compress(1): codes of 9 bits up to a given width, least significant bit first, written in groups of eight.
 * Where the width changes, and after a CLEAR code, the rest of the group is padding.
 */
const FIRST_WIDTH = 9;
const LITERALS = 256;
/** In block mode: discard all strings. */
const CLEAR = 256;
const GROUP_CODES = 8;
/** Of output; the first is small, and so are the first tables: a flood of headers, each with a few codes, costs as little as it is. */
const [FIRST_CHUNK_BYTES, MAX_CHUNK_BYTES] = [4 << 10, 1 << 20];
const FIRST_CODES = 1 << FIRST_WIDTH;

export class LzwDecoder {
  /** An undefined code was met: the output ends there. */
  isDamaged = false;
  readonly #maxWidth: number;
  readonly #isBlockMode: boolean;
  /** A string is an earlier one plus a byte. They grow with the codes, up to 2^maxWidth of them. */
  #prefixes = new Uint16Array(FIRST_CODES);
  #suffixes = new Uint8Array(FIRST_CODES);
  #lengths = new Uint16Array(FIRST_CODES);
  /** The code of the next string. */
  #free: number;
  #previous = -1;
  #firstByte = 0;
  #width = FIRST_WIDTH;
  #nextWidth = FIRST_WIDTH;
  /** Codes of the current width so far, modulo GROUP_CODES. */
  #codes = 0;
  #paddingCodes = 0;
  #bits = 0;
  #bitCount = 0;
  #output: Uint8Array = new Uint8Array(0);
  #outputBytes = 0;
  #handedOut = 0;

  constructor(maxWidth: number, isBlockMode: boolean) {
    this.#maxWidth = maxWidth;
    this.#isBlockMode = isBlockMode;
    for (let byte = 0; byte < LITERALS; byte++) {
      this.#suffixes[byte] = byte;
      this.#lengths[byte] = 1;
    }
    this.#free = this.#firstFree;
  }

  /** The bits after the last code are more than the padding of a byte, so the input is cut off. */
  get isCut(): boolean {
    return this.#paddingCodes === 0 && (this.#bitCount >= 8 || this.#bits !== 0);
  }

  /** Yields output for `piece`; some of it comes only with a later piece, or with `finish`. */
  *write(piece: Uint8Array): Generator<Uint8Array> {
    for (let at = 0; at < piece.length && !this.isDamaged; ) {
      if (this.#isFull) yield* this.#newOutput();
      at = this.#decode(piece, at);
    }
  }

  *finish(): Generator<Uint8Array> {
    if (this.#outputBytes > this.#handedOut) yield this.#output.subarray(this.#handedOut, this.#outputBytes);
    this.#handedOut = this.#outputBytes;
  }

  /** No string is longer than there are codes: each is one byte longer than an earlier one. */
  get #isFull(): boolean {
    return this.#outputBytes + this.#prefixes.length > this.#output.length;
  }

  get #firstFree(): number {
    return this.#isBlockMode ? CLEAR + 1 : LITERALS;
  }

  *#newOutput(): Generator<Uint8Array> {
    yield* this.finish();
    // Allocated uninitialised: only written bytes are handed out.
    const bytes = Math.max(FIRST_CHUNK_BYTES, 4 * this.#output.length, 2 * this.#prefixes.length);
    this.#output = Buffer.allocUnsafeSlow(Math.min(bytes, MAX_CHUNK_BYTES));
    this.#outputBytes = 0;
    this.#handedOut = 0;
  }

  /** Decodes until there is no room for a string. @returns the index in `piece` of the first byte not consumed */
  #decode(piece: Uint8Array, start: number): number {
    let bits = this.#bits;
    let bitCount = this.#bitCount;
    let at = start;
    while (at < piece.length && !this.isDamaged && !this.#isFull) {
      bits |= piece[at++]! << bitCount;
      bitCount += 8;
      const width = this.#width;
      if (bitCount < width) continue;
      const code = bits & ((1 << width) - 1);
      bits >>>= width;
      bitCount -= width;
      if (this.#paddingCodes > 0) this.#skipPadding();
      else this.#take(code);
    }
    this.#bits = bits;
    this.#bitCount = bitCount;
    return at;
  }

  #take(code: number): void {
    this.#codes = (this.#codes + 1) % GROUP_CODES;
    if (code === CLEAR && this.#isBlockMode) {
      this.#free = this.#firstFree;
      this.#previous = -1;
      this.#changeWidth(FIRST_WIDTH);
      return;
    }
    const previous = this.#previous;
    const isNew = code === this.#free && previous >= 0 && this.#hasFree;
    if (code >= this.#free && !isNew) {
      this.isDamaged = true;
      return;
    }
    this.#firstByte = this.#writeString(isNew ? previous : code);
    if (isNew) this.#output[this.#outputBytes++] = this.#firstByte;
    if (previous >= 0 && this.#hasFree) this.#addString(previous);
    this.#previous = code;
  }

  /** @returns the first byte of the string */
  #writeString(code: number): number {
    const output = this.#output;
    const start = this.#outputBytes;
    let at = start + this.#lengths[code]!;
    this.#outputBytes = at;
    let rest = code;
    while (at > start) {
      output[--at] = this.#suffixes[rest]!;
      rest = this.#prefixes[rest]!;
    }
    return output[start]!;
  }

  get #hasFree(): boolean {
    return this.#free < 1 << this.#maxWidth;
  }

  #addString(prefix: number): void {
    if (this.#free === this.#prefixes.length) this.#grow();
    const code = this.#free++;
    this.#prefixes[code] = prefix;
    this.#suffixes[code] = this.#firstByte;
    this.#lengths[code] = this.#lengths[prefix]! + 1;
    if (this.#free === 1 << this.#width && this.#width < this.#maxWidth) this.#changeWidth(this.#width + 1);
  }

  #grow(): void {
    const [prefixes, suffixes, lengths] = [this.#prefixes, this.#suffixes, this.#lengths];
    this.#prefixes = new Uint16Array(2 * prefixes.length);
    this.#suffixes = new Uint8Array(2 * prefixes.length);
    this.#lengths = new Uint16Array(2 * prefixes.length);
    this.#prefixes.set(prefixes);
    this.#suffixes.set(suffixes);
    this.#lengths.set(lengths);
  }

  #changeWidth(width: number): void {
    this.#nextWidth = width;
    this.#paddingCodes = (GROUP_CODES - this.#codes) % GROUP_CODES;
    this.#codes = 0;
    if (this.#paddingCodes === 0) this.#width = width;
  }

  #skipPadding(): void {
    if (--this.#paddingCodes === 0) this.#width = this.#nextWidth;
  }
}
