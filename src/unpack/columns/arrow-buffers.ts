/**
 * Unpacks buffers of Apache Arrow (Columnar Format, "Compression"; Message.fbs, BodyCompression). Each is unpacked as a whole, on
 * demand.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { sliceOf } from '../../bytes/joined-source.ts';
import { MemorySource } from '../../bytes/memory-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { isLz4Frame, unpackLz4Frame } from '../codecs/lz4-whole-frame.ts';
import { unpackBlock } from '../codecs/packed-block.ts';
import { isOneFrame } from '../codecs/zstd-frame.ts';
import type { Trouble } from '../container/container.ts';
import type { Range } from '../container/coverage.ts';
import { damaged } from '../container/damaged.ts';
import type { ArrowBuffer } from './arrow-messages.ts';

/** Message.fbs, CompressionType. */
const [LZ4_FRAME, ZSTD] = [0, 1];
/**
 * Largest expansion of a byte: in LZ4 it extends a length by 255, in Zstandard a 4-byte block repeats one byte 128 KiB times (RFC 8878,
 * 3.1.1.2.2).
 */
const MAX_RATIO = [255, 32 << 10];
/** Streaming writers keep the window of their level, whatever the buffer's size; `zstd -d` accepts no larger one. */
const MAX_WINDOW_BYTES = 128 << 20;
const MAX_BYTES = 128 << 20;
/** Failed attempts yield no entry, and thus do not count against the budget. */
const MAX_FAILED_BYTES = 1 << 30;

/*  0  8  bytes unpacked; -1: what follows is as it was
 *  8  n  a frame of LZ4 or of Zstandard                    */
const LENGTH_BYTES = 8;

export interface ArrowContent {
  readonly bytes: ByteSource;
  /** If it is packed: the range of its frame in the source. */
  readonly packedAt?: Range;
}

/** Four times a value of 64 KiB. */
const PART_WINDOW_BYTES = 256 << 10;

const EMPTY: ArrowContent = { bytes: new MemorySource(new Uint8Array(0)) };

/** Shared by all buffers of a message. */
export interface Packing {
  readonly codec?: number;
  /** End of the message. */
  readonly end: number;
}

export class ArrowBuffers {
  readonly #source: ByteSource;
  readonly #budget: Budget;
  /** End of the latest buffer read: buffers do not overlap, otherwise a small file could be read endlessly. */
  #reached = 0;
  #leftFailedBytes = MAX_FAILED_BYTES;
  #outside = 0;
  #broken = 0;
  #untried = 0;
  #large = 0;
  #unknown = 0;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = source;
    this.#budget = budget;
  }

  /** Unpacked size of a buffer, as it states it; 0 if it does not. */
  sizeOf({ start, size }: ArrowBuffer, { codec, end }: Packing): number {
    if (start + size > end) return 0;
    return codec === undefined ? size : (this.#lengthIn(start, size) ?? Math.max(0, size - LENGTH_BYTES));
  }

  /** Call in buffer order. @returns undefined when it cannot be read, which is counted */
  async contentOf({ start, size }: ArrowBuffer, { codec, end }: Packing): Promise<ArrowContent | undefined> {
    this.#budget.checkTime();
    if (size === 0) return EMPTY;
    if (start + size > end || (codec === undefined && start < this.#reached)) {
      this.#outside++;
      return undefined;
    }
    if (codec === undefined) {
      this.#reached = start + size;
      return { bytes: this.#part(start, size) };
    }
    const bytes = this.#lengthIn(start, size);
    if (bytes === 0 && size === LENGTH_BYTES) return EMPTY;
    const frame = { start: start + LENGTH_BYTES, end: start + size };
    if (bytes === undefined) return { bytes: this.#part(frame.start, size - LENGTH_BYTES) };
    const unpacked = await this.#unpack(codec, frame, bytes);
    return unpacked && { bytes: new MemorySource(unpacked), packedAt: frame };
  }

  /** Counts a buffer that was too large to be read at once. */
  countLarge(): void {
    this.#large++;
  }

  /** Problems met so far. */
  *troubles(): Generator<Trouble> {
    const untried = this.#untried > 0 ? `, of which not tried after so many: ${this.#untried}` : '';
    if (this.#broken > 0)
      yield damaged(`buffers of Arrow that cannot be unpacked: ${this.#broken}${untried}; they are scanned as is`);
    if (this.#outside > 0)
      yield damaged(`buffers of Arrow that are outside of their message, or in another: ${this.#outside}`);
    const message = [
      this.#large > 0 && `buffers of Arrow, or of one of its columns, of more than ${MAX_BYTES} bytes: ${this.#large}`,
      this.#unknown > 0 && `buffers of Arrow that are packed in an unknown way: ${this.#unknown}`,
    ].filter((part) => part !== false);
    if (message.length > 0)
      yield {
        trouble: { code: 'unsupported', message: `${message.join('; ')}; scanned without the ends of its values` },
      };
  }

  /** An unpacked buffer, with read-ahead: offsets and values are read alternately, in small pieces. */
  #part(start: number, size: number): ByteSource {
    return new ReadAheadSource(sliceOf(this.#source, start, start + size), PART_WINDOW_BYTES);
  }

  /** Undefined where it is -1. */
  #lengthIn(start: number, size: number): number | undefined {
    if (size < LENGTH_BYTES) return Number.POSITIVE_INFINITY;
    const bytes = this.#source.read(start, LENGTH_BYTES);
    const length = Number(new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getBigInt64(0, true));
    if (length === -1) return undefined;
    return length < 0 ? Number.POSITIVE_INFINITY : length;
  }

  async #unpack(codec: number, { start, end }: Range, bytes: number): Promise<Uint8Array | undefined> {
    const ratio = MAX_RATIO[codec];
    const packedBytes = end - start;
    if (ratio === undefined) this.#unknown++;
    else if (start < this.#reached || bytes > packedBytes * ratio) this.#broken++;
    else if (Math.max(bytes, packedBytes) > MAX_BYTES) this.#large++;
    else if (this.#leftFailedBytes <= 0) {
      this.#broken++;
      this.#untried++;
    } else {
      this.#reached = end;
      const unpacked = await this.#unpackFrame(codec, this.#source.read(start, packedBytes), bytes);
      if (unpacked !== undefined) return unpacked;
      this.#broken++;
      this.#leftFailedBytes -= Math.max(bytes, packedBytes);
    }
    return undefined;
  }

  /** Undefined when it cannot be unpacked, or has another length. */
  async #unpackFrame(codec: number, packed: Uint8Array, bytes: number): Promise<Uint8Array | undefined> {
    if (codec === LZ4_FRAME) return isLz4Frame(packed) ? unpackLz4Frame(packed, bytes, this.#budget) : undefined;
    return codec === ZSTD && isOneFrame(packed) ? unpackBlock('zstd', packed, bytes, MAX_WINDOW_BYTES) : undefined;
  }
}
