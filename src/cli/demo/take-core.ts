import { type ChildProcess, spawnSync } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';

/**
 * Dumps the core of a child process with gdb's gcore.
 * @returns why that failed, or undefined when `file` was written
 */
export function takeCore({ pid }: ChildProcess, file: string): string | undefined {
  // gcore appends the process id to the given name.
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
