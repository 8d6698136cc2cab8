import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import type { Budget } from '../../bytes/budget.ts';
import { isOfHole } from '../../bytes/zeros.ts';

/**
 * The bytes of one entry on their way through the walk. They are counted against the budget, held back until their format is
 * known, and replayed when a container that was to open them could not. An error of the entry goes to `onError` (which
 * rethrows it when it is a bug) and ends the bytes; `chunks` then throws it, so that a container inside learns of it.
 */
export class EntryInput {
  readonly #iterator: AsyncIterator<Uint8Array>;
  readonly #budget: Budget;
  readonly #onError: (error: unknown) => void;
  /** Read, but not handed out yet. */
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  /** Handed out, and kept for `rewind`; undefined once rewinding is no longer possible. */
  #kept: Uint8Array[] | undefined = [];
  #keptBytes = 0;
  #entryBytes = 0;
  /** As counted for the limits, where holes weigh less. */
  #countedBytes = 0;
  #pulls = 0;
  #ended = false;
  #failure: Error | undefined;

  constructor(chunks: AsyncIterable<Uint8Array>, budget: Budget, onError: (error: unknown) => void) {
    this.#iterator = chunks[Symbol.asyncIterator]();
    this.#budget = budget;
    this.#onError = onError;
  }

  /** Whether nothing is left beyond what is held. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Bytes received so far. */
  get bytes(): number {
    return this.#entryBytes;
  }

  /** The error that ended the entry early. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** The whole entry, when it ended in `hold`. */
  get whole(): Uint8Array {
    return this.#held[0]!;
  }

  /** A copy of the first `bytes` of what is held: a view would keep all of it, once for each container around this entry. */
  head(bytes: number): Uint8Array {
    const head = new Uint8Array(Math.min(bytes, this.#heldBytes));
    let filled = 0;
    for (const piece of this.#held) {
      if (filled === head.length) break;
      const part = piece.subarray(0, head.length - filled);
      head.set(part, filled);
      filled += part.length;
    }
    return head;
  }

  /** Reads until at least `bytes` are held, or the entry ends. */
  async hold(bytes: number): Promise<void> {
    while (this.#heldBytes < bytes) {
      const chunk = await this.#pull();
      if (chunk === undefined) break;
      this.#held.push(chunk);
      this.#heldBytes += chunk.length;
    }
    if (this.#ended && this.#held.length !== 1) this.#held = [Buffer.concat(this.#held, this.#heldBytes)];
    else if (!this.#ended) this.#held = joinedBetweenHoles(this.#held);
  }

  /** The next chunk, undefined at the end. Never throws a foreseen error. */
  async next(): Promise<Uint8Array | undefined> {
    const chunk = this.#held.shift() ?? (await this.#pull());
    if (chunk === undefined) return undefined;
    this.#heldBytes = Math.max(0, this.#heldBytes - chunk.length);
    this.#keep(chunk);
    return chunk;
  }

  /** All remaining bytes. @throws what ended the entry early */
  async *chunks(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = await this.next();
      if (chunk === undefined) break;
      yield chunk;
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Gives up `rewind`, and frees what was kept for it. */
  forget(): void {
    this.#kept = undefined;
  }

  /** Goes back to the first byte. @returns false when more was handed out than is kept */
  rewind(): boolean {
    if (this.#kept === undefined) return false;
    this.#held = [...this.#kept, ...this.#held];
    this.#heldBytes += this.#keptBytes;
    this.#kept = undefined;
    return true;
  }

  async close(): Promise<void> {
    this.#held = [];
    this.#kept = undefined;
    this.#ended = true;
    await this.#iterator.return?.();
  }

  #keep(chunk: Uint8Array): void {
    if (this.#kept === undefined) return;
    this.#kept.push(chunk);
    this.#keptBytes += chunk.length;
    if (this.#keptBytes > MAX_KEPT_BYTES) this.#kept = undefined;
  }

  async #pull(): Promise<Uint8Array | undefined> {
    if (this.#ended) return undefined;
    // Nested containers pull from one another; awaiting here keeps the call chain from growing with their depth. An occasional
    // turn of the event loop lets V8 collect what was unpacked: without it, a million empty members took 600 MB.
    if (++this.#pulls % TURN_PULLS === 0) await turnOfEventLoop();
    else await undefined;
    try {
      const step = await this.#iterator.next();
      if (!step.done) return this.#count(step.value);
    } catch (error) {
      this.#fail(error);
    }
    this.#ended = true;
    return undefined;
  }

  /** The part of `chunk` that the budget has room for. */
  #count(chunk: Uint8Array): Uint8Array {
    const room = Math.min(this.#budget.limits.maxEntryBytes - this.#countedBytes, this.#budget.bytesLeft);
    const counted = isOfHole(chunk) ? Math.ceil(chunk.length / HOLE_DISCOUNT) : chunk.length;
    this.#entryBytes += chunk.length;
    this.#countedBytes += counted;
    try {
      this.#budget.takeBytes(counted, this.#countedBytes);
      return chunk;
    } catch (error) {
      this.#fail(error);
      return chunk.subarray(0, Math.max(0, room));
    }
  }

  #fail(error: unknown): void {
    this.#ended = true;
    this.#onError(error);
    if (error instanceof Error) this.#failure = error;
  }
}

/** Holes stay as they are, so that a spool has them as holes: the first 8 MiB of each sparse disk would be written out. */
function joinedBetweenHoles(pieces: readonly Uint8Array[]): Uint8Array[] {
  const joined: Uint8Array[] = [];
  let between: Uint8Array[] = [];
  const join = (): void => {
    if (between.length > 0) joined.push(between.length === 1 ? between[0]! : Buffer.concat(between));
    between = [];
  };
  for (const piece of pieces) {
    if (piece.length < MIN_HOLE_BYTES || !isOfHole(piece)) between.push(piece);
    else {
      join();
      joined.push(piece);
    }
  }
  join();
  return joined;
}
/** Smaller ones would be many pieces. */
const MIN_HOLE_BYTES = 64 << 10;
const MAX_KEPT_BYTES = 16 << 20;
const TURN_PULLS = 1024;
/** Zeros of a hole count a quarter of other bytes: Hyper-V makes disks of 127 GB, whatever is on them. */
const HOLE_DISCOUNT = 4;
