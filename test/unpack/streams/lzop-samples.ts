import { crc32 } from 'node:zlib';
import { adler32 } from '../../../src/unpack/checksums/adler32.ts';
import { lzoRun } from '../../builders/lz-blocks.ts';
import type { ContainerSample } from '../container-samples.ts';

function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, 4 * index);
  return bytes;
}

const CONTENT_BYTES = 1000;

/** A file whose blocks are stored and packed in turns, with each checksum there is. */
function lzopFile(name: string, texts: readonly string[], { flags = 0x303, version = 0x1040 } = {}): Buffer {
  const isNew = version >= 0x0940;
  const head = Buffer.concat([
    Buffer.from([version >> 8, version & 0xff, 0x20, 0xa0]),
    Buffer.from(isNew ? [0x09, 0x40, 1, 5] : [1]),
    u32(flags, 0o100644, 0, ...(isNew ? [0] : [])),
    Buffer.from([name.length]),
    Buffer.from(name),
  ]);
  const blocks = texts.map((text, index) => {
    const content = Buffer.from(text.padEnd(CONTENT_BYTES, 'x'));
    const isPacked = index % 2 === 1;
    const bytes = isPacked ? lzoRun(content.subarray(0, text.length + 1), CONTENT_BYTES - text.length - 1) : content;
    const sums = [adler32(content), crc32(content), ...(isPacked ? [adler32(bytes), crc32(bytes)] : [])];
    return Buffer.concat([u32(content.length, bytes.length, ...sums), bytes]);
  });
  return Buffer.concat([Buffer.from('894c5a4f000d0a1a0a', 'hex'), head, u32(adler32(head)), ...blocks, u32(0)]);
}

const TEXTS = ['a text that has mark-stored in it', 'another text that has mark-packed in it'];

export const lzopSamples = (): readonly ContainerSample[] => [
  {
    variant: 'two files, and what is none',
    bytes: Buffer.concat([lzopFile('a', TEXTS), lzopFile('', ['mark-second']), Buffer.from('mark-behind')]),
    marks: ['mark-stored', 'mark-packed', 'mark-second', 'mark-behind'],
  },
  {
    variant: 'of an old version',
    bytes: lzopFile('old', [...TEXTS, 'mark-third'], { version: 0x0900 }),
    marks: ['mark-stored', 'mark-packed', 'mark-third'],
  },
];
