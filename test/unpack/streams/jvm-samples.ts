import {
  hadoopBlock,
  lz4JavaBlock,
  lz4JavaEnd,
  lz4JavaRun,
  snappyJavaHeader,
  snappyJavaRun,
} from '../../builders/jvm-streams.ts';
import type { ContainerSample } from '../container-samples.ts';

export const lz4JavaSamples = (): readonly ContainerSample[] => [
  {
    variant: 'two streams, and what is none',
    bytes: Buffer.concat([
      lz4JavaBlock({ content: 'a text that has <mark-stored> in it' }),
      lz4JavaRun('another with <mark-packed>', 500),
      lz4JavaEnd(),
      lz4JavaRun('<mark-second>', 9),
      lz4JavaEnd(),
      Buffer.from('<mark-behind>'),
    ]),
    marks: ['<mark-stored>', '<mark-packed>', '<mark-second>', '<mark-behind>'],
  },
  {
    variant: 'damaged in the middle',
    bytes: Buffer.concat([
      lz4JavaBlock({ content: '<mark-first>' }),
      lz4JavaBlock({ content: '<mark-wrong-sum>', sum: 1 }),
      lz4JavaBlock({
        packed: [{ literals: '<mark-before>', match: { distance: 99, length: 4 } }, { literals: '<mark-lost>' }],
        content: '-'.repeat(28),
      }),
      lz4JavaBlock({ content: '<mark-lied>', contentBytes: 9, packedBytes: 9 }),
      lz4JavaBlock({ content: '<mark-last>' }),
      lz4JavaEnd(),
    ]),
    marks: ['<mark-first>', '<mark-wrong-sum>', '<mark-before>', '<mark-lost>', '<mark-lied>', '<mark-last>'],
  },
];

export const snappyJavaSamples = (): readonly ContainerSample[] => [
  {
    variant: 'two streams, and what is none',
    bytes: Buffer.concat([
      snappyJavaHeader(),
      snappyJavaRun('<mark-one>'),
      snappyJavaRun('<mark-two>', 700),
      snappyJavaHeader(),
      snappyJavaRun('<mark-second>', 64),
      Buffer.from('<mark-behind>'),
    ]),
    marks: ['<mark-one>', '<mark-two>', '<mark-second>', '<mark-behind>'],
  },
];

export const hadoopSnappySamples = (): readonly ContainerSample[] => [
  {
    variant: 'blocks of one chunk and of two, and what is none',
    bytes: Buffer.concat([
      hadoopBlock([['<mark-one>', 300]]),
      hadoopBlock([
        ['<mark-two>', 0],
        ['<mark-three>', 64],
      ]),
      Buffer.from('<mark-behind>'),
    ]),
    marks: ['<mark-one>', '<mark-two>', '<mark-three>', '<mark-behind>'],
  },
];
