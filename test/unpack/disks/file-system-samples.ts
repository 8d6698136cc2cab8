/** File systems as their own tools make them: the committed fixtures. */
import { mdMember } from '../../builders/md-raid.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { type FixtureRow, fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import type { ContainerSample } from '../container-samples.ts';

const MARKS = [MARKER, 'note.txt', 'long.txt', 'other.txt'];

function samplesOf(id: string, wants = (_: FixtureRow): boolean => true): readonly ContainerSample[] {
  const rows = fixtureRows.filter((row) => row.opens[0] === id && wants(row));
  return rows.map((row) => ({ variant: row.file, bytes: readFixture(row).bytes, marks: MARKS }));
}

export const squashfsSamples = (): readonly ContainerSample[] => samplesOf('squashfs-lz4');
export const erofsSamples = (): readonly ContainerSample[] => samplesOf('erofs');
export const btrfsSamples = (): readonly ContainerSample[] => samplesOf('btrfs');
/** Those with all of the notes. */
export const extSamples = (): readonly ContainerSample[] =>
  samplesOf('ext', ({ marks }) => marks.includes('!/long.txt'));
export const lvmSamples = (): readonly ContainerSample[] => samplesOf('lvm2');
/** Of a file system, with a superblock before it that no tool writes without the driver of Linux. */
export const mdRaidSamples = (): readonly ContainerSample[] => {
  const row = fixtureRows.find(({ file }) => file === 'ext-4.img.gz')!;
  return ([1, 2] as const).map((minor) => {
    const bytes = mdMember(readFixture(row).bytes, { minor });
    return { variant: `version 1.${minor}`, bytes, marks: MARKS };
  });
};
export const jffs2Samples = (): readonly ContainerSample[] => samplesOf('jffs2');
export const ubifsSamples = (): readonly ContainerSample[] => samplesOf('ubifs');
export const xfsSamples = (): readonly ContainerSample[] =>
  samplesOf('xfs', ({ marks }) => marks.includes('!/long.txt'));
