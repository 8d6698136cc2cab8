import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Budget } from '../bytes/budget.ts';
import type { ByteSource, Piece } from '../bytes/byte-source.ts';
import { BudgetError } from '../model/errors.ts';
import { newRing, type RingEvent, type RingMemory, RingReader } from './event-ring.ts';
import { EVENT, type Job, type Outcome, type ThreadData } from './job.ts';
import { type WasmModule, webAssembly } from './web-assembly.ts';

/**
 * Limit of one 7-Zip's WebAssembly memory. Dictionaries of 256 MiB fit (the most that `7z -mx=9` and `xz -9` ask for is
 * 256 and 64). An archive that needs more becomes a gap. Node itself takes some 60 MiB, so the process stays below 400.
 */
const MAX_HEAP_BYTES = 300 << 20;
/**
 * After this long without a read or a write, 7-Zip is considered stuck: real archives give a sign of life every few
 * milliseconds.
 */
const STUCK_AFTER_MS = 10_000;

/** Exit code. */
const WARNINGS = 1;
/** How many a run that 7-Zip aborted counts as: the next one needs another instance, which takes 6 ms to make. */
const ABORTED_RUNS = 4;
/** How many one counts as whose thread is not used again, because it took more memory than is kept. The next thread and its memory take 70 ms. */
const SPENT_RUNS = 100;
/** A run takes 1 ms before it reads anything, and 50 ms for each MiB: in larger archives, the run is the smaller part. */
const BYTES_PER_RUN = 2 << 10;

/** In dist they lie beside this file; when Node runs the sources as they are, they lie elsewhere. */
const IS_DIST = !import.meta.url.endsWith('.ts');
const THREAD = IS_DIST
  ? new URL('./seven-zip-thread.js', import.meta.url)
  : new URL('./extraction-thread.ts', import.meta.url);
const SEVEN_ZIP = new URL(IS_DIST ? './7zz.wasm' : '../../node_modules/7z-wasm/7zz.wasm', import.meta.url);

/** Most bytes of archives held in memory that are passed in a thread's desk; as much as the walk keeps in memory. */
const MAX_DESK_BYTES = 8 << 20;

/** A thread, the ring that it writes to, and the desk (shared memory) that it reads from. */
interface Extractor {
  readonly worker: Worker;
  readonly ring: RingMemory;
  readonly desk: SharedArrayBuffer;
}

/** Idle extractors. One is enough, unless an archive lies in an archive. */
const idle: Extractor[] = [];
/** Most that are kept: each takes 30 to 80 MiB, and deeper nesting than that is rare. */
const MAX_IDLE = 2;

/**
 * Extracts `source` with 7-Zip, as a stream of events (see `job.ts`); the last is `done`. Reading an event blocks this
 * thread until there is one. A consumer that stops early ends the extraction.
 * @throws BudgetError when time is up, or when 7-Zip shows no sign of life
 */
export function* extract(source: ByteSource, type: string, budget: Budget): Generator<RingEvent> {
  const extractor = idle.pop() ?? hire();
  const pieces = layOut(source.pieces(), extractor.desk);
  extractor.worker.postMessage({ pieces, type, maxHeapBytes: MAX_HEAP_BYTES } satisfies Job);
  const reader = new RingReader(extractor.ring);
  let isReusable = false;
  let [readBytes, writtenBytes] = [0, 0];
  try {
    for (;;) {
      const event = nextEvent(reader, budget);
      if (event.kind === EVENT.done) {
        const outcome = outcomeOf(event);
        [isReusable, readBytes] = [outcome.isSpent !== true, outcome.readBytes];
        if (outcome.exitCode !== 0 && outcome.exitCode !== WARNINGS)
          budget.countFailedRun(outcome.failure === undefined ? 1 : ABORTED_RUNS);
        return yield event;
      }
      if (event.kind === EVENT.data) writtenBytes += event.payload.length;
      yield event;
    }
  } finally {
    budget.countSevenZip(readBytes + writtenBytes);
    const smallRuns = (isReusable ? 1 : SPENT_RUNS) - Math.floor(source.size / BYTES_PER_RUN);
    if (smallRuns > 0) budget.countSmallRun(smallRuns);
    if (isReusable && idle.length < MAX_IDLE) idle.push(extractor);
    else {
      // A stopped extractor may be busy for long, and must not go on to read descriptors that will be closed soon.
      reader.stop();
      void extractor.worker.terminate();
    }
  }
}

export function outcomeOf({ payload }: RingEvent): Outcome {
  return JSON.parse(new TextDecoder().decode(payload)) as Outcome;
}

/**
 * Copies pieces that are in memory to the desk, as far as there is room. Posted bytes are copied for the thread
 * instead, where the copies wait for a garbage collection that is far off: they took 100 MiB a thread.
 */
function layOut(pieces: readonly Piece[], desk: SharedArrayBuffer): Piece[] {
  let used = 0;
  const wanted = pieces.reduce((sum, piece) => sum + ('bytes' in piece ? piece.size : 0), 0);
  desk.grow(Math.max(desk.byteLength, Math.min(wanted, MAX_DESK_BYTES)));
  return pieces.map((piece) => {
    if (!('bytes' in piece)) return piece;
    // Posting a view posts its whole buffer: for a file in a zip, that would be the whole zip.
    if (piece.size > desk.byteLength - used) return { ...piece, bytes: new Uint8Array(piece.bytes) };
    const bytes = new Uint8Array(desk, used, piece.size);
    bytes.set(piece.bytes);
    used += piece.size;
    return { ...piece, bytes };
  });
}

let compiled: WasmModule | undefined;

function hire(): Extractor {
  compiled ??= new webAssembly.Module(readFileSync(SEVEN_ZIP));
  const ring = newRing();
  const workerData: ThreadData = { module: compiled, ring };
  const worker = new Worker(THREAD, { workerData, resourceLimits: { maxYoungGenerationSizeMb: 4 } });
  // While it is needed, this thread blocks on it; otherwise it must not keep the process alive.
  worker.unref();
  return { worker, ring, desk: new SharedArrayBuffer(0, { maxByteLength: MAX_DESK_BYTES }) };
}

function nextEvent(reader: RingReader, budget: Budget): RingEvent {
  let pulse = reader.pulse;
  let pulseMs = performance.now();
  for (;;) {
    const event = reader.read();
    budget.checkTime();
    if (event !== undefined) return event;
    if (reader.pulse !== pulse) {
      pulse = reader.pulse;
      pulseMs = performance.now();
    }
    if (performance.now() - pulseMs > STUCK_AFTER_MS) {
      budget.countStuckRun();
      const message = `7-Zip gave no sign of life for ${STUCK_AFTER_MS / 1000} s and was ended; the rest of the archive was not read, unpack it before the scan`;
      throw new BudgetError(message, 'timeout');
    }
  }
}
