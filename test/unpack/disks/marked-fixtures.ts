import { MARKER } from '../../recipes/recipe.ts';
import { type FixtureRow, fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import type { ContainerSample } from '../container-samples.ts';

export const MARKS = [MARKER, 'note.txt', 'long.txt', 'other.txt'];

/** Committed fixtures of a disk, as samples. */
export function samplesOf(id: string, wants = (_: FixtureRow): boolean => true): readonly ContainerSample[] {
  const rows = fixtureRows.filter((row) => row.opens[0] === id && wants(row));
  return rows.map((row) => ({ variant: row.file, bytes: readFixture(row).bytes, marks: MARKS }));
}
