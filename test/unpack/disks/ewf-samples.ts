import { type EwfChunk, encase6, segmentFile, tableWithChunks, text, volume } from '../../builders/ewf.ts';
import type { ContainerSample } from '../container-samples.ts';

/** A chunk of 1 KiB with `mark` at its beginning. */
const chunkWith = (mark: string, isPacked: boolean, bytes = 1024): EwfChunk => ({
  content: Buffer.alloc(bytes, '.').fill(mark, 0, mark.length),
  isPacked,
});

const CHUNKS = [chunkWith('mark-packed', true), chunkWith('mark-stored', false), chunkWith('mark-last', true, 512)];

export const ewfSamples = (): readonly ContainerSample[] => [
  {
    variant: 'as EnCase 6 writes it, and what is none',
    bytes: Buffer.concat([encase6(CHUNKS), Buffer.from('mark-behind')]),
    marks: ['mark-packed', 'mark-stored', 'mark-last', 'mark-behind', 'a case', 'its notes'],
  },
  {
    variant: 'as SMART writes it',
    bytes: segmentFile([text('header', 'mark-notes'), volume(2560, { length: 94 }), tableWithChunks(CHUNKS)]),
    marks: ['mark-packed', 'mark-stored', 'mark-last', 'mark-notes'],
  },
  {
    variant: 'a second segment of logical evidence',
    bytes: encase6(CHUNKS, { signature: 'LVF', number: 2, last: 'next' }),
    marks: ['mark-packed', 'mark-stored', 'mark-last'],
  },
];
