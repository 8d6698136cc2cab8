import { MemorySource } from '../bytes/memory-source.ts';
import type { Chain } from '../engine/chain.ts';
import type { Scanner, Sighting } from '../engine/scanner.ts';
import { NO_MEMORY } from '../model/memory.ts';
import type { Sample } from './sample.ts';

/** New bytes that a window of the scanner takes. */
const CHUNK_BYTES = 1 << 20;

/** What detectors find in bytes that are neither a container, nor encoded text, nor a memory image. */
export function sightingsIn(scanner: Scanner, bytes: Uint8Array): Sighting[] {
  const found: Sighting[] = [];
  scanner.scanSource(new MemorySource(bytes), 0, bytes.length, {
    memory: NO_MEMORY,
    onSighting: (sighting) => void found.push(sighting),
    checkTime: () => {},
  });
  return found;
}

/** Line feeds, kept between samples: filling a mebibyte costs as much as scanning it. */
let ground = Buffer.alloc(0);

/**
 * Files in which the first window ends before, inside and after the sample, with the sample's offset. All of them share
 * one array, also across samples, so each is valid only until the next is requested.
 */
export function* atWindowEdges(chain: Chain, sample: Sample): Generator<{ bytes: Uint8Array; start: number }> {
  const edge = chain.bytesBefore + CHUNK_BYTES;
  const length = edge + sample.bytes.length + 1;
  if (ground.length < length) ground = Buffer.alloc(length, 0x0a);
  const bytes = ground.subarray(0, length);
  for (const part of [0, 1, sample.length >> 1, sample.length - 1, sample.length]) {
    const start = edge - sample.offset - part;
    bytes.set(sample.bytes, start);
    try {
      yield { bytes, start };
    } finally {
      bytes.fill(0x0a, start, start + sample.bytes.length);
    }
  }
}

/** The same text in UTF-16 of both byte orders; offsets and lengths are doubled. */
export function inUtf16(bytes: Uint8Array): readonly Uint8Array[] {
  const little = Buffer.from(Buffer.from(bytes).toString('latin1'), 'utf16le');
  return [little, Buffer.from(little).swap16()];
}
