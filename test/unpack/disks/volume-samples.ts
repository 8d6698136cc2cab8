/** Disks that hold a file system in parts: what comes out covers all of them, so that none is scanned as is, too. */
import { mdMember } from '../../builders/md-raid.ts';
import { fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import type { ContainerSample } from '../container-samples.ts';
import { MARKS, samplesOf } from './marked-fixtures.ts';

export const lvmSamples = (): readonly ContainerSample[] => samplesOf('lvm2');
/** Of a file system, with a superblock before it that no tool writes without the driver of Linux. */
export const mdRaidSamples = (): readonly ContainerSample[] => {
  const row = fixtureRows.find(({ file }) => file === 'ext-4.img.gz')!;
  return ([1, 2] as const).map((minor) => {
    const bytes = mdMember(readFixture(row).bytes, { minor });
    return { variant: `version 1.${minor}`, bytes, marks: MARKS };
  });
};
