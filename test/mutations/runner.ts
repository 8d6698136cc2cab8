import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Ending } from './judge.ts';

/** Sent to the worker: one fixture, and seeds of its mutants. */
export interface Order {
  readonly file: string;
  readonly seeds: readonly number[];
}

export type Report =
  | { readonly is: 'start'; readonly seed: number }
  | ({ readonly is: 'end' } & Outcome)
  | { readonly is: 'done' };

/** What became of one mutant. */
export interface Outcome {
  readonly seed: number;
  readonly ending: Ending | 'crash' | 'hang';
  readonly kind: string;
  readonly detail?: string;
}

const HANG_MS = 15_000;

/** Scans mutants in a thread that is ended when one of them takes too long. */
export class MutationRunner {
  readonly #folder = mkdtempSync(join(tmpdir(), 'keysieve-test-'));
  #worker: Worker | undefined;

  async run({ file, seeds }: Order): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    let left = seeds;
    while (left.length > 0) {
      const done = await this.#runUntilBroken({ file, seeds: left });
      outcomes.push(...done);
      left = left.slice(done.length);
      if (left.length > 0) await this.#restart();
    }
    return outcomes;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** @returns outcomes from the first seed on, the last of them of the mutant that broke the worker, if one did */
  #runUntilBroken(order: Order): Promise<Outcome[]> {
    this.#worker ??= new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { scratch: join(this.#folder, 'mutant') },
    });
    const worker = this.#worker;
    const outcomes: Outcome[] = [];
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout;
      const finish = (broken?: Pick<Outcome, 'ending' | 'detail'>): void => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        if (broken) outcomes.push({ seed: order.seeds[outcomes.length]!, kind: '', ...broken });
        resolve(outcomes);
      };
      const wait = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => finish({ ending: 'hang' }), HANG_MS);
      };
      const onMessage = (report: Report): void => {
        wait();
        if (report.is === 'end') outcomes.push(report);
        if (report.is === 'done') finish();
      };
      const onError = (error: Error): void => finish({ ending: 'crash', detail: error.stack ?? error.message });
      const onExit = (code: number): void => finish({ ending: 'crash', detail: `the thread ended with ${code}` });
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      wait();
      worker.postMessage(order);
    });
  }

  async #restart(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }
}
