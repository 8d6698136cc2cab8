import { MemorySource } from '../bytes/memory-source.ts';
import { type Chain, planChain } from '../engine/chain.ts';
import { PAGE_BYTES, Scanner, type Sighting } from '../engine/scanner.ts';
import { NO_MEMORY } from '../model/memory.ts';
import type { Sample } from './sample.ts';

/** A sixteenth of what the engine takes in at a time: most of what `atWindowEdges` costs is the bytes in front of the edge. */
const CHUNK_BYTES = 64 << 10;

/** A scanner whose windows end where `atWindowEdges` has them end. */
export function scannerFor(chain: Chain): Scanner {
  return new Scanner(chain, planChain(chain), CHUNK_BYTES);
}

/** What detectors find in bytes that are no container, no text in a coding and no memory image. */
export function sightingsIn(scanner: Scanner, bytes: Uint8Array): Sighting[] {
  const found: Sighting[] = [];
  scanner.scanSource(new MemorySource(bytes), 0, bytes.length, {
    memory: NO_MEMORY,
    onSighting: (sighting) => void found.push(sighting),
    checkTime: () => {},
  });
  return found;
}

/** Line feeds, as many as any sample took so far: to make them costs as much as to scan them. */
let ground = Buffer.alloc(0);

/**
 * Files in which the first window of `scannerFor(chain)` ends before, in and behind a sample; with where the sample begins. One array
 * for all, also for all samples, valid until the next is asked for.
 */
export function* atWindowEdges(chain: Chain, sample: Sample): Generator<{ bytes: Uint8Array; start: number }> {
  // The first window answers for what begins here; its bytes end `bytesAfter` further on, and those of the file behind them.
  const edge = PAGE_BYTES + chain.bytesBefore + CHUNK_BYTES;
  const length = edge + chain.bytesAfter + sample.bytes.length + 1;
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

/** The same text in UTF-16 of both byte orders; offsets and lengths are twice what they were. */
export function inUtf16(bytes: Uint8Array): readonly Uint8Array[] {
  const little = Buffer.from(Buffer.from(bytes).toString('latin1'), 'utf16le');
  return [little, Buffer.from(little).swap16()];
}
