import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where corpora lie, and whatever else a bench makes; git ignores it. */
export const folder = new URL('./corpora/', import.meta.url).pathname;

export interface Timing {
  readonly seconds: number;
  /** Of all its threads, in the program and in the system. */
  readonly processorSeconds: number;
  /** Peak resident memory of the process. */
  readonly peakMiB: number;
}

/** Runs a shell command to its end; what it prints is thrown away. */
export function time(command: string): Timing {
  const report = join(folder, 'time.txt');
  const start = process.hrtime.bigint();
  spawnSync('/usr/bin/time', ['-f', '%U %S %M', '-o', report, 'sh', '-c', `exec ${command}`], {
    stdio: ['ignore', 'ignore', 'ignore'],
    // In no checkout, whose files would be looked through for where findings come from.
    cwd: tmpdir(),
    env: { ...process.env, CI: '1' },
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  // A line of its own comes before it, where the command failed.
  const [user, system, peak] = readFileSync(report, 'utf8').trim().split('\n').at(-1)!.split(' ').map(Number);
  return { seconds, processorSeconds: user! + system!, peakMiB: peak! / 1024 };
}

export const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
