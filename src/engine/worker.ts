import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { isUnchanged, NO_CHANGES } from './chain-changes.ts';
import { configuredChain } from './configured-chain.ts';
import { Examiner } from './examiner.ts';
import type { ExaminerOptions } from './examiner-options.ts';
import { PROGRESS } from './plug-in-watch.ts';
import type { WorkerAnswer, WorkerOrder, WorkerSetUp } from './pool.ts';
import { Sharing } from './sharing.ts';

/** A worker thread: an examiner that takes its tasks from the pool. Entry point of dist/worker.js. */
const { progress, out, threads } = workerData as WorkerSetUp;
const sharing = new Sharing({
  ...{ out, threads, poll },
  post: (handOn) => post({ handOn }),
  onWait: (isWaiting) => Atomics.store(progress, PROGRESS.waiting, isWaiting ? 1 : 0),
});
/** Built while the worker is still idle; most scans need no other. */
const plainChain = configuredChain(NO_CHANGES);
let examiner: Examiner;

parentPort?.on('message', obey);

async function obey(order: WorkerOrder): Promise<void> {
  if ('handedBack' in order) return sharing.take(order.handedBack);
  const { task, setUp } = order;
  let answer: WorkerAnswer;
  try {
    if (setUp !== undefined) examiner = await makeExaminer(setUp as ExaminerOptions);
    answer = { result: await examiner.run(task, (index) => Atomics.store(progress, PROGRESS.artifact, index)) };
  } catch (error) {
    answer = { bug: error instanceof Error ? error : new Error(String(error)) };
  }
  post(answer);
}

function poll(): void {
  for (let got = next(); got !== undefined; got = next()) void obey(got.message);
}

function next(): { readonly message: WorkerOrder } | undefined {
  return parentPort === null ? undefined : receiveMessageOnPort(parentPort);
}

function post(answer: WorkerAnswer): void {
  parentPort?.postMessage(answer);
}

async function makeExaminer(options: ExaminerOptions): Promise<Examiner> {
  const chain = isUnchanged(options.changes) ? plainChain : configuredChain(options.changes, progress);
  return new Examiner(await chain, options, sharing);
}
