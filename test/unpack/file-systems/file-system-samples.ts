/** File systems as their own tools make them: the committed fixtures. All of these are scanned as is, too. */
import type { ContainerSample } from '../container-samples.ts';
import { samplesOf } from '../disks/marked-fixtures.ts';

export const squashfsSamples = (): readonly ContainerSample[] => samplesOf('squashfs-lz4');
export const erofsSamples = (): readonly ContainerSample[] => samplesOf('erofs');
export const btrfsSamples = (): readonly ContainerSample[] => samplesOf('btrfs');
/** Those with all of the notes. */
export const extSamples = (): readonly ContainerSample[] =>
  samplesOf('ext', ({ marks }) => marks.includes('!/long.txt'));
export const jffs2Samples = (): readonly ContainerSample[] => samplesOf('jffs2');
export const ubifsSamples = (): readonly ContainerSample[] => samplesOf('ubifs');
export const xfsSamples = (): readonly ContainerSample[] =>
  samplesOf('xfs', ({ marks }) => marks.includes('!/long.txt'));
