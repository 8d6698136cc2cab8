import { describe, expect, test } from 'vitest';
import { WorkerPool } from '../../src/engine/pool.ts';
import type { Task, TaskResult } from '../../src/engine/task.ts';

/** A worker that answers with the path it was given, hangs at `hang`, waits for others at `wait`, throws at `bug`, dies at `die`. */
const script = new URL(
  `data:text/javascript,${encodeURIComponent(`
  import { parentPort, workerData } from 'node:worker_threads';
  parentPort.on('message', ({ task }) => {
    for (const [index, { path }] of task.artifacts.entries()) {
      Atomics.store(workerData.progress, 0, index);
      if (path === 'hang') for (;;);
      if (path === 'wait') return Atomics.store(workerData.progress, 3, 1);
      if (path === 'die') process.exit(7);
      if (path === 'bug') return parentPort.postMessage({ bug: new Error('a bug') });
    }
    parentPort.postMessage({ result: { parts: task.artifacts.map(({ path }) => ({ path })), followUps: [] } });
  });
`)}`,
);

const files = (...paths: string[]): Task => ({ kind: 'files', artifacts: paths.map((path) => ({ path, file: path })) });

const take =
  (seen: string[]) =>
  (_: Task, { parts, followUps }: TaskResult): readonly Task[] => {
    seen.push(...parts.map(({ path }) => path));
    return followUps;
  };

async function run(tasks: readonly Task[], threads = 2): Promise<string[]> {
  const seen: string[] = [];
  const onStuck = (task: Task, index: number): TaskResult => {
    const { artifacts } = task as Extract<Task, { kind: 'files' }>;
    seen.push(`stuck at ${artifacts[index]!.path}`);
    const others = artifacts.filter((_, other) => other !== index);
    return { parts: [], followUps: others.length === 0 ? [] : [{ kind: 'files', artifacts: others }] };
  };
  const pool = new WorkerPool({ threads, script, stuckAfterMs: 2000, stuckInPlugInAfterMs: 2000, onStuck });
  await pool.run(tasks, {}, take(seen)).finally(() => pool.close());
  return seen.toSorted();
}

