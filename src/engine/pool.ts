import { Worker } from 'node:worker_threads';
import type { Task, TaskResult } from './task.ts';

/** What the main thread tells a worker. */
export interface WorkerOrder {
  readonly task: Task;
}

/** What a worker answers. A bug in a worker is an error of the whole scan, never "clean". */
export type WorkerAnswer = { readonly result: TaskResult } | { readonly bug: Error };

export interface PoolOptions {
  readonly threads: number;
  readonly script: URL;
  /** Given to each worker at its start, beside `progress`; plain data. */
  readonly workerData: object;
  /** A worker that is this long at one artifact is ended. */
  readonly stuckAfterMs: number;
  /** What to make of a task whose worker was ended at its artifact number `index`. */
  readonly onStuck: (task: Task, index: number) => TaskResult;
}

/** One thread's worth of work: a worker, replaced when it is stuck. */
interface Seat {
  worker: Worker;
  task: Task | undefined;
  /** Shared with the worker: index of the artifact that it is at. */
  progress: Int32Array;
  lastIndex: number;
  lastMoveMs: number;
}

const WATCH_INTERVAL_MS = 250;

/**
 * Runs tasks on worker threads. Each worker has one task at a time; follow-ups go to the front of the queue, so that a
 * large artifact is finished before the next is begun. A stuck worker is ended and replaced.
 */
export async function runOnWorkers(
  tasks: readonly Task[],
  options: PoolOptions,
  onResult: (task: Task, result: TaskResult) => void,
): Promise<void> {
  const queue = tasks.toReversed();
  const seats: Seat[] = [];
  let watch: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const take = (seat: Seat, task: Task, result: TaskResult): void => {
        onResult(task, result);
        for (const followUp of result.followUps.toReversed()) queue.push(followUp);
        seat.task = undefined;
        for (const idle of seats) if (idle.task === undefined) assign(idle);
        grow();
        if (queue.length === 0 && seats.every((other) => other.task === undefined)) resolve();
      };
      const assign = (seat: Seat): void => {
        const task = queue.pop();
        if (task === undefined) return;
        Object.assign(seat, { task, lastIndex: 0, lastMoveMs: performance.now() });
        Atomics.store(seat.progress, 0, 0);
        seat.worker.postMessage({ task } satisfies WorkerOrder);
      };
      const hire = (seat: Seat): void => {
        seat.progress = new Int32Array(new SharedArrayBuffer(4));
        const worker = new Worker(options.script, { workerData: { ...options.workerData, progress: seat.progress } });
        seat.worker = worker;
        worker.on('message', (answer: WorkerAnswer) => {
          if (seat.worker !== worker || seat.task === undefined) return;
          if ('bug' in answer) reject(answer.bug);
          else take(seat, seat.task, answer.result);
        });
        worker.on('error', reject);
        worker.on('exit', (code) => {
          if (seat.worker === worker)
            reject(new Error(`a worker thread ended with code ${code} in the middle of a scan`));
        });
      };
      /** Hires for what waits: a large artifact shows only when it is opened, so later too. */
      const grow = (): void => {
        while (queue.length > 0 && seats.length < options.threads) {
          const seat = {} as Seat;
          hire(seat);
          seats.push(seat);
          assign(seat);
        }
      };
      watch = setInterval(() => {
        for (const seat of seats) {
          if (seat.task === undefined || !isStuck(seat, options.stuckAfterMs)) continue;
          const { task, lastIndex, worker } = seat;
          void worker.terminate();
          hire(seat);
          take(seat, task, options.onStuck(task, lastIndex));
        }
      }, WATCH_INTERVAL_MS);
      grow();
      if (tasks.length === 0) resolve();
    });
  } finally {
    clearInterval(watch);
    await Promise.all(seats.map(({ worker }) => worker.terminate()));
  }
}

function isStuck(seat: Seat, stuckAfterMs: number): boolean {
  const index = Atomics.load(seat.progress, 0);
  const now = performance.now();
  if (index !== seat.lastIndex) Object.assign(seat, { lastIndex: index, lastMoveMs: now });
  return now - seat.lastMoveMs > stuckAfterMs;
}
