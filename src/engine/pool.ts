import { Worker } from 'node:worker_threads';
import { knownKeysOf } from './note-book.ts';
import { PROGRESS } from './plug-in-watch.ts';
import { noPiecesOut, type SharingOptions } from './sharing.ts';
import { freshLook, type Look, type Patience, stuckSeats } from './stuck-seats.ts';
import type { HandedBack, HandedOn, Task, TaskResult } from './task.ts';

/** A worker's workerData. */
export interface WorkerSetUp extends Pick<SharingOptions, 'out' | 'threads'> {
  /** Shared memory in which the worker writes what it is doing (`PROGRESS`). */
  readonly progress: Int32Array;
}

/** Messages from the main thread to a worker. */
export type WorkerOrder =
  | {
      readonly task: Task;
      /** With the first order: the `setUp` given to the pool's `run`. */
      readonly setUp?: unknown;
    }
  /** The result of a piece that this worker handed on. */
  | { readonly handedBack: HandedBack };

/** Messages from a worker. A bug in a worker is an error of the whole scan, never "clean". */
export type WorkerAnswer =
  | { readonly result: TaskResult }
  | { readonly bug: Error }
  /** Sent before its result: work for other workers. */
  | { readonly handOn: HandedOn };

export interface PoolOptions {
  /** Most workers at a time. */
  readonly threads: number;
  /** The workers' script; its workerData is a `WorkerSetUp`. */
  readonly script: URL;
  /** A worker that spends this long on one artifact is ended. */
  readonly stuckAfterMs: number;
  /** A worker that waits this long for one answer of a plug-in is ended. */
  readonly stuckInPlugInAfterMs: number;
  /**
   * Makes the result of a task whose worker was ended at artifact number `index`.
   * @param plugIn number of the plug-in that was being called, if one was
   */
  readonly onStuck: (task: Task, index: number, plugIn: number | undefined) => TaskResult;
}

/** One worker thread, replaced when it is stuck. */
interface Seat {
  worker: Worker;
  task: Task | undefined;
  /** Whether it has received its first order. */
  isSetUp: boolean;
  /** Shared with the worker: see `PROGRESS`. */
  progress: Int32Array;
  look: Look;
}

const WATCH_INTERVAL_MS = 250;
/** Some ten seconds: as much as a worker gets beyond its own time. */
const LOOKS_MORE = 40;
/**
 * Limit of a worker's young generation. With V8's default, a worker takes 50 to 130 MiB more and is at most 3 % faster
 * (a zip of a million entries, one of 20,000, 800 MB in a tar.zst, text): the chunks that it reads are freed only when
 * this space is full.
 */
const YOUNG_MIB = 3;

/**
 * Runs tasks on worker threads. Each worker has one task at a time. Follow-ups go to the front of the queue, so that a
 * large artifact is finished before the next is begun. A stuck worker is terminated and replaced. Serves a single
 * `run`.
 */
