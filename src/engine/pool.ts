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

interface Place {
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
  const places: Place[] = [];
  let watch: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const take = (place: Place, task: Task, result: TaskResult): void => {
        onResult(task, result);
        for (const followUp of result.followUps.toReversed()) queue.push(followUp);
        place.task = undefined;
        for (const idle of places) if (idle.task === undefined) assign(idle);
        grow();
        if (queue.length === 0 && places.every((other) => other.task === undefined)) resolve();
      };
      const assign = (place: Place): void => {
        const task = queue.pop();
        if (task === undefined) return;
        Object.assign(place, { task, lastIndex: 0, lastMoveMs: performance.now() });
        Atomics.store(place.progress, 0, 0);
        place.worker.postMessage({ task } satisfies WorkerOrder);
      };
      const hire = (place: Place): void => {
        place.progress = new Int32Array(new SharedArrayBuffer(4));
        const worker = new Worker(options.script, { workerData: { ...options.workerData, progress: place.progress } });
        place.worker = worker;
        worker.on('message', (answer: WorkerAnswer) => {
          if (place.worker !== worker || place.task === undefined) return;
          if ('bug' in answer) reject(answer.bug);
          else take(place, place.task, answer.result);
        });
        worker.on('error', reject);
        worker.on('exit', (code) => {
          if (place.worker === worker)
            reject(new Error(`a worker thread ended with code ${code} in the middle of a scan`));
        });
      };
      /** Hires for what waits: a large artifact shows only when it is opened, so later too. */
      const grow = (): void => {
        while (queue.length > 0 && places.length < options.threads) {
          const place = {} as Place;
          hire(place);
          places.push(place);
          assign(place);
        }
      };
      watch = setInterval(() => {
        for (const place of places) {
          if (place.task === undefined || !isStuck(place, options.stuckAfterMs)) continue;
          const { task, lastIndex, worker } = place;
          void worker.terminate();
          hire(place);
          take(place, task, options.onStuck(task, lastIndex));
        }
      }, WATCH_INTERVAL_MS);
      grow();
      if (tasks.length === 0) resolve();
    });
  } finally {
    clearInterval(watch);
    await Promise.all(places.map(({ worker }) => worker.terminate()));
  }
}

function isStuck(place: Place, stuckAfterMs: number): boolean {
  const index = Atomics.load(place.progress, 0);
  const now = performance.now();
  if (index !== place.lastIndex) Object.assign(place, { lastIndex: index, lastMoveMs: now });
  return now - place.lastMoveMs > stuckAfterMs;
}
