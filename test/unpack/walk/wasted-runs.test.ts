import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { drain } from '../../../src/bytes/chunks.ts';
import { containers } from '../../../src/unpack/catalog.ts';
import { base64 } from '../../../src/unpack/codings/base64.ts';
import { hexDump } from '../../../src/unpack/codings/hex-dump.ts';
import type { Entry, Trouble } from '../../../src/unpack/container/container.ts';
import { wholeEntry } from '../../../src/unpack/container/whole-entry.ts';
import { WastedRuns } from '../../../src/unpack/walk/wasted-runs.ts';
import { tarMember } from '../../builders/tar.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { MarkerScanner } from '../../support/marker-scan.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { AMPLE } from '../observe.ts';

const [xz, gzip] = ['xz', 'gzip'].map((one) => containers.find(({ id }) => id === one)!) as [
  (typeof containers)[number],
  (typeof containers)[number],
];
const entry = wholeEntry('data', Buffer.from('content'));
const damage = { trouble: { code: 'damaged', message: 'damaged' } } as const;
const encryption = { trouble: { code: 'encrypted', message: 'encrypted' } } as const;

/** What 7-Zip reads for it is counted when it is done. */
async function* yielding(
  items: readonly (Entry | Trouble)[],
  budget?: Budget,
  bytes = 0,
): AsyncGenerator<Entry | Trouble> {
  yield* items;
  budget?.countSevenZip(bytes);
}

test.each([
  ['sound archives', xz, [entry], false],
  ['sound archives with an encrypted entry', xz, [entry, encryption], false],
  ['sound archives, and behind each what may be another', xz, [entry, { ...damage, notInside: true }], false],
  ['damaged ones', xz, [entry, damage], true],
  ['empty ones', xz, [], true],
  ['those that 7-Zip does not read', gzip, [damage], false],
] as const)('a thousand: %s', async (_, container, items, isTooMany) => {
  const runs = new WastedRuns(new Budget(AMPLE));
  for (let run = 0; run < 999; run++) await drain(runs.watch(container, yielding(items)));
  expect(runs.refusal(container)).toBeUndefined();
  await drain(runs.watch(container, yielding(items)));
  expect(runs.areTooManyFor(container)).toBe(isTooMany);
  expect(runs.refusal(container)?.includes('too many runs of 7-Zip failed')).toBe(isTooMany || undefined);
});

test('an artifact that is damaged in 4,000 places: nothing more in it is tried, whatever reads it', () => {
  const budget = new Budget(AMPLE);
  const runs = new WastedRuns(budget);
  for (let gaps = 0; gaps < 3999; gaps++) budget.countDamage();
  expect([xz, gzip].map((container) => runs.refusalOfEntry(container))).toEqual([undefined, undefined]);
  budget.countDamage();
  for (const container of [xz, gzip])
    expect(runs.refusalOfEntry(container)).toMatch(/was not tried: this artifact is damaged in 4000 places; its bytes/);
});

test('what is unpacked from damaged data inside: 64 MiB, and 16 times what was searched for it', () => {
  const budget = new Budget(AMPLE);
  const runs = new WastedRuns(budget);
  budget.countSearched(1 << 20);
  budget.countDamagedInside((80 << 20) - 1);
  expect(runs.excess(gzip)).toBeUndefined();
  budget.countDamagedInside(1);
  expect(runs.excess(gzip)).toBe('too much was unpacked from what is damaged in this artifact');
  budget.countSearched(1);
  expect(runs.excess(gzip)).toBeUndefined();
});

test('places that give nothing: 4,096, and one for each KiB that was searched', () => {
  const budget = new Budget(AMPLE);
  const runs = new WastedRuns(budget);
  budget.countSearched(2 << 10);
  for (let finds = 0; finds < 4097; finds++) budget.countFailedFind();
  expect(runs.excess(gzip)).toBeUndefined();
  budget.countFailedFind();
  expect(runs.excess(gzip)).toContain('damaged or empty in more than 4096 places of this artifact');
  // What begins an entry is no chance.
  expect([runs.refusal(gzip), runs.refusalOfEntry(gzip)]).toEqual([undefined, undefined]);
});

