import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAesSchedules } from '../../src/kernel/aes-schedules.ts';
import { surveyMemory } from '../../src/kernel/memory-survey.ts';
import { type OpenKernel, openKernel } from '../../src/kernel/open-kernel.ts';
import { planKernel } from '../../src/kernel/plan.ts';
import type { Anchor } from '../../src/model/anchor.ts';
import { core, minified256, random256, text256 } from '../corpora.ts';
import { benchAnchors } from './bench-anchors.ts';

/*
 * The kernel alone: one thread, data in its window, calls of 1 MiB. `node bench/kernel/run.ts` (Node 24) prints GB/s a kind of
 * data: first by the sum of the fastest call of each MiB, which is what the machine can do, then by the median round. Where
 * libvectorscan and a C++ compiler are installed (Debian: libvectorscan-dev, g++), it scans the same bytes for the same
 * literals in the same way. Measures; never passes or fails.
 */

const MIB = 1 << 20;
const SLICE_MIB = 32;
const ROUNDS = 9;

interface Slice {
  readonly name: string;
  readonly bytes: Buffer;
}

/** 32 MiB of the file; of memory, only pages that are not nearly all zeros. */
function sliceOf(name: string, path: string, keep: (page: Buffer) => boolean): Slice {
  const bytes = Buffer.alloc(SLICE_MIB * MIB);
  const page = Buffer.alloc(4096);
  const file = openSync(path, 'r');
  let filled = 0;
  for (let at = 0; at + page.length <= statSync(path).size && filled < bytes.length; at += page.length) {
    readSync(file, page, 0, page.length, at);
    if (keep(page)) filled += page.copy(bytes, filled);
  }
  closeSync(file);
  return { name, bytes: bytes.subarray(0, filled - (filled % MIB)) };
}

async function slices(): Promise<readonly Slice[]> {
  const all = () => true;
  const dense = (page: Buffer) => page.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0) < 3700;
  return [
    sliceOf('text', (await text256()).path, all),
    sliceOf('core', (await core()).path, dense),
    sliceOf('minified', (await minified256()).path, all),
    sliceOf('random', (await random256()).path, all),
    { name: 'zeros', bytes: Buffer.alloc(SLICE_MIB * MIB) },
  ];
}

interface Speed {
  /** GB/s. */
  readonly fastest: number;
  readonly median: number;
}

function speedOf(bytes: number, scan: (start: number, end: number) => void): Speed {
  const fastest = new Float64Array(bytes / MIB).fill(Number.POSITIVE_INFINITY);
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    let roundMs = 0;
    for (let part = 0; part < fastest.length; part++) {
      const begin = performance.now();
      scan(part * MIB, (part + 1) * MIB);
      const ms = performance.now() - begin;
      roundMs += ms;
      fastest[part] = Math.min(fastest[part]!, ms);
    }
    rounds.push(roundMs);
  }
  rounds.sort((a, b) => a - b);
  const gigabytesPerSecond = (ms: number) => bytes / ms / 1e6;
  return {
    fastest: gigabytesPerSecond(fastest.reduce((sum, ms) => sum + ms, 0)),
    median: gigabytesPerSecond(rounds[rounds.length >> 1]!),
  };
}

/** UTF-16 twins of the text anchors, as the engine asks for them. */
function withTwins(anchors: readonly Anchor[]): readonly Anchor[] {
  const text = anchors.filter(({ bytes }) => bytes.every((byte) => byte >= 0x20 && byte <= 0x7e));
  const twins = [0, 1].flatMap((place) =>
    text.map(({ bytes, ignoreCase }) => {
      const wide = new Uint8Array(2 * Math.min(16, bytes.length));
      for (let at = 0; 2 * at < wide.length; at++) wide[2 * at + place] = bytes[at]!;
      return { bytes: wide, ignoreCase };
    }),
  );
  return [...anchors, ...twins];
}

/** Compiles the harness; undefined where the library or the compiler is missing. */
function vectorscanHarness(folder: string): string | undefined {
  const program = join(folder, 'vectorscan');
  try {
    execFileSync('g++', ['-O2', '-o', program, join(import.meta.dirname, 'vectorscan.cc'), '-lhs'], {
      stdio: 'ignore',
    });
    return program;
  } catch {
    return undefined;
  }
}

/** Without the twins: the library's literals may not begin with a zero. */
function vectorscanSpeed(program: string, folder: string, anchors: readonly Anchor[], { bytes }: Slice): number {
  const literals = anchors.map(
    ({ bytes: anchor, ignoreCase }) => `${ignoreCase ? 'i' : 'c'} ${Buffer.from(anchor).toString('hex')}`,
  );
  writeFileSync(join(folder, 'literals'), `${literals.join('\n')}\n`);
  writeFileSync(join(folder, 'data'), bytes);
  const printed = execFileSync(program, [join(folder, 'literals'), join(folder, 'data'), String(ROUNDS)], {
    encoding: 'utf8',
  });
  return bytes.length / JSON.parse(printed).seconds / 1e9;
}

function measurePlan(name: string, anchors: readonly Anchor[]): void {
  const begin = performance.now();
  planKernel(anchors);
  console.log(`plan, ${name}: ${anchors.length} anchors, ${(performance.now() - begin).toFixed(1)} ms`);
}

function scans(): readonly (readonly [
  name: string,
  kernel: OpenKernel,
  scan: (kernel: OpenKernel, start: number, end: number) => void,
])[] {
  const windowBytes = SLICE_MIB * MIB;
  const anchorScan = (kernel: OpenKernel, start: number, end: number) => void kernel.scan(start, end, windowBytes);
  const bare = openKernel(planKernel([]), windowBytes);
  return [
    ['anchors', openKernel(planKernel(benchAnchors()), windowBytes), anchorScan],
    ['anchors and UTF-16 twins', openKernel(planKernel(withTwins(benchAnchors())), windowBytes), anchorScan],
    ['AES schedules', bare, (kernel, start, end) => void findAesSchedules(kernel, start, end, windowBytes)],
    ['survey of memory', bare, (kernel, start, end) => void surveyMemory(kernel, start, end, windowBytes, 0)],
  ];
}

const folder = mkdtempSync(join(tmpdir(), 'keysieve-bench-'));
try {
  console.log(`${cpus()[0]?.model}, Node ${process.version}; GB/s: fastest call of each MiB (median round)`);
  measurePlan('cold', benchAnchors());
  measurePlan('with UTF-16 twins', withTwins(benchAnchors()));
  const harness = vectorscanHarness(folder);
  if (!harness) console.log('vectorscan: not measured, libvectorscan-dev or g++ is missing');
  for (const slice of await slices()) {
    for (const [name, kernel, scan] of scans()) {
      kernel.window.set(slice.bytes);
      const { fastest, median } = speedOf(slice.bytes.length, (start, end) => scan(kernel, start, end));
      console.log(`${slice.name.padEnd(9)} ${name.padEnd(26)} ${fastest.toFixed(2)} (${median.toFixed(2)})`);
    }
    if (!harness) continue;
    const speed = vectorscanSpeed(harness, folder, benchAnchors(), slice);
    console.log(`${slice.name.padEnd(9)} ${'anchors, by vectorscan'.padEnd(26)} ${speed.toFixed(2)}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
