import { crc32, zstdCompressSync } from 'node:zlib';
import { lz4Sequences } from '../../builders/lz4.ts';
import type { ContainerSample } from '../container-samples.ts';

/** @param unpackedBytes 0 of what is stored */
export function turbopackBlock(data: Uint8Array, unpackedBytes = 0): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(unpackedBytes);
  head.writeUInt32BE(crc32(data), 4);
  return Buffer.concat([head, data]);
}

export function turbopackTableOf(...blocks: readonly Buffer[]): Buffer {
  const table = Buffer.alloc(4 * blocks.length);
  let end = 0;
  for (const [index, block] of blocks.entries()) {
    end += block.length;
    table.writeUInt32BE(end, 4 * index);
  }
  return Buffer.concat([...blocks, table]);
}

export const turbopackTableSamples = (): readonly ContainerSample[] => {
  const [run, frame] = ['mark-lz4'.padEnd(400, '.'), 'mark-zstd'.padEnd(300, '.')];
  return [
    {
      variant: 'blocks of LZ4, of Zstandard and as they are',
      bytes: turbopackTableOf(
        turbopackBlock(
          lz4Sequences([{ literals: run, match: { distance: 1, length: 90 } }, { literals: 'last' }]),
          run.length + 94,
        ),
        turbopackBlock(zstdCompressSync(frame), frame.length),
        turbopackBlock(Buffer.from('mark-stored')),
        turbopackBlock(Buffer.from('mark-last')),
      ),
      marks: ['mark-lz4', 'mark-stored', 'mark-last'],
      ...{ bySniffing: 'name', name: '.next/cache/turbopack/00000001.sst' },
    },
  ];
};
