/** Codecs of Parquet pages (apache/parquet-format, Compression.md). */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { SLACK_BYTES, unpackLz4Block } from '../codecs/lz4-block.ts';
import { unpackLzoBlock } from '../codecs/lzo-block.ts';
import { unpackBlock } from '../codecs/packed-block.ts';
import { isOneFrame } from '../codecs/zstd-frame.ts';

/** Their numbers in the footer, parquet.thrift, CompressionCodec. */
const [STORED, SNAPPY, GZIP, LZO, BROTLI, LZ4, ZSTD, LZ4_RAW] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const CODECS: readonly number[] = [STORED, SNAPPY, GZIP, LZO, BROTLI, LZ4, ZSTD, LZ4_RAW];
/** Largest expansion of a byte, so that no page gets more memory than it can fill. Brotli and Zstandard have no such limit. */
const LZ4_RATIO = 255;
const MAX_RATIO = [1, 22, 1033, 255, Number.POSITIVE_INFINITY, LZ4_RATIO, Number.POSITIVE_INFINITY, LZ4_RATIO];
/** Streaming writers keep the window of their level, whatever the page's size; `zstd -d` accepts no larger one. */
const MAX_WINDOW_BYTES = 128 << 20;

/** Failed attempts yield no entry, and thus do not count against the budget: 200 bytes of Brotli make 128 MiB. */
const MAX_FAILED_BYTES = 1 << 30;

export function isKnownCodec(codec: number): boolean {
  return CODECS.includes(codec);
}

/** Unpacks the pages of one file, and gives up on packed ones after too much output of failed attempts. */
export class PageUnpacker {
  #leftFailedBytes = MAX_FAILED_BYTES;

  get hasGivenUp(): boolean {
    return this.#leftFailedBytes <= 0;
  }

  /**
   * @param codec absent where no footer states it: then the one that yields exactly the size in the page's header
   * @param bytes of unpacked data: the caller bounds them
   * @returns undefined when it cannot be unpacked, or has another length
   */
  async unpack(codec: number | undefined, packed: Uint8Array, bytes: number): Promise<Uint8Array | undefined> {
    const codecs = codec === undefined ? GUESSES : [codec];
    for (const one of codecs.filter((candidate) => candidate === STORED || !this.hasGivenUp)) {
      const page = await unpackPage(one, packed, bytes);
      if (page !== undefined) return page;
    }
    const ratio = Math.max(...codecs.map((one) => MAX_RATIO[one] ?? 0));
    if (codec !== STORED && !this.hasGivenUp)
      this.#leftFailedBytes -= Math.min(bytes, Math.max(1, packed.length) * ratio);
    return undefined;
  }
}
const GUESSES: readonly number[] = [STORED, GZIP, ZSTD, SNAPPY, LZ4, BROTLI, LZO];

async function unpackPage(codec: number, packed: Uint8Array, bytes: number): Promise<Uint8Array | undefined> {
  if (bytes > packed.length * (MAX_RATIO[codec] ?? 0)) return undefined;
  switch (codec) {
    case STORED:
      return unpackBlock('stored', packed, bytes);
    case SNAPPY:
      return unpackBlock('snappy', packed, bytes);
    case GZIP:
      return wholeOf(() => gunzipSync(packed, optionsFor(bytes)), packed, bytes);
    case BROTLI:
      return wholeOf(() => brotliDecompressSync(packed, optionsFor(bytes)), packed, bytes);
    case ZSTD:
      return isOneFrame(packed) ? unpackBlock('zstd', packed, bytes, MAX_WINDOW_BYTES) : undefined;
    case LZO:
      return framed(packed, bytes, unpackLzoBlock);
    case LZ4:
      // Parquet of C++ wrote bare blocks under this number until version 4 of Arrow.
      return framed(packed, bytes, lz4Block) ?? bareLz4(packed, bytes);
    default:
      return bareLz4(packed, bytes);
  }
}

function optionsFor(bytes: number): { info: true; maxOutputLength: number } {
  return { info: true, maxOutputLength: Math.max(1, bytes) };
}

/** Refuses longer output, and data that ends before `packed` does, since something else would follow it. */
function wholeOf(unpack: () => Uint8Array, packed: Uint8Array, bytes: number): Uint8Array | undefined {
  try {
    // With `info`, node:zlib returns the engine too; @types/node does not declare that.
    const { buffer, engine } = unpack() as unknown as { buffer: Uint8Array; engine: { bytesWritten: number } };
    return buffer.length === bytes && engine.bytesWritten === packed.length ? buffer : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && VERDICT.test(String(error.code))) return undefined;
    throw error;
  }
}
const VERDICT = /^(Z_DATA_ERROR|Z_NEED_DICT|Z_BUF_ERROR|ERR_BUFFER_TOO_LARGE|ERR_+ERROR_FORMAT_\w+)$/;

type UnpackBlock = (block: Uint8Array, target: Uint8Array) => number;

/*  what BlockCompressorStream of Hadoop writes, as often as needed; numbers are big-endian
 *  0  4  bytes unpacked
 *  4  4  bytes of a block; the block; both again, until that many have come out           */
function framed(packed: Uint8Array, bytes: number, unpack: UnpackBlock): Uint8Array | undefined {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  const target = new Uint8Array(bytes);
  let [at, made] = [0, 0];
  while (at < packed.length) {
    if (at + 8 > packed.length) return undefined;
    const end = made + view.getUint32(at);
    at += 4;
    if (end === made || end > bytes) return undefined;
    while (made < end) {
      const blockBytes = at + 4 <= packed.length ? view.getUint32(at) : 0;
      at += 4;
      if (blockBytes === 0 || at + blockBytes > packed.length) return undefined;
      const found = unpack(packed.subarray(at, at + blockBytes), target.subarray(made, end));
      // `found` may be the complement of where it breaks off: a block other than the last one fills only its part.
      if (found <= 0) return undefined;
      made += found;
      at += blockBytes;
    }
  }
  return made === bytes ? target : undefined;
}

function lz4Block(block: Uint8Array, target: Uint8Array): number {
  // There may be many small blocks in a large page.
  const limit = Math.min(target.length, LZ4_RATIO * block.length);
  const room = new Uint8Array(limit + SLACK_BYTES);
  const end = unpackLz4Block(block, room, { start: 0, limit, base: 0 });
  if (end > 0) target.set(room.subarray(0, end));
  return end;
}

function bareLz4(packed: Uint8Array, bytes: number): Uint8Array | undefined {
  const target = new Uint8Array(bytes + SLACK_BYTES);
  const end = unpackLz4Block(packed, target, { start: 0, limit: bytes, base: 0 });
  return end === bytes ? target.subarray(0, bytes) : undefined;
}
