import zlib from 'node:zlib';
import { ZlibPump } from './zlib-pump.ts';
import type { FrameDecoder, ZstdDecoder } from './zstd-decoder.ts';

/** Largest output chunk of the stream; a small frame needs less. */
const OUTPUT_BYTES = 1 << 20;
/**
 * Same limit as the WebAssembly decoder, so that what can be read does not depend on Node; `zstd -d` accepts no more without
 * `--long` either.
 */
const MAX_WINDOW_LOG = 27;

/** The decoder of node:zlib. It stops silently after one frame, so it is never given more. */
export const nativeZstd: ZstdDecoder | undefined =
  typeof zlib.createZstdDecompress === 'function'
    ? {
        maxWindowBytes: 2 ** MAX_WINDOW_LOG,
        openFrame: (windowBytes) => new NativeFrameDecoder(Math.min(windowBytes, OUTPUT_BYTES)),
        decodeFrame,
      }
    : undefined;

function decodeFrame(
  frame: Uint8Array,
  maxOutputBytes: number,
  expectedBytes = maxOutputBytes,
): Uint8Array | undefined {
  try {
    const chunkSize = Math.max(zlib.constants.Z_MIN_CHUNK, Math.min(expectedBytes, maxOutputBytes));
    return zlib.zstdDecompressSync(frame, { maxOutputLength: Math.max(1, maxOutputBytes), chunkSize });
  } catch (error) {
    if (isVerdict(error)) return undefined;
    throw error;
  }
}

class NativeFrameDecoder implements FrameDecoder {
  readonly #pump: ZlibPump;

  /** @param chunkSize of the output */
  constructor(chunkSize: number) {
    const params = { [zlib.constants.ZSTD_d_windowLogMax]: MAX_WINDOW_LOG };
    this.#pump = new ZlibPump(zlib.createZstdDecompress({ chunkSize, params }));
  }

  get hasFailed(): boolean {
    const { failure } = this.#pump;
    if (failure !== undefined && !isVerdict(failure)) throw failure;
    return failure !== undefined;
  }

  write(piece: Uint8Array): AsyncIterable<Uint8Array> {
    return this.#pump.write(piece);
  }

  close(): void {
    this.#pump.close();
  }
}

/** Whether the error is about the data rather than a bug. */
function isVerdict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && VERDICT.test(String(error.code));
}
const VERDICT = /^(ZSTD_error_\w+|Z_BUF_ERROR|ERR_BUFFER_TOO_LARGE)$/;
