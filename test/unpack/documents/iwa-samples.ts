import { snappyRun } from '../../builders/lz-blocks.ts';
import type { ContainerSample } from '../container-samples.ts';

/** A chunk of an iWork archive. @param text 61 characters and more */
export function iwaChunk(text: string): Buffer {
  const block = snappyRun(Buffer.from(text));
  const header = Buffer.alloc(4);
  header.writeUInt32LE(block.length << 8);
  return Buffer.concat([header, block]);
}

export function iwaSamples(): readonly ContainerSample[] {
  const damaged = iwaChunk('mark-damaged'.padEnd(200, '.'));
  damaged[4]! += 1;
  const [first, second] = [iwaChunk('mark-fi'.padStart(100, '.')), iwaChunk('rst, over two chunks'.padEnd(200, '.'))];
  const last = iwaChunk('mark-last'.padEnd(200, '.'));
  return [
    {
      variant: 'chunks, one of them damaged, and what follows',
      bytes: Buffer.concat([first, second, damaged, last, Buffer.from('mark-behind')]),
      marks: ['mark-first', 'mark-damaged', 'mark-last', 'mark-behind'],
      ...{ bySniffing: 'name', name: 'Index/Document.iwa' },
    },
  ];
}
