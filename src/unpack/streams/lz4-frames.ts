import type { Budget } from '../../bytes/budget.ts';
import { Xxh32 } from '../checksums/xxh32.ts';
import { MAX_RATIO, unpackLz4Block } from '../codecs/lz4-block.ts';
import { type Lz4Block, type Lz4Frame, openLz4Frame } from '../codecs/lz4-frame.ts';
import { Lz4Window } from '../codecs/lz4-window.ts';
import { isSkippable, takeSkippable } from '../codecs/skippable-frame.ts';
import { skipZeros } from '../codecs/zero-padding.ts';
import type { ChunkReader } from '../container/chunk-reader.ts';
import type { Trouble } from '../container/container.ts';
import { SpooledPieces } from '../container/spooled-pieces.ts';

/** Frames and blocks without output between two checks of the time limit. */
const CLOCK_STEPS = 1000;

/** Reads the consecutive frames of a file. */
export class Lz4Frames {
  readonly skippable = new SpooledPieces('headers');
  /** Blocks that cannot be fully unpacked, in packed form. */
  readonly refused = new SpooledPieces('between');
  /** What comes next, or is open: a frame, one that needs a dictionary, or anything else. */
  next: 'frame' | 'dictionary' | 'other' = 'other';
  /** All frames were read, and what comes next is no frame. */
  hasEnded = false;
  readonly #reader: ChunkReader;
  readonly #budget: Budget;
  readonly #window = new Lz4Window();
  #frame: Lz4Frame | undefined;
  #steps = 0;
  #blocks = 0;
  readonly #wrong = { headers: 0, blocks: 0, blockSums: 0, contents: 0 };

  constructor(reader: ChunkReader, budget: Budget) {
    this.#reader = reader;
    this.#budget = budget;
  }

  /** Advances to what comes next, other than padding or a skippable frame, and opens it. Throws what `openLz4Frame` throws. */
  async seek(): Promise<void> {
    this.next = 'other';
    this.#frame = undefined;
    for (;;) {
      this.#tick();
      await skipZeros(this.#reader);
      const head = await this.#reader.peek(4);
      if (isSkippable(head)) {
        await takeSkippable(this.#reader, this.skippable);
        continue;
      }
      this.hasEnded = !isLz4(head);
      if (this.hasEnded) return;
      this.#frame = await openLz4Frame(this.#reader);
      if (this.#frame.hasWrongHeader) this.#wrong.headers++;
      this.next = this.#frame.hasDictionary ? 'dictionary' : 'frame';
      return;
    }
  }

  /** The content of the frames from the open one on. Throws what `Lz4Frame.next` throws, after all content that could be had. */
  async *unpack(): AsyncGenerator<Uint8Array> {
    try {
      while (this.next === 'frame') {
        yield* this.#unpackFrame(this.#frame!);
        await this.seek();
      }
    } catch (error) {
      this.next = 'other';
      yield* this.#window.handOut();
      throw error;
    }
    yield* this.#window.handOut();
  }

  /** Raw header and blocks of the open frame. Throws what `Lz4Frame.next` throws. */
  async *raw(): AsyncGenerator<Uint8Array> {
    const frame = this.#frame!;
    yield frame.header;
    try {
      for (let block = await frame.next(); block !== undefined; block = await frame.next()) yield block.bytes;
    } catch (error) {
      this.next = 'other';
      throw error;
    }
  }

  /** Skips what the consumer left unread: the open frame of this kind, and the frames that `unpack` would have read. */
  async pass(kind: 'frame' | 'dictionary'): Promise<void> {
    while (this.next === kind) {
      while ((await this.#frame!.next()) !== undefined) this.#tick();
      await this.seek();
      if (kind === 'dictionary') return;
    }
  }

  close(): void {
    this.skippable.close();
    this.refused.close();
  }

  *troubles(): Generator<Trouble> {
    const { headers, blocks, blockSums, contents } = this.#wrong;
    const counts: readonly [number, string][] = [
      [headers, `headers with a wrong checksum: ${headers}`],
      [blocks, `blocks that cannot be unpacked to their end: ${blocks} of ${this.#blocks}`],
      [blockSums, `blocks with a wrong checksum: ${blockSums} of ${this.#blocks}`],
      [contents, `frames whose checksum or size does not fit their content: ${contents}`],
    ];
    const message = counts.flatMap(([count, text]) => (count === 0 ? [] : [text])).join('; ');
    if (message !== '')
      yield { name: 'data', trouble: { code: 'damaged', message: `${message}; the readable part is scanned` } };
  }

  async *#unpackFrame(frame: Lz4Frame): AsyncGenerator<Uint8Array> {
    const window = this.#window;
    const sum = new Xxh32();
    let contentBytes = 0;
    window.cut();
    for (let block = await frame.next(); block !== undefined; block = await frame.next()) {
      this.#tick();
      this.#blocks++;
      if (block.hasWrongSum) this.#wrong.blockSums++;
      // A legacy frame of a few bytes may declare 8 MiB.
      const maxBytes = Math.min(frame.maxBlockBytes, MAX_RATIO * block.bytes.length);
      yield* window.reserve(maxBytes);
      if (!frame.isLinked) window.cut();
      const start = window.end;
      this.#unpackBlock(block, maxBytes);
      contentBytes += window.end - start;
      sum.update(window.buffer.subarray(start, window.end));
    }
    const hasWrongSize = frame.contentBytes !== undefined && frame.contentBytes !== contentBytes;
    const hasWrongSum = frame.contentSum !== undefined && frame.contentSum !== sum.digest();
    if (hasWrongSize || hasWrongSum) this.#wrong.contents++;
  }

  #unpackBlock({ bytes, isPacked, isCut }: Lz4Block, maxBytes: number): void {
    const window = this.#window;
    if (isPacked) {
      const limits = { start: window.end, limit: window.end + maxBytes, base: window.base };
      const end = unpackLz4Block(bytes, window.buffer, limits);
      if (end < 0 && !isCut) this.#wrong.blocks++;
      if (end < 0) {
        this.refused.begin();
        this.refused.add(bytes);
      }
      window.end = end < 0 ? ~end : end;
    } else {
      window.buffer.set(bytes, window.end);
      window.end += bytes.length;
    }
  }

  #tick(): void {
    if (++this.#steps % CLOCK_STEPS === 0) this.#budget.checkTime();
  }
}

/** A frame, or a legacy frame. */
export function isLz4(head: Uint8Array): boolean {
  if (head[3] !== 0x18) return false;
  return head[0] === 0x04
    ? head[1] === 0x22 && head[2] === 0x4d
    : head[0] === 0x02 && head[1] === 0x21 && head[2] === 0x4c;
}
