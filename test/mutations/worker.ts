import { parentPort, workerData } from 'node:worker_threads';
import { type FixtureRow, fixtureRows, readFixture } from '../support/container-fixtures.ts';
import { MarkerScanner } from '../support/marker-scan.ts';
import { cutOut, judge } from './judge.ts';
import { mutate } from './mutate.ts';
import type { Order, Report } from './runner.ts';

/** More than any mutant should need, and less than the watchdog waits. */
const MAX_SECONDS = 12;
const { scratch } = workerData as { scratch: string };
const scanner = new MarkerScanner([...new Set(fixtureRows.map(({ marker }) => marker))], scratch, MAX_SECONDS);
const tell = (report: Report): void => parentPort!.postMessage(report);

parentPort!.on('message', async ({ file, seeds }: Order) => {
  const row = fixtureRows.find((other) => other.file === file)!;
  const { name, bytes } = readFixture(row);
  const before = await scanner.scan(name, bytes, row.marker);
  for (const seed of seeds) {
    const mutant = mutate(bytes, seed);
    tell({ is: 'start', seed });
    try {
      const after = await scanner.scan(name, mutant.bytes, row.marker);
      const subject = { bytes, marker: row.marker, wanted: row.marks.length, unchecked: row.unchecked };
      const isTimeUp = after.gaps.some(({ code }) => code === 'timeout');
      const ending = isTimeUp ? 'hang' : judge(subject, before, mutant, after);
      const isGone = ending === 'silent' && (await holdsMarker(row, cutOut(bytes, mutant)));
      tell({ is: 'end', seed, ending: isGone ? 'gone' : ending, kind: mutant.kind });
    } catch (error) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      tell({ is: 'end', seed, ending: 'crash', kind: mutant.kind, detail });
    }
  }
  tell({ is: 'done' });
});

async function holdsMarker({ marker }: FixtureRow, bytes: Uint8Array | undefined): Promise<boolean> {
  return bytes !== undefined && (await scanner.scan('cut out', bytes, marker)).count > 0;
}
