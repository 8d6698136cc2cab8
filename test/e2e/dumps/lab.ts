/** Where a scenario works: a folder of its own, processes that end with it, and ways to dump them. */
import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export interface Lab {
  readonly folder: string;
  /** Path of a new file with that content; read only for us, as ssh wants its keys. */
  file(name: string, content: string | Uint8Array): string;
  /** Runs a program to its end. @returns what it printed */
  run(command: string, args: readonly string[], options?: RunOptions): Promise<string>;
  /** Starts a program that stays; with `until`, waits for it to print that. */
  start(command: string, args: readonly string[], options?: StartOptions): Promise<ChildProcess>;
  /** What a started program has printed so far. */
  printed(child: ChildProcess): string;
  /** Waits for something to accept connections. */
  listening(port: number): Promise<void>;
  /** The last words of every program that was started and has ended, for a scenario that failed. */
  lastWords(): string;
  /** Counts a process, which a program that we ran has left behind, among those that end with the lab. */
  adopt(pid: number): void;
  /** A core by gdb of a process that goes on. */
  gcore(pid: number, name?: string): Promise<string>;
  /** What a process can write, one range after the other and without a header, as gdb's `dump memory` has it. */
  rawMemory(pid: number, name?: string): Promise<string>;
  /** A core by the kernel of a process that aborts. */
  abort(child: ChildProcess, name?: string): Promise<string>;
  /** Ends the processes and removes the folder, unless it shall stay. */
  close(options?: { readonly keep?: boolean }): Promise<void>;
}

export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly patienceMs?: number;
}
export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly until?: RegExp;
  /** How long it may take until then. */
  readonly patienceMs?: number;
}

/** Debian's programs first, since the producers are written for them; then where else the caller has some, as cargo. */
const PATH = ['/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', process.env.PATH].join(delimiter);
/** Nothing else of the environment that the tests run in: it may hold tokens, and they would be in every dump. */
const ENVIRONMENT = { PATH, LANG: 'C.UTF-8' };
const PATIENCE_MS = 30_000;

export function openLab(folder: string): Lab {
  mkdirSync(folder, { recursive: true });
  const children: ChildProcess[] = [];
  const adopted: number[] = [];
  const output = new Map<ChildProcess, string>();
  const options = (env: Readonly<Record<string, string>> = {}): SpawnOptions => ({
    cwd: folder,
    env: { ...ENVIRONMENT, HOME: folder, ...env },
  });

  async function start(command: string, args: readonly string[], { env, until, patienceMs }: StartOptions = {}) {
    // A shell of its own, which becomes the program, lifts the limit on cores.
    const shell = ['-c', 'ulimit -c unlimited; exec "$@"', 'sh', command, ...args];
    const child = spawn('/bin/sh', shell, { ...options(env), stdio: ['pipe', 'pipe', 'pipe'] });
    children.push(child);
    output.set(child, '');
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (chunk: Buffer) => output.set(child, output.get(child)! + chunk.toString('latin1')));
    }
    child.stdin!.on('error', () => undefined);
    if (until !== undefined) {
      await eventually(
        `${command} printed ${until}`,
        () => {
          if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}: ${output.get(child)}`);
          return until.test(output.get(child)!);
        },
        patienceMs,
      );
    }
    return child;
  }

  return {
    folder,
    file(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content, { mode: 0o600 });
      return path;
    },
    async run(command, args, { input, env, patienceMs = 2 * PATIENCE_MS } = {}) {
      const promise = execute(command, args, { ...options(env), maxBuffer: 64 << 20, timeout: patienceMs });
      promise.child.stdin!.on('error', () => undefined);
      promise.child.stdin!.end(input ?? '');
      const { stdout, stderr } = await promise;
      return stdout.toString() + stderr.toString();
    },
    start,
    printed: (child) => output.get(child) ?? '',
    lastWords: () =>
      children
        .filter(({ exitCode }) => exitCode !== null)
        .map(
          (child) =>
            `${child.spawnargs.slice(4).join(' ')} ended with ${child.exitCode}: ${output.get(child)!.slice(-500)}`,
        )
        .join('\n'),
    listening: (port) => eventually(`port ${port} listens`, () => isListening(port)),
    adopt: (pid) => adopted.push(pid),
    async gcore(pid, name = 'gcore') {
      const path = join(folder, `${name}.${pid}`);
      await execute('gcore', ['-o', join(folder, name), `${pid}`], options());
      if (!existsSync(path)) throw new Error(`gcore wrote no core of process ${pid}`);
      return path;
    },
    async rawMemory(pid, name = 'raw') {
      const path = join(folder, `${name}.${pid}`);
      const maps = readFileSync(`/proc/${pid}/maps`, 'latin1').split('\n');
      const ranges = maps.flatMap((line) => /^([0-9a-f]+)-([0-9a-f]+) rw-p/.exec(line)?.slice(1) ?? []);
      const commands = Array.from({ length: ranges.length / 2 }, (_, index) => {
        const [start, end] = ranges.slice(2 * index, 2 * index + 2);
        return ['-ex', `${index === 0 ? 'dump' : 'append'} binary memory ${path} 0x${start} 0x${end}`];
      });
      await execute('gdb', ['-nx', '-batch', '-p', `${pid}`, ...commands.flat()], options());
      return path;
    },
    async abort(child, name = 'aborted') {
      const ended = once(child, 'exit');
      child.kill('SIGABRT');
      await ended;
      const core = readdirSync(folder).find((file) => file === 'core' || file === `core.${child.pid}`);
      if (core === undefined) throw new Error('the kernel wrote no core');
      renameSync(join(folder, core), join(folder, name));
      return join(folder, name);
    },
    async close({ keep = false } = {}) {
      const alive = children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
      const ended = alive.map((child) => once(child, 'exit'));
      // Workers and sessions do not end with those that started them.
      for (const pid of [...alive.map((child) => child.pid!), ...adopted].flatMap(withDescendants)) endProcess(pid);
      await Promise.all(ended);
      if (!keep) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether the kernel writes cores into the working folder: a pipe or a folder means that they go elsewhere. */
export function kernelWritesCores(): boolean {
  return /^[^|/]+$/.test(readFileSync('/proc/sys/kernel/core_pattern', 'latin1').trim());
}

export async function eventually(
  what: string,
  holds: () => boolean | Promise<boolean>,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 50) {
    if (await holds()) return;
    await sleep(50);
  }
  throw new Error(`in vain: ${what}`);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** By the kernel's table, so that a server that takes one connection is not disturbed. Local address, then state 0A. */
function isListening(port: number): boolean {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].filter((path) => existsSync(path));
  return tables.some((path) => new RegExp(`:${hex} [0-9A-F]+:[0-9A-F]{4} 0A `).test(readFileSync(path, 'latin1')));
}

/** Processes that it has started and that still run. */
export function childrenOf(pid: number): number[] {
  if (!existsSync(`/proc/${pid}/task/${pid}/children`)) return [];
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim().split(' ').filter(Boolean).map(Number);
}

function withDescendants(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(withDescendants)];
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
