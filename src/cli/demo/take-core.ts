import { type ChildProcess, spawnSync } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';

/** Core of a running process of ours, by gdb's gcore. @returns why there is none, or undefined when it was written to `file` */
export function takeCore({ pid }: ChildProcess, file: string): string | undefined {
  // gcore puts the process id behind the name that it is given.
  const { error, status } = spawnSync('gcore', ['-o', file, `${pid}`], { stdio: 'ignore', timeout: MAX_MS });
  const written = `${file}.${pid}`;
  if (error === undefined && status === 0) {
    renameSync(written, file);
    return undefined;
  }
  rmSync(written, { force: true });
  if (error !== undefined && 'code' in error && error.code === 'ENOENT') return 'gdb is not installed';
  return 'gdb may not attach to processes here';
}
const MAX_MS = 60_000;
