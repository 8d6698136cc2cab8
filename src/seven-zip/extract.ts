import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Budget } from '../bytes/budget.ts';
import type { ByteSource, Piece } from '../bytes/byte-source.ts';
import { BudgetError } from '../model/errors.ts';
import { newRing, type RingEvent, type RingMemory, RingReader } from './event-ring.ts';
import { EVENT, type Job, type Outcome, type ThreadData } from './job.ts';
import { type WasmModule, webAssembly } from './web-assembly.ts';

/**
 * WebAssembly memory of one 7-Zip. Dictionaries of 256 MiB (the most that `7z -mx=9` and `xz -9` ask for is 256 and 64) fit.
 * What asks for more is a gap. Node itself takes some 60 MiB, so that the process stays below 400.
 */
const MAX_HEAP_BYTES = 300 << 20;
/** So long without a read or a write, 7-Zip is taken for stuck: real archives give a sign of life every few milliseconds. */
const STUCK_AFTER_MS = 10_000;

/** Beside us in dist; when Node runs the sources as they are, they lie elsewhere. */
const IS_DIST = !import.meta.url.endsWith('.ts');
const THREAD = IS_DIST
  ? new URL('./seven-zip-thread.js', import.meta.url)
  : new URL('./extraction-thread.ts', import.meta.url);
const SEVEN_ZIP = new URL(IS_DIST ? './7zz.wasm' : '../../node_modules/7z-wasm/7zz.wasm', import.meta.url);

/** Where an archive that lies in memory is put for the thread; grows up to what the walk keeps in memory. */
const MAX_DESK_BYTES = 8 << 20;

/** A thread, the ring into which it writes, and the desk from which it reads. */
interface Extractor {
  readonly worker: Worker;
  readonly ring: RingMemory;
  readonly desk: SharedArrayBuffer;
}

/** Those that have nothing to do. One is enough, unless an archive lies in an archive. */
const idle: Extractor[] = [];
/** As many are kept: each takes 30 to 80 MiB, and what is packed more than twice is rare. */
const MAX_IDLE = 2;

/**
 * What 7-Zip says and gives while it extracts `source`, as events (see `job.ts`); the last is `done`. Reading an event blocks
 * this thread until there is one. Whoever stops early ends the extraction.
 * @throws BudgetError when time is up, or when 7-Zip shows no sign of life
 */
export function* extract(source: ByteSource, type: string, budget: Budget): Generator<RingEvent> {
  const extractor = idle.pop() ?? hire();
  const pieces = layOut(source.pieces(), extractor.desk);
  extractor.worker.postMessage({ pieces, type, maxHeapBytes: MAX_HEAP_BYTES } satisfies Job);
  const reader = new RingReader(extractor.ring);
  let isReusable = false;
  try {
    for (;;) {
      const event = nextEvent(reader, budget);
      const isDone = event.kind === EVENT.done;
      if (isDone) isReusable = outcomeOf(event).isSpent !== true;
      yield event;
      if (isDone) return;
    }
  } finally {
    if (isReusable && idle.length < MAX_IDLE) idle.push(extractor);
    else {
      // One that has to be stopped may be in the middle of something long, and it may still read what is closed soon.
      reader.stop();
      void extractor.worker.terminate();
    }
  }
}

export function outcomeOf({ payload }: RingEvent): Outcome {
  return JSON.parse(new TextDecoder().decode(payload)) as Outcome;
}

/**
 * What lies in memory goes to the desk, where there is room for it. What is posted instead is copied for the thread, and such
 * copies wait there for a collection that is far off: they took 100 MiB a thread.
 */
function layOut(pieces: readonly Piece[], desk: SharedArrayBuffer): Piece[] {
  let used = 0;
  const wanted = pieces.reduce((sum, piece) => sum + ('bytes' in piece ? piece.size : 0), 0);
  desk.grow(Math.max(desk.byteLength, Math.min(wanted, MAX_DESK_BYTES)));
  return pieces.map((piece) => {
    if (!('bytes' in piece)) return piece;
    // A view is posted with all the memory that it is a view of: of a file in a zip that would be the zip.
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
  // Whoever waits for it blocks; it must not keep the process from ending.
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
      const message = `7-Zip gave no sign of life for ${STUCK_AFTER_MS / 1000} s and was ended; the rest of the archive was not read, unpack it before the scan`;
      throw new BudgetError(message, 'timeout');
    }
  }
}
