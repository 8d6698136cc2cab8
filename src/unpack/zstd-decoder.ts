import { nativeZstd } from './zstd-native.ts';

/** Unpacks one Zstandard frame, given piece by piece. */
export interface FrameDecoder {
  /** All that comes out of `piece`; ends early when it cannot be unpacked, after which nothing more comes out. */
  write(piece: Uint8Array): AsyncIterable<Uint8Array>;
  readonly hasFailed: boolean;
  close(): void;
}

export interface ZstdDecoder {
  /** The largest window that it is let keep: a power of two. */
  readonly maxWindowBytes: number;
  /** @param windowBytes what the frame's header asks for */
  openFrame(windowBytes: number): FrameDecoder;
  /** A whole frame in one call, or undefined when it makes more than `maxOutputBytes` or cannot be unpacked. */
  decodeFrame?(frame: Uint8Array, maxOutputBytes: number): Uint8Array | undefined;
}

/** That of Node where it has one (22.15 and later), or else one in WebAssembly. */
export async function zstdDecoder(): Promise<ZstdDecoder> {
  if (nativeZstd !== undefined) return nativeZstd;
  wasm ??= import('./zstd-wasm.ts').then(({ wasmZstd }) => wasmZstd());
  return wasm;
}
let wasm: Promise<ZstdDecoder> | undefined;
