import type { ZstdDecoder } from './zstd-decoder.ts';
import { nativeZstd } from './zstd-native.ts';

/** Node's decoder where it has one (22.15 and later), else the WebAssembly one. */
export async function zstdDecoder(): Promise<ZstdDecoder> {
  if (nativeZstd !== undefined) return nativeZstd;
  wasm ??= import('./zstd-wasm.ts').then(({ wasmZstd }) => wasmZstd());
  return wasm;
}
let wasm: Promise<ZstdDecoder> | undefined;
