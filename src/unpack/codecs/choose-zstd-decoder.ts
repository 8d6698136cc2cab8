import type { ZstdDecoder } from './zstd-decoder.ts';
import { nativeZstd } from './zstd-native.ts';

/** That of Node where it has one (22.15 and later), or else one in WebAssembly. */
export async function zstdDecoder(): Promise<ZstdDecoder> {
  if (nativeZstd !== undefined) return nativeZstd;
  wasm ??= import('./zstd-wasm.ts').then(({ wasmZstd }) => wasmZstd());
  return wasm;
}
let wasm: Promise<ZstdDecoder> | undefined;
