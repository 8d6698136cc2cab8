import { parentPort, workerData } from 'node:worker_threads';
import { configuredChain, isUnchanged, NO_CHANGES } from './configured-chain.ts';
import { Examiner } from './examiner.ts';
import type { ExaminerOptions } from './examiner-options.ts';
import { PROGRESS } from './plug-in-watch.ts';
import type { WorkerAnswer, WorkerOrder } from './pool.ts';

/** A worker thread: an examiner that takes its tasks from the pool. Entry point of dist/worker.js. */
const { progress } = workerData as { readonly progress: Int32Array };
/** Made while nobody waits for it; good for most scans. */
const plainChain = configuredChain(NO_CHANGES);
let examiner: Examiner;

parentPort?.on('message', async ({ task, setUp }: WorkerOrder) => {
  let answer: WorkerAnswer;
  try {
    if (setUp !== undefined) examiner = await makeExaminer(setUp as ExaminerOptions);
    answer = { result: await examiner.run(task, (index) => Atomics.store(progress, PROGRESS.artifact, index)) };
  } catch (error) {
    answer = { bug: error instanceof Error ? error : new Error(String(error)) };
  }
  parentPort?.postMessage(answer);
});

async function makeExaminer(options: ExaminerOptions): Promise<Examiner> {
  const chain = isUnchanged(options.changes) ? plainChain : configuredChain(options.changes, progress);
  return new Examiner(await chain, options);
}
