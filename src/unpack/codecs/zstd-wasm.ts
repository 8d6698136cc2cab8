/**
 * Zstandard for Node 20, which has none: the reference decoder in WebAssembly from the package zstddec. The package's
 * own JavaScript is not used: on a damaged frame it never ends, and it leaks the decoder's memory.
 */
import { ZSTDDecoder } from 'zstddec/stream';
import type { FrameDecoder, ZstdDecoder } from './zstd-decoder.ts';

/** The part of the WebAssembly interface that is used; TypeScript declares its classes only together with the DOM. */
const { Instance } = (
  globalThis as unknown as {
    WebAssembly: { Instance: new (module: WebAssembly.Module, imports: object) => { readonly exports: object } };
  }
).WebAssembly;

/** The functions of the decoder, with pointers into its memory. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  malloc(bytes: number): number;
  ZSTD_createDCtx(): number;
  ZSTD_freeDCtx(context: number): number;
  /** @returns 0 at the end of a frame, a negative number for an error, else a positive one */
  ZSTD_decompressStream(context: number, output: number, input: number): number;
}

/** An instance with a larger window is not reused for the next frame: WebAssembly memory never shrinks. */
const KEPT_WINDOW_BYTES = 16 << 20;
const INPUT_BYTES = 128 << 10;
const OUTPUT_BYTES = 1 << 20;

export async function wasmZstd(): Promise<ZstdDecoder> {
  const module = await moduleOf(new ZSTDDecoder());
  const idle: Engine[] = [];
  return {
    // The decoder's own limit, which none of its exports can raise.
    maxWindowBytes: 2 ** 27,
    openFrame: (windowBytes) => {
      const engine = idle.pop() ?? new Engine(module);
      const onClose = (): void => {
        if (windowBytes <= KEPT_WINDOW_BYTES) idle.push(engine);
      };
      return new WasmFrameDecoder(engine, onClose);
    },
  };
}

/** zstddec keeps its module private, and passes it to its own `_init`. */
async function moduleOf(decoder: ZSTDDecoder): Promise<WebAssembly.Module> {
  let module: WebAssembly.Module | undefined;
  decoder._init = (result) => {
    module = result.module;
  };
  await withoutFetch(() => decoder.init());
  loaded ??= module;
  return loaded!;
}

/** With `fetch`, zstddec requests a data URL, for which Node loads its whole HTTP client: 36 ms and 5 MB (Node 20). */
function withoutFetch<T>(start: () => T): T {
  const { fetch } = globalThis;
  Reflect.set(globalThis, 'fetch', undefined);
  try {
    return start();
  } finally {
    globalThis.fetch = fetch;
  }
}

/** `init` does its work once per process. */
let loaded: WebAssembly.Module | undefined;

/*  ZSTD_inBuffer and ZSTD_outBuffer: 0  4  pointer, 4  4  size, 8  4  position   */
const BUFFER_BYTES = 12;

/** An instance of the decoder with buffers for a piece of input and of output. */
class Engine {
  readonly #exports: Exports;
  readonly #input: number;
  readonly #output: number;
  readonly #inputBuffer: number;
  readonly #outputBuffer: number;

  constructor(module: WebAssembly.Module) {
    const imports = { env: { emscripten_notify_memory_growth: () => {} } };
    this.#exports = new Instance(module, imports).exports as Exports;
    this.#input = this.#exports.malloc(INPUT_BYTES);
    this.#output = this.#exports.malloc(OUTPUT_BYTES);
    this.#inputBuffer = this.#exports.malloc(2 * BUFFER_BYTES);
    this.#outputBuffer = this.#inputBuffer + BUFFER_BYTES;
  }

  createContext(): number {
    return this.#exports.ZSTD_createDCtx();
  }

  freeContext(context: number): void {
    this.#exports.ZSTD_freeDCtx(context);
  }

  /** Yields the output for `piece`, of at most INPUT_BYTES. @returns whether it could be unpacked */
  *decode(context: number, piece: Uint8Array): Generator<Uint8Array, boolean> {
    const { memory } = this.#exports;
    new Uint8Array(memory.buffer).set(piece, this.#input);
    this.#setBuffer(this.#inputBuffer, this.#input, piece.length);
    for (;;) {
      this.#setBuffer(this.#outputBuffer, this.#output, OUTPUT_BYTES);
      const verdict = this.#exports.ZSTD_decompressStream(context, this.#outputBuffer, this.#inputBuffer);
      const view = new DataView(memory.buffer);
      const outputBytes = view.getUint32(this.#outputBuffer + 8, true);
      if (outputBytes > 0) yield new Uint8Array(memory.buffer.slice(this.#output, this.#output + outputBytes));
      if (verdict < 0) return false;
      if (view.getUint32(this.#inputBuffer + 8, true) === piece.length && outputBytes < OUTPUT_BYTES) return true;
    }
  }

  #setBuffer(at: number, pointer: number, size: number): void {
    const view = new DataView(this.#exports.memory.buffer);
    view.setUint32(at, pointer, true);
    view.setUint32(at + 4, size, true);
    view.setUint32(at + 8, 0, true);
  }
}

class WasmFrameDecoder implements FrameDecoder {
  hasFailed = false;
  readonly #engine: Engine;
  readonly #onClose: () => void;
  readonly #context: number;

  constructor(engine: Engine, onClose: () => void) {
    this.#engine = engine;
    this.#onClose = onClose;
    this.#context = engine.createContext();
  }

  async *write(piece: Uint8Array): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < piece.length && !this.hasFailed; at += INPUT_BYTES)
      this.hasFailed = !(yield* this.#engine.decode(this.#context, piece.subarray(at, at + INPUT_BYTES)));
  }

  close(): void {
    this.#engine.freeContext(this.#context);
    this.#onClose();
  }
}