export class WorkerPool {
  readonly #options: PoolOptions;
  readonly #patience: Patience;
  readonly #seats: Seat[] = [];
  readonly #out = noPiecesOut();
  /** Tasks that a worker has handed on, with that worker and its ticket. */
  readonly #origins = new Map<Task, { readonly worker: Worker; readonly ticket: number }>();
  #setUp: unknown;
  #queue: Task[] = [];
  /** Tasks that workers have handed on and wait for: done before the queue, in this order. */
  readonly #handedOn: Task[] = [];
  #onResult: (task: Task, result: TaskResult) => readonly Task[] = () => [];
  #finish: () => void = () => {};
  #fail: (error: unknown) => void = () => {};
  #failure: unknown;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#patience = {
      looks: Math.ceil(options.stuckAfterMs / WATCH_INTERVAL_MS),
      looksAtPlugIn: Math.ceil(options.stuckInPlugInAfterMs / WATCH_INTERVAL_MS),
      looksMore: LOOKS_MORE,
    };
  }

  /** Starts workers before there is work, so that they load on their own threads meanwhile. */
  hire(count: number): void {
    while (this.#seats.length < Math.min(count, this.#options.threads)) {
      const seat = {} as Seat;
      this.#fill(seat);
      this.#seats.push(seat);
    }
  }

  /**
   * @param setUp given to each worker with its first order; plain data
   * @param onResult called with each result; returns the tasks that follow from it
   */
  async run(
    tasks: readonly Task[],
    setUp: unknown,
    onResult: (task: Task, result: TaskResult) => readonly Task[],
  ): Promise<void> {
    if (tasks.length === 0) return;
    this.#setUp = setUp;
    this.#onResult = onResult;
    this.#queue = tasks.toReversed();
    const watch = setInterval(() => this.#replaceStuck(), WATCH_INTERVAL_MS);
    try {
      await new Promise<void>((resolve, reject) => {
        this.#finish = resolve;
        this.#fail = reject;
        if (this.#failure !== undefined) reject(this.#failure);
        else this.#assignAll();
      });
    } finally {
      clearInterval(watch);
    }
  }

  /** Terminates all workers. */
  async close(): Promise<void> {
    const workers = this.#seats.splice(0).map(({ worker }) => worker);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #fill(seat: Seat): void {
    const progress = new Int32Array(new SharedArrayBuffer(4 * PROGRESS.length));
    const { script, threads } = this.#options;
    const workerData: WorkerSetUp = { progress, out: this.#out, threads };
    const worker = new Worker(script, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB } });
    Object.assign(seat, { worker, progress, task: undefined, isSetUp: false });
    const isSeated = (): boolean => seat.worker === worker && this.#seats.includes(seat);
    worker.on('message', (answer: WorkerAnswer) => {
      if (!isSeated() || seat.task === undefined) {
        if ('handOn' in answer) Atomics.sub(this.#out, 0, 1);
        return;
      }
      if ('bug' in answer) this.#stop(answer.bug);
      else if ('handOn' in answer) this.#queueFrom(worker, answer.handOn);
      else this.#take(seat, seat.task, answer.result);
    });
    worker.on('error', (error) => this.#stop(error));
    worker.on('exit', (code) => {
      const message = `a worker thread ended with code ${code} in the middle of a scan; a plug-in that calls process.exit does this`;
      if (isSeated()) this.#stop(new Error(message));
    });
  }

  /** A worker can fail while it loads, before `run` is waiting, so the error is kept. */
  #stop(error: unknown): void {
    this.#failure ??= error;
    this.#fail(error);
  }

  #queueFrom(worker: Worker, { task, ticket }: HandedOn): void {
    this.#origins.set(task, { worker, ticket });
    this.#handedOn.push(task);
    this.#assignAll();
  }

  #giveBack(task: Task, { parts, rest }: TaskResult): void {
    const origin = this.#origins.get(task);
    if (origin === undefined) return;
    this.#origins.delete(task);
    Atomics.sub(this.#out, 0, 1);
    const handedBack = {
      ticket: origin.ticket,
      keys: parts.flatMap(({ notes }) => knownKeysOf(notes)),
      ...(rest && { rest }),
    };
    origin.worker.postMessage({ handedBack } satisfies WorkerOrder);
  }

  #take(seat: Seat, task: Task, result: TaskResult): void {
    this.#giveBack(task, result);
    for (const followUp of this.#onResult(task, result).toReversed()) this.#queue.push(followUp);
    seat.task = undefined;
    this.#assignAll();
  }

  /**
   * Gives tasks to idle workers, and hires more while tasks wait. Not only at the start: a large artifact shows only
   * when it is opened.
   */
  #assignAll(): void {
    for (const idle of this.#seats) if (idle.task === undefined) this.#assign(idle);
    while (this.#handedOn.length + this.#queue.length > 0 && this.#seats.length < this.#options.threads) {
      this.hire(this.#seats.length + 1);
      this.#assign(this.#seats.at(-1)!);
    }
    if (this.#seats.every(({ task }) => task === undefined)) this.#finish();
  }

  #assign(seat: Seat): void {
    const task = this.#handedOn.shift() ?? this.#queue.pop();
    if (task === undefined) return;
    Atomics.store(seat.progress, PROGRESS.artifact, 0);
    seat.worker.postMessage((seat.isSetUp ? { task } : { task, setUp: this.#setUp }) satisfies WorkerOrder);
    Object.assign(seat, { task, isSetUp: true, look: freshLook() });
  }

  #replaceStuck(): void {
    const busy = this.#seats.filter(({ task }) => task !== undefined);
    for (const { seat, plugIn } of stuckSeats(busy, this.#patience)) {
      const { task } = seat;
      const index = Atomics.load(seat.progress, PROGRESS.artifact);
      this.#replace(seat);
      this.#take(seat, task!, this.#options.onStuck(task!, index, plugIn));
    }
  }

  #replace(seat: Seat): void {
    void seat.worker.terminate();
    this.#fill(seat);
  }
}
