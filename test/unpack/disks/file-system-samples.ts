/** File systems as their own tools make them: the committed fixtures. */
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import type { ContainerSample } from '../container-samples.ts';

const MARKS = [MARKER, 'note.txt', 'long.txt', 'other.txt'];

function samplesOf(id: string): readonly ContainerSample[] {
  const rows = fixtureRows.filter(({ opens }) => opens[0] === id);
  return rows.map((row) => ({ variant: row.file, bytes: readFixture(row).bytes, marks: MARKS }));
}

export const squashfsSamples = (): readonly ContainerSample[] => samplesOf('squashfs-lz4');
export const erofsSamples = (): readonly ContainerSample[] => samplesOf('erofs');
export const btrfsSamples = (): readonly ContainerSample[] => samplesOf('btrfs');
export const extSamples = (): readonly ContainerSample[] => samplesOf('ext');
export const jffs2Samples = (): readonly ContainerSample[] => samplesOf('jffs2');
export const ubifsSamples = (): readonly ContainerSample[] => samplesOf('ubifs');
