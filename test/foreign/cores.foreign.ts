/**
 * Cores of real processes, written by gdb's gcore and, where it writes core files into the working folder, by the
 * kernel: our regions beside what readelf, gdb and /proc/PID say; and what is no key in there. Needs gdb, binutils and Python of
 * 3.13 or later; see CONTRIBUTING.md.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FileSource } from '../../src/bytes/file-source.ts';
import { elfCore } from '../../src/views/elf-core.ts';
import { locate } from '../../src/views/locate.ts';
import type { Region, View } from '../../src/views/view.ts';
import { scanBytes } from '../support/scan-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-cores-'));
const running: ChildProcess[] = [];
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Dumped {
  readonly path: string;
  /** /proc/PID/maps at the time of the dump; a process that the kernel dumped has none left. */
  readonly maps: readonly Mapped[];
  readonly pid?: number;
}

interface Mapped {
  readonly start: bigint;
  readonly end: bigint;
  readonly path: string;
}

const NODE_PROGRAM = 'console.log("up"); setInterval(() => {}, 1000)';

async function started(command: string, args: string[]): Promise<ChildProcess> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  running.push(child);
  if (args.includes(NODE_PROGRAM)) await once(child.stdout!, 'data');
  else await new Promise((resolve) => setTimeout(resolve, 300));
  return child;
}

async function byGcore(command: string, args: string[]): Promise<Dumped> {
  const { pid } = await started(command, args);
  process.kill(pid!, 'SIGSTOP');
  const maps = readMaps(pid!);
  execFileSync('gcore', ['-o', join(folder, 'gcore'), `${pid}`], { stdio: 'ignore' });
  return { path: join(folder, `gcore.${pid}`), maps, pid: pid! };
}

function byKernel(): Dumped {
  const crash = `ulimit -c unlimited; exec '${process.execPath}' -e 'process.abort()'`;
  spawnSync('bash', ['-c', crash], { cwd: folder, stdio: 'ignore' });
  const name = readdirSync(folder).find((candidate) => candidate.startsWith('core'));
  return { path: join(folder, name!), maps: [] };
}

function readMaps(pid: number): Mapped[] {
  const lines = readFileSync(`/proc/${pid}/maps`, 'latin1').trimEnd().split('\n');
  return lines.map((line) => {
    const [range, , , , , ...path] = line.split(/\s+/);
    const [start, end] = range!.split('-').map((hex) => BigInt(`0x${hex}`));
    return { start: start!, end: end!, path: path.join(' ') };
  });
}

/** A pipe or a folder means that cores go elsewhere. */
const kernelWritesHere = /^[^|/]+$/.test(readFileSync('/proc/sys/kernel/core_pattern', 'latin1').trim());
const producers: [string, () => Dumped | Promise<Dumped>][] = [
  ['sleep, by gcore', () => byGcore('sleep', ['600'])],
  ['node with its threads, by gcore', () => byGcore(process.execPath, ['-e', NODE_PROGRAM])],
];
if (kernelWritesHere) producers.push(['node that aborted, by the kernel', byKernel]);

