import type { Budget } from '../../bytes/budget.ts';
import { isSkippable, takeSkippable } from '../codecs/skippable-frame.ts';
import { skipZeros } from '../codecs/zero-padding.ts';
import type { ZstdDecoder } from '../codecs/zstd-decoder.ts';
import {
  CHECKSUM_BYTES,
  type FrameHeader,
  FrameWalk,
  isFrame,
  MAX_HEADER_BYTES,
  parseFrameHeader,
  plainHeader,
} from '../codecs/zstd-frame.ts';
import { OpenFrame } from '../codecs/zstd-open-frame.ts';
import { damagedFrame, unpackFrame } from '../codecs/zstd-unpack.ts';
import type { ChunkReader } from '../container/chunk-reader.ts';
import type { Trouble } from '../container/container.ts';
import { SpooledPieces } from '../container/spooled-pieces.ts';

/** A whole frame in memory up to this size is unpacked in one call. */
const QUICK_INPUT_BYTES = 64 << 10;
const QUICK_OUTPUT_BYTES = 256 << 10;
/** Unpacked bytes for each packed byte: a guess, by which memory is allocated. */
const USUAL_RATIO = 8;
/** The default limit of a decoder. */
const QUICK_WINDOW_BYTES = 128 << 20;
/** Frames without output between two checks of the time limit. */
const CLOCK_FRAMES = 1000;

/** Reads the consecutive frames of a file. */
export class ZstdFrames {
  readonly skippable = new SpooledPieces('headers');
  /** When no frame is open, what comes next: a frame, one that needs a dictionary, or anything else. */
  next: 'frame' | 'dictionary' | 'other' = 'other';
  /** The frame that is being read. */
  open: OpenFrame | undefined;
  readonly #reader: ChunkReader;
  readonly #budget: Budget;
  readonly #decoder: ZstdDecoder;
  /** Header of the next frame. */
  #header: FrameHeader | undefined;
  #seen = 0;
  #unpacked = 0;
  #wrong = 0;

  constructor(reader: ChunkReader, budget: Budget, decoder: ZstdDecoder) {
    this.#reader = reader;
    this.#budget = budget;
    this.#decoder = decoder;
  }

