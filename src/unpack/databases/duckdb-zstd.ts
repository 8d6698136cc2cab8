/**
 * Strings that DuckDB packs with Zstandard (src/storage/compression/zstd.cpp of duckdb/duckdb), 2,048 to a frame, without separators. A
 * frame continues from block to block, so in place only its beginning can be unpacked.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { zstdDecoder } from '../codecs/choose-zstd-decoder.ts';
import { littleEndian } from '../codecs/small-numbers.ts';
import {
  type FrameHeader,
  FrameWalk,
  isLikelyFrame,
  MAX_BLOCK_BYTES as MAX_PACKED_BLOCK_BYTES,
  parseFrameHeader,
} from '../codecs/zstd-frame.ts';
import type { Range } from '../container/coverage.ts';
import { occurrencesIn } from '../container/magic.ts';

/*  block
 *  0   8  checksum
 *  8   .  lengths of strings, 4 bytes each; right behind them the frame. Where it does not end, it has all but the last 8 bytes
 *  -8  8  number of the block in which it goes on, behind the checksum  */
const [SUM_BYTES, NEXT_BYTES, LENGTH_BYTES] = [8, 8, 4];
const FRAME = Buffer.from('28b52ffd', 'hex');
const HEAD_BYTES = 4096;
const MAX_STRINGS = 2048;
/** Limit on the packed size of a frame: a forged one may traverse the same blocks over and over. */
const MAX_FRAME_BYTES = 64 << 20;
/** Limit on a frame whose strings are separated; a longer one comes as a single string. */
const MAX_CONTENT_BYTES = 64 << 20;
/** Limit on fruitless work: frames of others, which are unpacked again where they lie, and forged chains of blocks. */
const MAX_WASTED_BYTES = 256 << 20;
const LINE_FEED = Uint8Array.of(0x0a);

interface Frame {
  readonly header: FrameHeader;
  readonly pieces: readonly Range[];
  /** The most that it can unpack to. */
  readonly maxBytes: number;
}

export class ZstdStrings {
  /** Ranges of frames that were handed on whole. */
  readonly taken: Range[] = [];
  /** Fruitless work exceeded `MAX_WASTED_BYTES`, so nothing more was tried. */
  hasGivenUp = false;
  readonly #source: ByteSource;
  readonly #blocksAt: number;
  readonly #blockBytes: number;
  readonly #budget: Budget;
  #wastedBytes = 0;

  constructor(source: ByteSource, blocksAt: number, blockBytes: number, budget: Budget) {
    this.#source = new ReadAheadSource(source);
    this.#blocksAt = blocksAt;
    this.#blockBytes = blockBytes;
    this.#budget = budget;
  }

  /** A line feed after each string. */
  async *lines(): AsyncGenerator<Uint8Array> {
    for (const at of occurrencesIn(this.#source, FRAME, this.#budget, this.#blocksAt)) {
      this.#budget.checkTime();
      this.hasGivenUp ||= this.#wastedBytes > MAX_WASTED_BYTES;
      const frame = this.hasGivenUp ? undefined : this.#frameAt(at);
      if (frame === undefined) continue;
      if (frame.maxBytes > MAX_CONTENT_BYTES) yield* this.#long(frame);
      else yield* await this.#parted(frame);
    }
  }

  async *#long(frame: Frame): AsyncGenerator<Uint8Array> {
    yield* this.#unpack(frame);
    yield LINE_FEED;
    this.#take(frame);
  }

  #take({ pieces }: Frame): void {
    this.taken.push(...pieces);
    this.#wastedBytes -= pieces.reduce((sum, { start, end }) => sum + end - start, 0);
  }

  /** A frame within one block, without lengths before it, belongs to something else, and is found where it lies. */
  async #parted(frame: Frame): Promise<readonly Uint8Array[]> {
    const parts: Uint8Array[] = [];
    for await (const part of this.#unpack(frame)) parts.push(part);
    const content = Buffer.concat(parts);
    const lengths = this.#lengthsBefore(frame.pieces[0]!.start, content.length);
    if (lengths === undefined && frame.pieces.length === 1) {
      this.#wastedBytes += content.length;
      return [];
    }
    this.#take(frame);
    return [linesOf(content, lengths ?? [content.length])];
  }

  async *#unpack({ header, pieces }: Frame): AsyncGenerator<Uint8Array> {
    const zstd = await zstdDecoder();
    const decoder = zstd.openFrame(Math.max(header.windowBytes, MAX_PACKED_BLOCK_BYTES));
    try {
      for (const { start, end } of pieces) yield* decoder.write(this.#source.read(start, end - start));
    } finally {
      decoder.close();
    }
  }

  /** Its ranges, block by block; undefined where it does not end as a frame does. */
  #frameAt(at: number): Frame | undefined {
    let [start, end] = [at, this.#pageEnd(at)];
    const head = this.#source.read(at, Math.max(0, Math.min(HEAD_BYTES, end - at)));
    const header = isLikelyFrame(head) ? parseFrameHeader(head) : undefined;
    if (header === undefined || header.windowBytes > MAX_CONTENT_BYTES) return undefined;
    const walk = new FrameWalk(header, Number.POSITIVE_INFINITY);
    const pieces: Range[] = [];
    for (let bytes = 0; bytes < MAX_FRAME_BYTES; bytes += end - start, [start, end] = this.#pageBehind(end)) {
      if (end <= start) return undefined;
      const piece = this.#source.read(start, end - start);
      let done = pieces.length === 0 ? header.headerBytes : 0;
      while (done < piece.length && !walk.hasEnded && !walk.isDamaged) done += walk.advance(piece.subarray(done));
      this.#wastedBytes += done;
      if (walk.isDamaged) return undefined;
      pieces.push({ start, end: start + done });
      if (walk.hasEnded) return { header, pieces, maxBytes: walk.maxBytes };
    }
    return undefined;
  }

  /** End of the part in a block that continues in another. */
  #pageEnd(at: number): number {
    const block = Math.floor((at - this.#blocksAt) / this.#blockBytes);
    return Math.min(this.#blocksAt + (block + 1) * this.#blockBytes, this.#source.size) - NEXT_BYTES;
  }

  /** The block in which the one that ends at `end` continues; empty where there is none. */
  #pageBehind(end: number): [start: number, end: number] {
    const next = littleEndian(this.#source.read(end, NEXT_BYTES), 0, NEXT_BYTES);
    const start = this.#blocksAt + next * this.#blockBytes + SUM_BYTES;
    return start < this.#source.size ? [start, this.#pageEnd(start)] : [0, 0];
  }

  /** The lengths right before a frame that add up to its content. */
  #lengthsBefore(frameAt: number, bytes: number): number[] | undefined {
    const blockAt = frameAt - ((frameAt - this.#blocksAt) % this.#blockBytes);
    const first = Math.max(blockAt + SUM_BYTES, frameAt - MAX_STRINGS * LENGTH_BYTES);
    const read = this.#source.read(first, frameAt - first);
    const lengths: number[] = [];
    let left = bytes;
    for (let at = read.length - LENGTH_BYTES; left > 0 && at >= 0; at -= LENGTH_BYTES) {
      const length = littleEndian(read, at, LENGTH_BYTES);
      lengths.push(length);
      left -= length;
    }
    return left === 0 ? lengths.reverse() : undefined;
  }
}

function linesOf(content: Uint8Array, lengths: readonly number[]): Uint8Array {
  const lines: Uint8Array[] = [];
  let at = 0;
  for (const length of lengths) {
    if (length > 0) lines.push(content.subarray(at, at + length), LINE_FEED);
    at += length;
  }
  return Buffer.concat(lines);
}
