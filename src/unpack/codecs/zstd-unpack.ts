import { drain } from '../../bytes/chunks.ts';
import { BudgetError, FormatError } from '../../model/errors.ts';
import type { FrameDecoder, ZstdDecoder } from './zstd-decoder.ts';
import { type FrameHeader, FrameWalk, MAX_BLOCK_BYTES, plainHeader } from './zstd-frame.ts';
import type { OpenFrame } from './zstd-open-frame.ts';

/** Input kept so that a damaged frame can be unpacked again block by block: a small frame then loses no output at all. */
const KEPT_BYTES = 1 << 20;

export interface FrameReport {
  readonly hasWrongSum: boolean;
  readonly hasWrongSize: boolean;
}

/**
 * Unpacks the frame. Yields all output, then throws: FormatError when it is damaged; BudgetError when both its window
 * and its content are larger than what the decoder may keep; the reader's `endError` when it is cut off.
 */
export async function* unpackFrame(frame: OpenFrame, zstd: ZstdDecoder): AsyncGenerator<Uint8Array, FrameReport> {
  const { windowBytes: wantedBytes, contentBytes } = frame.header;
  const windowBytes = Math.min(Math.max(wantedBytes, MAX_BLOCK_BYTES), zstd.maxWindowBytes);
  const header = plainHeader(frame.header, windowBytes);
  const decoder = zstd.openFrame(windowBytes);
  // Until a window's worth of output was made, no block can refer to anything that is not kept.
  const roomBytes = wantedBytes > windowBytes ? windowBytes : Number.POSITIVE_INFINITY;
  const kept = new KeptPieces();
  let outputBytes = 0;
  let hasWrongSum = false;
  try {
    await drain(decoder.write(header));
    while (!frame.hasEnded) {
      const isChecksum = frame.isBehindBlocks;
      const piece = await frame.next();
      if (hasWrongSum) continue;
      if (!isChecksum) kept.add(piece);
      for await (const output of decoder.write(piece)) {
        const room = roomBytes - outputBytes;
        outputBytes += output.length;
        yield output.length > room ? output.subarray(0, room) : output;
        if (output.length > room) throw new BudgetError(needsWindow(wantedBytes, windowBytes));
      }
      if (isChecksum) hasWrongSum = decoder.hasFailed;
      else if (decoder.hasFailed || frame.isLost) {
        yield* unpackAgain(kept, frame.header, header, zstd.openFrame(windowBytes), outputBytes);
        throw damagedFrame(frame);
      }
    }
  } finally {
    decoder.close();
  }
  return { hasWrongSum, hasWrongSize: contentBytes !== undefined && contentBytes !== outputBytes };
}

export function damagedFrame({ takenBytes }: OpenFrame): FormatError {
  return new FormatError(`the Zstandard frame is damaged at or before its byte ${takenBytes}`);
}

function needsWindow(windowBytes: number, maxWindowBytes: number): string {
  const [wanted, most] = [windowBytes, maxWindowBytes].map((bytes) => `${Math.ceil(bytes / 2 ** 20)} MiB`);
  return `the Zstandard frame needs a window of ${wanted}, more than ${most}; only the first ${most} of its content are scanned; unpack it before the scan`;
}

class KeptPieces {
  readonly pieces: Uint8Array[] = [];
  isWhole = true;
  #bytes = 0;

  add(piece: Uint8Array): void {
    if (!this.isWhole) return;
    this.#bytes += piece.length;
    this.isWhole = this.#bytes <= KEPT_BYTES;
    if (this.isWhole) this.pieces.push(piece);
    else this.pieces.length = 0;
  }
}

/** The output of the blocks before the damaged one, without the first `skipBytes`. Closes `decoder`. */
async function* unpackAgain(
  kept: KeptPieces,
  frameHeader: FrameHeader,
  header: Uint8Array,
  decoder: FrameDecoder,
  skipBytes: number,
): AsyncGenerator<Uint8Array> {
  const walk = new FrameWalk(frameHeader, 1);
  let skip = skipBytes;
  try {
    await drain(decoder.write(header));
    for (const piece of kept.pieces) {
      for (let at = 0; at < piece.length && !decoder.hasFailed; ) {
        const used = walk.advance(piece.subarray(at));
        if (used === 0) return;
        for await (const output of decoder.write(piece.subarray(at, at + used))) {
          if (skip < output.length) yield output.subarray(skip);
          skip = Math.max(0, skip - output.length);
        }
        at += used;
      }
    }
  } finally {
    decoder.close();
  }
}