describe.each(producers)('%s', (_, dump) => {
  let dumped: Dumped;
  let source: FileSource;
  let view: View;

  beforeAll(async () => {
    dumped = await dump();
    source = FileSource.open(dumped.path);
    view = elfCore.open(source);
  });
  afterAll(() => source.close());

  const mapOf = (address: bigint) => dumped.maps.find(({ start, end }) => start <= address && address < end);
  const inMemory = () => view.regions.filter((region): region is Region & { address: bigint } => 'address' in region);

  test('opens without trouble', () => {
    expect(view.troubles).toEqual([]);
  });

  test('has all the memory that readelf lists, at its addresses', () => {
    const lines = execFileSync('readelf', ['-lW', dumped.path]).toString().split('\n');
    const loads = lines.flatMap((line) => {
      const [type, offset, address, , bytes] = line.trim().split(/\s+/);
      return type === 'LOAD' && Number(bytes) > 0 ? [{ offset: Number(offset), address: BigInt(address!), bytes }] : [];
    });
    expect(loads.length).toBeGreaterThan(10);
    for (const { offset, address, bytes } of loads) {
      expect(locate(view, offset)?.address).toBe(address);
      const last = Number(bytes) - 1;
      expect(locate(view, offset + last)?.address).toBe(address + BigInt(last));
    }
    const total = loads.reduce((sum, { bytes }) => sum + Number(bytes), 0);
    expect(inMemory().reduce((sum, { length }) => sum + length, 0)).toBe(total);
  });

  test('has the notes that readelf lists, with their sizes', () => {
    const text = execFileSync('readelf', ['-nW', dumped.path]).toString();
    const sizes = [...text.matchAll(/^ {2}(?:CORE|LINUX|GDB) +0x([0-9a-f]{8})\t/gm)].map(([, hex]) =>
      Number(`0x${hex}`),
    );
    expect(sizes.length).toBeGreaterThan(5);
    const notes = view.regions.filter(({ address }) => address === undefined);
    expect(notes.map(({ length }) => length)).toEqual(sizes);
    const threads = text.match(/NT_PRSTATUS/g)!.length;
    expect(notes.filter(({ name }) => /^thread \d+ registers$/.test(name!))).toHaveLength(threads);
    expect(notes.filter(({ name }) => /^thread \d+ registers \(xstate\)$/.test(name!))).toHaveLength(threads);
  });

  test('names the stacks that gdb finds each thread on', () => {
    const commands = ['-ex', 'thread apply all -ascending -q printf "%d %#lx\\n", $_thread, $sp'];
    const text = execFileSync('gdb', ['-batch', '-nx', ...commands, '-core', dumped.path], {
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString();
    const pointers = [...text.matchAll(/^(\d+) (0x[0-9a-f]+)$/gm)].map(([, thread, sp]) => ({
      thread,
      sp: BigInt(sp!),
    }));
    expect(pointers.length).toBeGreaterThan(0);
    for (const { thread, sp } of pointers) {
      const region = inMemory().find(({ address, length }) => address <= sp && sp < address + BigInt(length));
      expect(region?.name).toBe(`thread ${thread} stack`);
    }
  });

  test('names memory as the kernel does', () => {
    expect(inMemory().some(({ name }) => name === '[heap]')).toBe(true);
    expect(inMemory().some(({ name }) => name === '[vdso]')).toBe(true);
    if (dumped.maps.length === 0) return;
    for (const { address, name = '' } of inMemory()) {
      const path = mapOf(address)?.path;
      if (path === undefined) continue; // [vsyscall] and the like, where gdb looks elsewhere
      if (name.endsWith('.bss')) expect(path).toBe('');
      else if (/^thread \d+ stack$/.test(name)) expect(['', '[stack]']).toContain(path);
      else if (name !== '' || path.startsWith('/')) expect(name).toBe(path);
    }
    expect(inMemory().find(({ name }) => name === '[heap]')?.address).toBe(
      dumped.maps.find(({ path }) => path === '[heap]')?.start,
    );
  });

  test('holds the memory that the stopped process still has', () => {
    if (dumped.pid === undefined) return;
    const memory = openSync(`/proc/${dumped.pid}/mem`, 'r');
    const named = inMemory().filter(({ name }) => name !== undefined && !name.endsWith('.bss'));
    for (const { address, length } of named) {
      const bytes = Buffer.alloc(Math.min(length, 1 << 16));
      readSync(memory, bytes, 0, bytes.length, address);
      expect(bytes.equals(view.memory.peek(address, bytes.length)!)).toBe(true);
    }
    closeSync(memory);
  });
});

test('the generator of mimalloc in Python, a ChaCha20 state whose nonce is its own address, is no key', async () => {
  const { path } = await byGcore('/usr/bin/python3', ['-c', 'import time; time.sleep(600)']);
  const core = readFileSync(path);
  const source = FileSource.open(path);
  const view = elfCore.open(source);
  const states = [];
  for (let at = core.indexOf('expand 32-byte k'); at !== -1; at = core.indexOf('expand 32-byte k', at + 1))
    if (core.readBigUInt64LE(at + 56) === locate(view, at)?.address) states.push(at);
  source.close();
  expect(states.length).toBeGreaterThan(0);
  expect((await scanBytes({ core })).findings).toEqual([]);
});
