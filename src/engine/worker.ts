import { parentPort, workerData } from 'node:worker_threads';
import { wholeChain } from './chain.ts';
import { Examiner, type ExaminerOptions } from './examiner.ts';
import type { WorkerAnswer, WorkerOrder } from './pool.ts';

/** A worker thread: an examiner that takes its tasks from the pool. Entry point of dist/worker.js. */
const { progress } = workerData as { readonly progress: Int32Array };
const chain = wholeChain();
let examiner: Examiner;

parentPort?.on('message', async ({ task, setUp }: WorkerOrder) => {
  let answer: WorkerAnswer;
  try {
    if (setUp !== undefined) examiner = new Examiner(chain, setUp as ExaminerOptions);
    answer = { result: await examiner.run(task, (index) => Atomics.store(progress, 0, index)) };
  } catch (error) {
    answer = { bug: error instanceof Error ? error : new Error(String(error)) };
  }
  parentPort?.postMessage(answer);
});
