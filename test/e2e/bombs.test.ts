import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Gap } from '../../src/model/gap.ts';
import { isSlowRun } from '../support/is-slow-run.ts';
import { archiveBombs } from './bombs/archive-bombs.ts';
import type { Bomb } from './bombs/bomb.ts';
import { codecBombs } from './bombs/codec-bombs.ts';
import { floodBombs } from './bombs/flood-bombs.ts';
import { imageBombs } from './bombs/image-bombs.ts';
import { textBombs } from './bombs/text-bombs.ts';
import { NODES, runCli } from './dist.ts';
import { peakProbe } from './peak-probe.ts';

/*
 * Small inputs that ask for much. Each is scanned by a process of its own: it ends inside the budget with a gap that names the
 * limit and how to raise it, or is scanned whole; and the process never holds more than MAX_PEAK_MIB.
 */
const MAX_PEAK_MIB = 400;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keysieve-bombs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Report {
  readonly gaps: readonly Gap[];
  readonly stats: { readonly scannedBytes: number; readonly entries: number };
}

async function scan(
  path: string,
  node: string,
  options: readonly string[] = [],
): Promise<{ report: Report; peakMiB: number }> {
  const [json, peak] = [join(folder, 'report.json'), join(folder, 'peak.txt')];
  const args = ['scan', path, '--json', json, '--quiet', '--on-gap', 'ignore', ...options];
  const { code, stderr } = await runCli(args, { node, cwd: folder, env: peakProbe(peak) });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return { report: JSON.parse(readFileSync(json, 'utf8')), peakMiB: Number(readFileSync(peak, 'utf8')) / 1024 };
}

function write({ name, make, fileBytes }: Bomb): string {
  const path = join(folder, name.replaceAll(/[^\w]+/g, '-'));
  if (existsSync(path)) return path;
  const made = make();
  const file = openSync(path, 'w');
  for (const piece of made instanceof Uint8Array ? [made] : made) writeSync(file, piece);
  if (fileBytes !== undefined) ftruncateSync(file, fileBytes);
  closeSync(file);
  return path;
}

const bombs = [...archiveBombs, ...codecBombs, ...imageBombs, ...textBombs, ...floodBombs];
const nodes = Object.entries(NODES);
/** CI has ten minutes: there each is tried on one of the Nodes, in turns, and what takes long on none. */
const triedOn = (which: number): readonly Bomb[] =>
  bombs.filter(({ isHeavy }, turn) => isSlowRun || (!isHeavy && turn % nodes.length === which));

describe.each(nodes.map(([name, node], which) => ({ name, node, which })))('on $name', ({ node, which }) => {
  test.each(triedOn(which))('$name', async (bomb) => {
    const { report, peakMiB } = await scan(write(bomb), node, bomb.options);
    const { gaps, scannedBytes = 0, entries = 0 } = bomb;
    const isTold = ({ code, message }: Gap): boolean =>
      gaps.some(([known, pattern]) => known === code && pattern.test(message));
    expect(report.gaps.filter((gap) => !isTold(gap)).slice(0, 5)).toEqual([]);
    for (const [code, pattern] of gaps)
      expect(report.gaps.some((gap) => gap.code === code && pattern.test(gap.message))).toBe(true);
    expect(report.stats.scannedBytes).toBeGreaterThanOrEqual(scannedBytes);
    expect(report.stats.entries).toBeGreaterThanOrEqual(entries);
    expect(peakMiB).toBeLessThanOrEqual(MAX_PEAK_MIB);
  });

  test('folders on disk, 1,000 deep', async () => {
    const deep = join(folder, 'deep');
    if (!existsSync(deep)) {
      mkdirSync(join(deep, 'd/'.repeat(1000)), { recursive: true });
      writeFileSync(join(deep, 'd/'.repeat(1000), 'file.txt'), 'some text\n');
    }
    const { report, peakMiB } = await scan(deep, node);
    expect(report.gaps).toEqual([]);
    expect(report.stats.scannedBytes).toBe(10);
    expect(peakMiB).toBeLessThanOrEqual(MAX_PEAK_MIB);
  });

  test('folders on disk that lead to one another', async () => {
    const loop = join(folder, 'loop');
    if (!existsSync(loop)) makeLoop(loop);
    const { report, peakMiB } = await scan(loop, node);
    expect(report.gaps).toEqual([]);
    expect(report.stats.entries).toBe(0);
    expect(peakMiB).toBeLessThanOrEqual(MAX_PEAK_MIB);
  });
});

function makeLoop(root: string): void {
  const inner = join(root, 'a', 'b');
  mkdirSync(inner, { recursive: true });
  writeFileSync(join(inner, 'file.txt'), 'some text\n');
  symlinkSync('..', join(inner, 'up'));
  symlinkSync('.', join(root, 'here'));
  symlinkSync('two', join(root, 'one'));
  symlinkSync('one', join(root, 'two'));
  symlinkSync('nothing', join(root, 'dangling'));
}
