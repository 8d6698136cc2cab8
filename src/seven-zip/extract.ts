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

/** A thread, and the ring into which it writes. */
interface Extractor {
  readonly worker: Worker;
  readonly ring: RingMemory;
}

/** Those that have nothing to do. One is enough, unless an archive lies in an archive. */
const idle: Extractor[] = [];

/**
 * What 7-Zip says and gives while it extracts `source`, as events (see `job.ts`); the last is `done`. Reading an event blocks
 * this thread until there is one. Whoever stops early ends the extraction.
 * @throws BudgetError when time is up, or when 7-Zip shows no sign of life
 */
export function* extract(source: ByteSource, type: string, budget: Budget): Generator<RingEvent> {
  const extractor = idle.pop() ?? hire();
  const pieces = source.pieces().map(ownPiece);
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
    if (isReusable) idle.push(extractor);
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

/** A view is posted with all the memory that it is a view of: of a file in a zip that would be the zip. */
function ownPiece(piece: Piece): Piece {
  if (!('bytes' in piece) || piece.bytes.length === piece.bytes.buffer.byteLength) return piece;
  return { ...piece, bytes: new Uint8Array(piece.bytes) };
}

let compiled: WasmModule | undefined;

function hire(): Extractor {
  compiled ??= new webAssembly.Module(readFileSync(SEVEN_ZIP));
  const ring = newRing();
  const workerData: ThreadData = { module: compiled, ring };
  const worker = new Worker(THREAD, { workerData });
  // Whoever waits for it blocks; it must not keep the process from ending.
  worker.unref();
  return { worker, ring };
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