describe('the worker pool', () => {
  test('does every task, with more and with fewer tasks than threads, and with none', async () => {
    expect(await run([files('a'), files('b', 'c'), files('d')])).toEqual(['a', 'b', 'c', 'd']);
    expect(await run([files('a')], 3)).toEqual(['a']);
    expect(await run([])).toEqual([]);
  });

  test('hires for follow-ups, so that a large artifact keeps all threads busy', async () => {
    const together = new Int32Array(new SharedArrayBuffer(4));
    const meet = new URL(
      `data:text/javascript,${encodeURIComponent(`
      import { parentPort } from 'node:worker_threads';
      let together;
      parentPort.on('message', ({ task, setUp }) => {
        together ??= setUp.together;
        const [{ path }] = task.artifacts;
        if (path === 'first') {
          const followUps = ['x', 'y'].map((path) => ({ kind: 'files', artifacts: [{ path, file: path }] }));
          return parentPort.postMessage({ result: { parts: [], followUps } });
        }
        Atomics.add(together, 0, 1);
        while (Atomics.load(together, 0) < 2);
        parentPort.postMessage({ result: { parts: [{ path }], followUps: [] } });
      });
    `)}`,
    );
    const seen: string[] = [];
    const onStuck = (): never => {
      throw new Error('a thread waited for another that was never hired');
    };
    const pool = new WorkerPool({
      threads: 2,
      script: meet,
      stuckAfterMs: 20_000,
      stuckInPlugInAfterMs: 500,
      onStuck,
    });
    await pool.run([files('first')], { together }, take(seen)).finally(() => pool.close());
    expect(seen.toSorted()).toEqual(['x', 'y']);
  });

  test('workers that were hired before there was work do it', async () => {
    const seen: string[] = [];
    const onStuck = (): never => {
      throw new Error('nothing hangs');
    };
    const pool = new WorkerPool({
      threads: 2,
      script,
      stuckAfterMs: 20_000,
      stuckInPlugInAfterMs: 500,
      onStuck,
    });
    pool.hire(5);
    await pool.run([files('a'), files('b')], {}, take(seen)).finally(() => pool.close());
    expect(seen.toSorted()).toEqual(['a', 'b']);
  });

  test('ends a stuck worker, says at which artifact, and does the others of its task', async () => {
    expect(await run([files('a', 'hang', 'b'), files('c')])).toEqual(['a', 'b', 'c', 'stuck at hang']);
    expect(await run([files('hang'), files('x'), files('y')], 1)).toEqual(['stuck at hang', 'x', 'y']);
  });

  test('ends those that wait for one another, when nobody is at work any more', async () => {
    expect(await run([files('wait', 'a'), files('wait'), files('b')])).toEqual([
      'a',
      'b',
      'stuck at wait',
      'stuck at wait',
    ]);
  });

  test('where all wait, ends one alone: the other may have waited for just that', async () => {
    const waiting = new URL(
      `data:text/javascript,${encodeURIComponent(`
      import { parentPort, workerData } from 'node:worker_threads';
      let isFree;
      parentPort.on('message', ({ task, setUp }) => {
        isFree ??= setUp.isFree;
        const [{ path }] = task.artifacts;
        const answer = () => parentPort.postMessage({ result: { parts: [{ path }], followUps: [] } });
        Atomics.store(workerData.progress, 3, path === 'free' ? 0 : 1);
        if (path === 'held') return;
        if (path === 'free') return Atomics.store(isFree, 0, 1), answer();
        const timer = setInterval(() => {
          if (Atomics.load(isFree, 0) === 0) return;
          clearInterval(timer);
          answer();
        }, 10);
      });
    `)}`,
    );
    const seen: string[] = [];
    const onStuck = (task: Task): TaskResult => {
      seen.push(`stuck at ${(task as Extract<Task, { kind: 'files' }>).artifacts[0]!.path}`);
      return { parts: [], followUps: [] };
    };
    const pool = new WorkerPool({
      threads: 2,
      script: waiting,
      stuckAfterMs: 1000,
      stuckInPlugInAfterMs: 1000,
      onStuck,
    });
    const isFree = new Int32Array(new SharedArrayBuffer(4));
    await pool.run([files('held'), files('follow'), files('free')], { isFree }, take(seen)).finally(() => pool.close());
    expect(seen.toSorted()).toEqual(['follow', 'free', 'stuck at held']);
  });

  test('a bug in a worker, and a worker that dies, are errors of the whole scan', async () => {
    await expect(run([files('a'), files('bug')])).rejects.toThrow('a bug');
    await expect(run([files('a'), files('die')])).rejects.toThrow(/ended with code 7/);
  });

  test('ends a worker that gets no answer from a plug-in, and says from which; other questions may be many', async () => {
    const asking = new URL(
      `data:text/javascript,${encodeURIComponent(`
      import { parentPort, workerData } from 'node:worker_threads';
      parentPort.on('message', ({ task }) => {
        const [{ path }] = task.artifacts;
        for (let call = 0; call < 100; call++) {
          Atomics.add(workerData.progress, 2, 1);
          Atomics.store(workerData.progress, 1, 7);
          if (path === 'hang') for (;;);
          Atomics.wait(workerData.progress, 0, 0, 10);
          Atomics.store(workerData.progress, 1, 0);
        }
        parentPort.postMessage({ result: { parts: [{ path }], followUps: [] } });
      });
    `)}`,
    );
    const seen: string[] = [];
    const onStuck = (_: Task, index: number, plugIn: number | undefined): TaskResult => {
      seen.push(`stuck in ${plugIn} at ${index}`);
      return { parts: [], followUps: [] };
    };
    const pool = new WorkerPool({
      ...{ threads: 2, script: asking, stuckAfterMs: 60_000, stuckInPlugInAfterMs: 500, onStuck },
    });
    await pool.run([files('hang'), files('a')], {}, take(seen)).finally(() => pool.close());
    expect(seen.toSorted()).toEqual(['a', 'stuck in 6 at 0']);
  });
});
