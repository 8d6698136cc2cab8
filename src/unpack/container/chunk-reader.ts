import { FormatError, KeysieveError } from '../../model/errors.ts';

const NOTHING = new Uint8Array(0);

/**
 * Reads chunks in pieces of the caller's size. When the chunks end with a foreseen error, reads come back short as at a
 * true end, so that the caller can hand on what it has; `endError` and `throwIfFailed` then give that same error. Other
 * errors are bugs and are thrown at once.
 */
export class ChunkReader {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = NOTHING;
  #offset = 0;
  #position = 0;
  #ended = false;
  #failure: KeysieveError | undefined;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#iterator = chunks[Symbol.asyncIterator]();
  }

  /** Bytes taken so far. */
  get position(): number {
    return this.#position;
  }

  /** What is available without waiting; possibly nothing. */
  get front(): Uint8Array {
    return this.#chunk.subarray(this.#offset);
  }

  /** The next `length` bytes without consuming them; fewer only at the end. The caller bounds `length`. */
  async peek(length: number): Promise<Uint8Array> {
    if (this.#chunk.length - this.#offset < length) await this.#gather(length);
    return this.#chunk.subarray(this.#offset, this.#offset + length);
  }

  /**
   * The next `length` bytes if they are available without waiting, else undefined: saves a promise each for reads made
   * by the hundred thousand.
   */
  takeAtHand(length: number): Uint8Array | undefined {
    if (this.#chunk.length - this.#offset < length) return undefined;
    const bytes = this.#chunk.subarray(this.#offset, this.#offset + length);
    this.#advance(length);
    return bytes;
  }

  async take(length: number): Promise<Uint8Array> {
    const bytes = await this.peek(length);
    this.#advance(bytes.length);
    return bytes;
  }

  /** The next 1 to `maxBytes` bytes, in whatever pieces they come; undefined at the end. */
  async some(maxBytes: number): Promise<Uint8Array | undefined> {
    while (this.#offset === this.#chunk.length) {
      const chunk = await this.#pull();
      if (chunk === undefined) return undefined;
      this.#chunk = chunk;
      this.#offset = 0;
    }
    const bytes = this.#chunk.subarray(this.#offset, this.#offset + maxBytes);
    this.#advance(bytes.length);
    return bytes;
  }

  /** Puts back the last `length` bytes that the latest `some` or `take` returned. */
  unread(length: number): void {
    this.#advance(-length);
  }

  /** All remaining bytes, in chunks. */
  async *rest(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = await this.some(Number.POSITIVE_INFINITY);
      if (chunk === undefined) break;
      yield chunk;
    }
    this.throwIfFailed();
  }

  /** The error to throw when the bytes ended too early: the one that ended them, or else a FormatError with `message`. */
  endError(message: string): KeysieveError {
    return this.#failure ?? new FormatError(message);
  }

  get failed(): boolean {
    return this.#failure !== undefined;
  }

  throwIfFailed(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  async close(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.#iterator.return?.();
  }

  #advance(length: number): void {
    this.#offset += length;
    this.#position += length;
  }

  async #gather(length: number): Promise<void> {
    const parts = [this.front];
    let total = this.front.length;
    while (total < length) {
      const chunk = await this.#pull();
      if (chunk === undefined) break;
      parts.push(chunk);
      total += chunk.length;
    }
    if (parts.length === 1) return;
    this.#chunk = parts[0]!.length === 0 && parts.length === 2 ? parts[1]! : Buffer.concat(parts, total);
    this.#offset = 0;
  }

  async #pull(): Promise<Uint8Array | undefined> {
    if (this.#ended) return undefined;
    try {
      const step = await this.#iterator.next();
      if (!step.done) return step.value;
    } catch (error) {
      if (!(error instanceof KeysieveError)) throw error;
      this.#failure = error;
    }
    this.#ended = true;
    return undefined;
  }
}
