import { fixtureRows, readFixture } from '../support/container-fixtures.ts';
import type { ContainerSample } from './container-samples.ts';

/** As ubinize makes it. Its files are in the file systems in it: names lie plainly in one of them. */
export const ubiSamples = (): readonly ContainerSample[] =>
  fixtureRows
    .filter(({ opens }) => opens[0] === 'ubi')
    .map((row) => ({ variant: row.file, bytes: readFixture(row).bytes, marks: ['note.txt', 'long.txt', 'other.txt'] }));
