/**
 * A thread that runs 7-Zip (7z-wasm: 7-Zip 24.09 in WebAssembly) on one archive after another. Entry point of
 * dist/seven-zip-thread.js. 7-Zip sees two mounts and nothing else: the read-only archive, and a sink that keeps
 * nothing. No file system of the host is mounted. An instance that has thrown, or has grown large, is not used again.
 */
import { parentPort, workerData } from 'node:worker_threads';
import sevenZip from '7z-wasm';
import type { FileSystem } from './emscripten.ts';
import { RingWriter, Stopped } from './event-ring.ts';
import { EVENT, type Job, type Outcome, type Refusal, type ThreadData } from './job.ts';
import { SharesTooMuch, SharingLimit } from './sharing-limit.ts';
import { makeMissingFolders, SinkMount } from './sink-mount.ts';
import { sourceMount } from './source-mount.ts';
import { type WasmImports, type WasmInstance, type WasmMemory, webAssembly } from './web-assembly.ts';

/**
 * A larger instance is not kept for the next archive. The dictionary of `xz -9` (64 MiB) fits below this: a file of a
 * few KiB asks for all of it, but touches almost nothing.
 */
const MAX_KEPT_HEAP_BYTES = 80 << 20;
/**
 * A thread that has dropped an instance larger than this is not used again. WebAssembly memory is freed when its thread
 * ends; before that it waits for a garbage collection, which large memory does not hasten. An instance takes 17 MB from
 * the start, and one that throws at damaged headers takes no more: many of those are collected in time, and a new
 * thread for each took 40 ms where a new instance takes 5.
 */
const MAX_LET_GO_BYTES = 32 << 20;
/** Name of the archive. 7-Zip names the content of one-file formats (xz, bzip2) after it, without the extension. */
const ARCHIVE = 'data.packed';
const OUT = '/out';

interface Instance {
  readonly fs: FileSystem;
  readonly memory: () => number;
  callMain(args: string[]): number;
}

/** 7z-wasm's factory; its own types lack `instantiateWasm` and the internals of FS. */
type SevenZip = (options: {
  stdin(): null;
  stdout(byte: number): void;
  stderr(byte: number): void;
  printErr(line: string): void;
  quit(code: number, error: unknown): void;
  instantiateWasm(imports: WasmImports, onDone: (instance: WasmInstance) => void): void;
}) => Promise<{ readonly FS: FileSystem; callMain(args: string[]): number }>;

/** What the instance uses while it runs a job. 7-Zip completes one job before the next begins. */
interface Running {
  readonly ring: RingWriter;
  readonly maxHeapBytes: number;
  readonly limit: SharingLimit;
  isRefused: boolean;
}

let running: Running;
let instance: Instance | undefined;
const { module, ring: ringMemory } = workerData as ThreadData;

