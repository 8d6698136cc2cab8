import { Worker } from 'node:worker_threads';
import type { Budget } from '../bytes/budget.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { BudgetError } from '../model/errors.ts';
import { newRing, type RingEvent, RingReader } from './event-ring.ts';
import { EVENT, type Job, type Outcome } from './job.ts';

/**
 * WebAssembly memory of one 7-Zip. Dictionaries of 256 MiB (the most that `7z -mx=9` and `xz -9` ask for is 256 and 64) fit.
 * What asks for more is a gap. Node itself takes some 60 MiB, so that the process stays below 400.
 */
const MAX_HEAP_BYTES = 300 << 20;
/** So long without a read or a write, 7-Zip is taken for stuck: real archives give a sign of life every few milliseconds. */
const STUCK_AFTER_MS = 10_000;

/** Threads that have nothing to do. One is enough, unless an archive lies in an archive. */
const idle: Worker[] = [];

/**
 * What 7-Zip says and gives while it extracts `source`, as events (see `job.ts`); the last is `done`. Reading an event blocks
 * this thread until there is one. Whoever stops early ends the extraction.
 * @throws BudgetError when time is up, or when 7-Zip shows no sign of life
 */
export function* extract(source: ByteSource, type: string, budget: Budget): Generator<RingEvent> {
  const worker = idle.pop() ?? hire();
  const ring = newRing();
  const job: Job = { ring, pieces: source.pieces(), type, maxHeapBytes: MAX_HEAP_BYTES };
  worker.postMessage(job);
  const reader = new RingReader(ring);
  let isDone = false;
  let isSpent = false;
  try {
    for (;;) {
      const event = nextEvent(reader, budget);
      isDone = event.kind === EVENT.done;
      if (isDone) isSpent = outcomeOf(event).isSpent === true;
      yield event;
      if (isDone) return;
    }
  } finally {
    reader.stop();
    // One that has to be stopped may be in the middle of something long, and it may still read what is closed soon.
    if (isDone && !isSpent) idle.push(worker);
    else void worker.terminate();
  }
}

export function outcomeOf({ payload }: RingEvent): Outcome {
  return JSON.parse(new TextDecoder().decode(payload)) as Outcome;
}

function hire(): Worker {
  const worker = new Worker(threadScript());
  // Whoever waits for it blocks; it must not keep the process from ending.
  worker.unref();
  return worker;
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

/** Beside us in dist, and in src when Node runs the sources as they are. */
function threadScript(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('./extraction-thread.ts', import.meta.url)
    : new URL('./seven-zip-thread.js', import.meta.url);
}
