/** File systems as their own tools make them: the committed fixtures. All of these are scanned as is, too. */
import { spiffsOf } from '../../builders/spiffs.ts';
import type { ContainerSample } from '../container-samples.ts';
import { samplesOf } from '../disks/marked-fixtures.ts';

const mark = (where: string): string => `<mark of ${where}>`;

export const squashfsSamples = (): readonly ContainerSample[] => samplesOf('squashfs-lz4');
export const erofsSamples = (): readonly ContainerSample[] => samplesOf('erofs');
export const btrfsSamples = (): readonly ContainerSample[] => samplesOf('btrfs');
/** Those with all of the notes. */
export const extSamples = (): readonly ContainerSample[] =>
  samplesOf('ext', ({ marks }) => marks.includes('!/long.txt'));
export const spiffsSamples = (): readonly ContainerSample[] => {
  const marks = ['in a page', 'in another', 'in two pages'].map(mark);
  const [one, other, cut] = marks as [string, string, string];
  const long = `${one}${'.'.repeat(251 - one.length - 5)}${cut}${other}`;
  const files = [
    { name: '/a.txt', data: Buffer.from(long) },
    { name: '/b.txt', data: Buffer.alloc(5000, '.') },
  ];
  return [{ variant: 'two files', bytes: spiffsOf(files), marks }];
};
export const jffs2Samples = (): readonly ContainerSample[] => samplesOf('jffs2');
export const ubifsSamples = (): readonly ContainerSample[] => samplesOf('ubifs');
export const xfsSamples = (): readonly ContainerSample[] =>
  samplesOf('xfs', ({ marks }) => marks.includes('!/long.txt'));