  /** Advances to what comes next, other than padding or a skippable frame. */
  async seek(): Promise<void> {
    this.open = undefined;
    this.next = 'other';
    for (;;) {
      if (++this.#seen % CLOCK_FRAMES === 0) this.#budget.checkTime();
      await skipZeros(this.#reader);
      const head = await this.#reader.peek(MAX_HEADER_BYTES);
      if (isSkippable(head)) {
        await takeSkippable(this.#reader, this.skippable);
        continue;
      }
      this.#header = isFrame(head) ? parseFrameHeader(head) : undefined;
      if (this.#header !== undefined) this.next = this.#header.dictionaryId === 0 ? 'frame' : 'dictionary';
      return;
    }
  }

  /** The content of the frames from the next one on, up to one that cannot be unpacked. Throws what `unpackFrame` throws. */
  async *unpack(): AsyncGenerator<Uint8Array> {
    while (this.next === 'frame') {
      const whole = this.#wholeFrame();
      if (whole === 'no output') await this.#refuse(await this.begin());
      else if (whole === undefined) yield* this.#unpackOpen(await this.begin());
      else {
        await this.#reader.take(whole.frameBytes);
        this.#header = undefined;
        yield whole.content;
      }
      this.#unpacked++;
      await this.seek();
    }
  }

  /**
   * Limits the window to what can be used: 625 bytes of fuzzed frames that ask for 109 MiB each (decode-corpus-raw.zip of
   * github.com/klauspost/compress) took three seconds.
   */
  async begin(): Promise<OpenFrame> {
    const header = this.#header!;
    const front = await this.#reader.peek(QUICK_INPUT_BYTES);
    const { walk } = walkFrame(header, front);
    const isAll = walk.hasEnded || walk.isDamaged || front.length < QUICK_INPUT_BYTES;
    const isSmall = isAll && walk.maxBytes <= this.#decoder.maxWindowBytes;
    const windowBytes = isSmall ? Math.min(header.windowBytes, walk.maxBytes) : header.windowBytes;
    const headerPiece = await this.#reader.take(header.headerBytes);
    this.open = new OpenFrame(this.#reader, { ...header, windowBytes }, headerPiece);
    return this.open;
  }

  /** When `unpack` was left early or never called: skips the frames that it would have read. */
  async passData(): Promise<void> {
    if (this.next === 'frame' && this.open === undefined && this.#header === undefined) await this.seek();
    while (this.next === 'frame' && !this.open?.isRefused) {
      const frame = this.open ?? (await this.begin());
      await frame.pass();
      if (!frame.hasEnded) return;
      await this.seek();
    }
  }

  *troubles(): Generator<Trouble> {
    if (this.#wrong === 0) return;
    const message = `the checksum or the size of ${this.#wrong} of ${this.#unpacked} Zstandard frames does not fit the data, which is scanned as it is`;
    yield { name: 'data', trouble: { code: 'damaged', message } };
  }

  async *#unpackOpen(frame: OpenFrame): AsyncGenerator<Uint8Array> {
    try {
      const { hasWrongSum, hasWrongSize } = yield* unpackFrame(frame, this.#decoder);
      if (hasWrongSum || hasWrongSize) this.#wrong++;
    } catch (error) {
      frame.isRefused = true;
      throw error;
    }
  }

  /** Passes a frame that is known to be damaged. */
  async #refuse(frame: OpenFrame): Promise<never> {
    frame.isRefused = true;
    await frame.next();
    throw damagedFrame(frame);
  }

  /**
   * The next frame, if it is small, wholly in memory, and its blocks are valid. `no output`: its only block is damaged. A decoder that is
   * fed piece by piece would find the same at ten times the cost: a MiB of such frames took 10 s.
   */
  #wholeFrame(): { content: Uint8Array; frameBytes: number } | 'no output' | undefined {
    const header = this.#header!;
    const { decodeFrame } = this.#decoder;
    if (decodeFrame === undefined || header.windowBytes > QUICK_WINDOW_BYTES) return undefined;
    const front = this.#reader.front.subarray(0, QUICK_INPUT_BYTES);
    const { walk, frameBytes } = walkFrame(header, front);
    if (!walk.hasEnded) return undefined;
    const maxBytes = Math.min(walk.maxBytes, QUICK_OUTPUT_BYTES);
    const frame = front.subarray(0, frameBytes);
    const expectedBytes = header.contentBytes ?? frameBytes * USUAL_RATIO;
    const content = decodeFrame(frame, maxBytes, expectedBytes);
    if (content !== undefined) return { content, frameBytes };
    if (walk.maxBytes > QUICK_OUTPUT_BYTES) return undefined;
    // Tries again without what may be wrong about a frame of valid blocks: its checksum and its size.
    const blocks = frame.subarray(header.headerBytes, frameBytes - (header.hasChecksum ? CHECKSUM_BYTES : 0));
    const plain = Buffer.concat([plainHeader({ hasChecksum: false }, QUICK_OUTPUT_BYTES), blocks]);
    const asItIs = decodeFrame(plain, maxBytes, expectedBytes);
    if (asItIs === undefined) return walk.blocks === 1 ? 'no output' : undefined;
    this.#wrong++;
    return { content: asItIs, frameBytes };
  }
}

/** Walks the blocks of a frame, as far as they are in memory. */
function walkFrame(header: FrameHeader, front: Uint8Array): { walk: FrameWalk; frameBytes: number } {
  const walk = new FrameWalk(header, Number.POSITIVE_INFINITY);
  let frameBytes = header.headerBytes;
  while (!walk.hasEnded && !walk.isDamaged && frameBytes < front.length)
    frameBytes += walk.advance(front.subarray(frameBytes));
  return { walk, frameBytes };
}
