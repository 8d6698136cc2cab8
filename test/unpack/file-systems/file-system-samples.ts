/** File systems as their own tools make them: the committed fixtures. All of these are scanned as is, too. */
import { partitionTable } from '../../builders/esp-flash.ts';
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
export const espFlashSamples = (): readonly ContainerSample[] => {
  const marks = ['FAT', 'SPIFFS', 'LittleFS'].map(mark);
  const files = marks.map((_, index) => ({
    ...{ label: `files${index}`, at: 0xa000 + 0x1000 * index, size: 0x1000 },
    type: [1, 0x81 + index] as const,
  }));
  const table = partitionTable([{ label: 'nvs', type: [1, 2], at: 0x9000, size: 0x1000 }, ...files]);
  const sectors = ['', ...marks].map((text) =>
    Buffer.concat([Buffer.from(text), Buffer.alloc(4096 - text.length, 0xff)]),
  );
  return [{ variant: 'three partitions', bytes: Buffer.concat([table, ...sectors]), marks }];
};
export const jffs2Samples = (): readonly ContainerSample[] => samplesOf('jffs2');
export const ubifsSamples = (): readonly ContainerSample[] => samplesOf('ubifs');
export const xfsSamples = (): readonly ContainerSample[] =>
  samplesOf('xfs', ({ marks }) => marks.includes('!/long.txt'));
