import { intelRecord, motorolaRecord, tektronixFrame, tektronixRecord, uf2Block } from '../../builders/firmware.ts';
import type { ContainerSample } from '../container-samples.ts';

/** Text at an address, a record for each `recordBytes` of it. */
function lines(
  text: string,
  at: number,
  recordBytes: number,
  record: (address: number, data: Uint8Array) => string,
): string[] {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / recordBytes) }, (_, index) =>
    record(at + index * recordBytes, bytes.subarray(index * recordBytes, (index + 1) * recordBytes)),
  );
}

const data = (address: number, bytes: Uint8Array) => intelRecord(0, address & 0xffff, bytes);

export const intelHexSamples = (): readonly ContainerSample[] => [
  {
    variant: 'upper halves, segments, another run, comments',
    bytes: Buffer.from(
      [
        '// mark-comment',
        intelRecord(4, 0, Uint8Array.of(0x08, 0x00)),
        ...lines('a program, mark-', 0xfff0, 16, data),
        intelRecord(4, 0, Uint8Array.of(0x08, 0x01)),
        ...lines('first, goes on', 0, 16, data),
        ...lines('and mark-other', 0x9000, 8, data),
        intelRecord(2, 0, Uint8Array.of(0x10, 0x00)),
        ...lines('mark-segment', 0, 5, data),
        intelRecord(13, 0, Buffer.from('mark-custom')),
        intelRecord(10, 0, Buffer.from('mark-block')),
        intelRecord(1, 0, new Uint8Array(0)),
        'mark-behind',
      ].join('\r\n'),
    ),
    marks: ['first', 'other', 'segment', 'comment', 'custom', 'block', 'behind'].map((name) => `mark-${name}`),
  },
];

export const tektronixSamples = (): readonly ContainerSample[] => [
  {
    variant: 'two runs and symbols',
    bytes: Buffer.from(
      [
        tektronixFrame(3, '8mainTextF0412A'),
        ...lines('text with mark-one', 0x2000, 7, (address, bytes) => tektronixRecord(6, address, bytes)),
        ...lines('text with mark-two', 0x8000000, 32, (address, bytes) => tektronixRecord(6, address, bytes)),
        tektronixFrame(8, '10'),
        'mark-behind',
        '',
      ].join('\n'),
    ),
    marks: ['mark-one', 'mark-two', 'mark-behind'],
  },
];

export const motorolaSamples = (): readonly ContainerSample[] => [
  {
    variant: 'addresses of 2, 3 and 4 bytes',
    bytes: Buffer.from(
      [
        motorolaRecord(0, 0, Buffer.from('mark-header')),
        ...lines('text with mark-two', 0x100, 7, (address, bytes) => motorolaRecord(1, address, bytes)),
        ...lines('text with mark-three', 0x20000, 32, (address, bytes) => motorolaRecord(2, address, bytes)),
        ...lines('text with mark-four', 0x8000000, 3, (address, bytes) => motorolaRecord(3, address, bytes)),
        motorolaRecord(5, 12, new Uint8Array(0)),
        motorolaRecord(7, 0x8000000, new Uint8Array(0)),
        'mark-behind',
        '',
      ].join('\n'),
    ),
    marks: ['mark-header', 'mark-two', 'mark-three', 'mark-four', 'mark-behind'],
  },
];

export const uf2Samples = (): readonly ContainerSample[] => [
  {
    variant: 'two runs, tags, and what follows',
    bytes: Buffer.concat([
      uf2Block(0x10000000, Buffer.from('mark-fi'.padStart(256, '.'))),
      uf2Block(0x10000100, Buffer.from('rst, over two blocks'), { rest: Buffer.from('mark-tag') }),
      uf2Block(0x20000000, Buffer.from('mark-second')),
      Buffer.from('mark-behind'),
    ]),
    marks: ['mark-first', 'mark-tag', 'mark-second', 'mark-behind'],
  },
];

function cbfsFile(name: string, content: string): Buffer {
  const head = Buffer.alloc(64);
  head.write('LARCHIVE');
  for (const [at, value] of [
    [8, content.length],
    [12, 0x50],
    [20, head.length],
  ] as const)
    head.writeUInt32BE(value, at);
  head.write(name, 24);
  return Buffer.concat([head, Buffer.from(content)]);
}

export const cbfsSamples = (): readonly ContainerSample[] => [
  {
    variant: 'two files, and what follows',
    bytes: Buffer.concat([
      ...[cbfsFile('mark-name', 'text with mark-first'), Buffer.from('mark-between'.padEnd(64, '\xff'))],
      ...[cbfsFile('b', 'text with mark-second'), Buffer.from('mark-behind')],
    ]),
    marks: ['mark-name', 'mark-first', 'mark-between', 'mark-second', 'mark-behind'],
  },
];