parentPort?.on('message', async (job: Job) => {
  const ring = new RingWriter(ringMemory);
  const archiveBytes = job.pieces.reduce((sum, { size }) => sum + size, 0);
  running = { ring, maxHeapBytes: job.maxHeapBytes, limit: new SharingLimit(archiveBytes), isRefused: false };
  try {
    const outcome = await run(job, ring);
    ring.write(EVENT.done, Buffer.from(JSON.stringify(outcome)));
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
});

async function run(job: Job, ring: RingWriter): Promise<Outcome> {
  try {
    instance ??= await newInstance();
    const exitCode = extract(instance, job, ring);
    if (instance.memory() > MAX_KEPT_HEAP_BYTES) instance = undefined;
    return { exitCode, readBytes: running.limit.readBytes, ...(instance === undefined && { isSpent: true }) };
  } catch (error) {
    const letGoBytes = instance?.memory() ?? 0;
    instance = undefined;
    if (error instanceof Stopped) throw error;
    // An uncaught C++ exception arrives as a number, a trap as a RuntimeError.
    const failure = error instanceof Error ? error.message : `exception ${String(error)}`;
    return {
      exitCode: -1,
      readBytes: running.limit.readBytes,
      failure,
      ...(error instanceof SharesTooMuch && { sharesTooMuch: true }),
      ...(letGoBytes > MAX_LET_GO_BYTES && { isSpent: true }),
    };
  }
}

function extract({ fs, callMain }: Instance, { pieces, type }: Job, ring: RingWriter): number {
  const encoder = new TextEncoder();
  const nothing = new Uint8Array(0);
  const sink = new SinkMount(fs, OUT, {
    begin: (path) => ring.write(EVENT.begin, encoder.encode(path)),
    data: (bytes) => {
      running.limit.write(bytes.length);
      ring.write(EVENT.data, bytes);
    },
    end: () => ring.write(EVENT.end, nothing),
    folder: () => ring.pulse(),
  });
  const onRead = (bytes: number): void => {
    ring.pulse();
    running.limit.read(bytes);
  };
  fs.mount(sourceMount(fs, ARCHIVE, pieces, onRead), {}, '/in');
  fs.mount(sink, {}, OUT);
  fs.chdir(OUT);
  // x: with paths. -y: assume yes. -bd: no progress. -snl-: write links as files instead of making them. -p: a wrong
  // password, so that it does not ask for one. -mmt=1: there are no threads anyway.
  const args = ['x', '-y', '-bd', '-snl-', '-pkeysieve', '-sccUTF-8', `-t${type}`, `/in/${ARCHIVE}`];
  const exitCode = callMain(args);
  fs.chdir('/');
  fs.unmount('/in');
  fs.unmount(OUT);
  return exitCode;
}

async function newInstance(): Promise<Instance> {
  let inner: WasmInstance | undefined;
  const made = await (sevenZip as unknown as SevenZip)({
    stdin: () => null,
    stdout: lines(),
    stderr: lines(),
    // Emscripten's own message when it aborts; it throws the same.
    printErr: () => {},
    // Otherwise Emscripten sets the exit code of our process.
    quit: (_code, error) => {
      throw error;
    },
    instantiateWasm(imports, onDone) {
      inner = new webAssembly.Instance(module, limitHeap(imports));
      onDone(inner);
    },
  });
  made.FS.mkdir('/in');
  made.FS.mkdir(OUT);
  makeMissingFolders(made.FS, OUT);
  const { memory, emscripten_stack_get_current: stackTop, _emscripten_stack_restore: restoreStack } = exportsOf(inner);
  const top = stackTop();
  return {
    fs: made.FS,
    memory: () => memory.buffer.byteLength,
    // 7-Zip ends each archive by an exception, which leaves its data on the stack. After some 220 archives the stack is
    // full, and a sound archive causes `memory access out of bounds` or an endless loop.
    callMain(args) {
      try {
        return made.callMain(args);
      } finally {
        restoreStack(top);
      }
    },
  };
}

/** What Emscripten exports besides `main`. */
interface Exports {
  readonly memory: WasmMemory;
  emscripten_stack_get_current(): number;
  _emscripten_stack_restore(address: number): void;
}

function exportsOf(instance: WasmInstance | undefined): Exports {
  return instance?.exports as unknown as Exports;
}

/** Refuses memory beyond the job's limit: 7-Zip then reports that it cannot allocate, and ends in order. */
function limitHeap(imports: WasmImports): WasmImports {
  const modules = Object.entries(imports).map(([name, functions]) => {
    const grow = functions.emscripten_resize_heap;
    if (typeof grow !== 'function') return [name, functions];
    const limited = (wanted: number): unknown => {
      const bytes = wanted >>> 0;
      if (bytes <= running.maxHeapBytes) return grow(wanted);
      refuse({ wantedBytes: bytes, maxBytes: running.maxHeapBytes });
      return 0;
    };
    return [name, { ...functions, emscripten_resize_heap: limited }];
  });
  return Object.fromEntries(modules);
}

function refuse(refusal: Refusal): void {
  if (running.isRefused) return;
  running.isRefused = true;
  running.ring.write(EVENT.refused, Buffer.from(JSON.stringify(refusal)));
}

const LINE_FEED = 0x0a;
const MAX_LINE_BYTES = 64 << 10;

/** Collects printed bytes into lines; a line over 64 KiB is cut. */
function lines(): (byte: number) => void {
  const line = new Uint8Array(MAX_LINE_BYTES);
  let length = 0;
  return (byte) => {
    if (byte === LINE_FEED) {
      if (length > 0) running.ring.write(EVENT.line, line.subarray(0, length));
      length = 0;
    } else if (length < MAX_LINE_BYTES) line[length++] = byte;
  };
}
