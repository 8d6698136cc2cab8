import {
  appleLz4Block,
  bloscBuffer,
  borgLz4,
  borgSegment,
  cassandraBlock,
  sizedLz4Block,
} from '../../builders/sized-blocks.ts';
import type { ContainerSample } from '../container-samples.ts';

const MARKS = ['<mark-first>', '<mark-middle>', '<mark-last>'];

export const bloscSamples = (): readonly ContainerSample[] => [
  { variant: 'one', bytes: bloscBuffer(MARKS.join('--')), marks: MARKS },
  {
    variant: 'and text behind it',
    bytes: Buffer.concat([bloscBuffer(MARKS.join('--')), Buffer.from('<mark-behind>')]),
    marks: [...MARKS, '<mark-behind>'],
  },
];

export const lz4BlockSamples = (): readonly ContainerSample[] => [
  { variant: 'one', bytes: sizedLz4Block(MARKS.join('--')), marks: MARKS },
  { variant: 'with sums', bytes: Buffer.concat(MARKS.map(cassandraBlock)), marks: MARKS },
];

export const borgSamples = (): readonly ContainerSample[] => [
  {
    variant: 'packed in several ways, and cut off',
    bytes: Buffer.concat([
      borgSegment(
        { packed: borgLz4('<mark-lz4>') },
        { packed: Buffer.from('\0\0<mark-stored>') },
        { packed: Buffer.concat([Buffer.from('\x04\0\x0f\0\0\0\0\0<mark-padded>'), Buffer.alloc(40)]) },
        { packed: Buffer.from('<mark-sealed>'), key: 3 },
        { packed: borgLz4('<mark-wrong-sum>'), sum: 1 },
        { packed: Buffer.from('\x01\0\x0f<mark-broken>') },
      ),
      Buffer.from('<mark-behind>'),
    ]),
    marks: ['lz4', 'stored', 'padded', 'sealed', 'wrong-sum', 'broken', 'behind'].map((name) => `<mark-${name}>`),
  },
];

export const appleLz4Samples = (): readonly ContainerSample[] => [
  {
    variant: 'packed, stored, damaged, and text behind it',
    bytes: Buffer.concat([
      appleLz4Block('<mark-packed>'),
      Buffer.from('bv4-\x0d\0\0\0<mark-stored>'),
      appleLz4Block('<mark-broken>', 150),
      Buffer.from('bv4$<mark-behind>'),
    ]),
    marks: ['<mark-packed>', '<mark-stored>', '<mark-broken>', '<mark-behind>'],
  },
];