test('heads of Zstandard in 40 files of a tar: 200 of them a file are few, 8,000 are too many, which a gap tells', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keysieve-test-'));
  const scanner = new MarkerScanner([MARKER], join(folder, 'heads.tar'));
  const head = fixtureBytes('zstd-ultra-window.zst').subarray(0, 48);
  const data = Buffer.concat([Buffer.from('no head '), ...Array<Buffer>(200).fill(head)]);
  const files = Array.from({ length: 40 }, (_, file) => tarMember({ name: `file${file}`, data }));
  const { gaps } = await scanner.scan('heads.tar', Buffer.concat(files), MARKER);
  scanner.close();
  rmSync(folder, { recursive: true });
  expect(gaps.map(({ code, message }) => [code, message])).toContainEqual([
    'budget',
    expect.stringContaining('damaged or empty in more than 4096 places of this artifact'),
  ]);
});

test('2,000 runs for sound archives; what is unpacked without 7-Zip and what archives inside ran for is not theirs', async () => {
  const budget = new Budget(AMPLE);
  const runs = new WastedRuns(budget);
  async function* running(items: readonly Entry[]): AsyncGenerator<Entry> {
    budget.countStartedRun();
    yield* items;
  }
  await drain(runs.watch(xz, yielding([entry])));
  expect(budget.runsInside).toBe(0);
  for await (const item of runs.watch(xz, running([entry]))) if (item === entry) await drain(running([entry]));
  expect(budget.runsInside).toBe(1);
  while (budget.runsInside < 1999) await drain(runs.watch(xz, running([entry])));
  expect(runs.refusal(xz)).toBeUndefined();
  await drain(runs.watch(xz, running([entry])));
  expect(runs.refusal(xz)).toContain('7-Zip ran 2000 times for what is inside other data of this artifact');
  expect(runs.refusal(gzip)).toBeUndefined();
});

test('two that read 32 MiB each; what archives in them read is theirs', async () => {
  const budget = new Budget(AMPLE);
  const runs = new WastedRuns(budget);
  const outer = runs.watch(xz, yielding([entry, damage], budget, 1 << 20));
  for await (const item of outer) if (item === entry) await drain(runs.watch(xz, yielding([], budget, 32 << 20)));
  expect(runs.areTooManyFor(xz)).toBe(false);
  await drain(runs.watch(xz, yielding([], budget, 31 << 20)));
  expect(runs.areTooManyFor(xz)).toBe(true);
});

test('heads of xz in 600 texts of base64, of which none goes on: they are tried a thousand times, and the rest is told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keysieve-test-'));
  const scanner = new MarkerScanner([MARKER], join(folder, 'text'));
  const head = Buffer.from('fd377a585a0000016922de36', 'hex');
  const lines = Array.from({ length: 600 }, (_, line) => {
    const bytes = Buffer.concat([head, Buffer.from(`number ${line} is no block of xz, and never was one`)]);
    return `key${line}="${bytes.toString('base64')}"\n`;
  });
  const { gaps } = await scanner.scan('text', Buffer.from(lines.join('')), MARKER);
  scanner.close();
  rmSync(folder, { recursive: true });
  expect(gaps.map(({ code, message }) => [code, message])).toContainEqual([
    'budget',
    expect.stringContaining('too many runs of 7-Zip failed in this artifact'),
  ]);
});

test('dumps whose lines stand for others: of 64 MiB and 16 bytes for each that was searched, no more are decoded', () => {
  const budget = new Budget(AMPLE);
  const runs = new WastedRuns(budget);
  const dumps = containers.find(({ id }) => id === 'character-dump')!;
  budget.countSearched(1 << 20);
  budget.countRepeated((80 << 20) - 1);
  expect([runs.refusalOfText(hexDump), runs.refusal(dumps)]).toEqual([undefined, undefined]);
  budget.countRepeated(1);
  expect(runs.refusalOfText(hexDump)).toMatch(
    /^the hex-dump text in it was not decoded any more: .* more than 67108864/,
  );
  expect(runs.refusal(dumps)).toMatch(/was not tried: dumps in this artifact/);
  expect([runs.refusalOfText(base64), runs.refusal(gzip)]).toEqual([undefined, undefined]);
});

test.each([
  ['hexdump -C', `00000000  ${'00 '.repeat(16)}\n*\n00fffff0  ${'00 '.repeat(16)}\n01000000\n\n`],
  ['od -c', `0000000${'  \\0'.repeat(16)}\n*\n77777760${'  \\0'.repeat(16)}\n77777770\n\n`],
])('200 dumps by %s that stand for 16 MiB each are one gap', async (_, dump) => {
  const { gaps } = await scanBytes({ log: Buffer.from(`a log\n${dump.repeat(200)}`) });
  expect(gaps.map(({ code, path }) => ({ code, path }))).toEqual([{ code: 'budget', path: 'log' }]);
});
