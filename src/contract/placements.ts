import { MemorySource } from '../bytes/memory-source.ts';
import { type Chain, planChain } from '../engine/chain.ts';
import { PAGE_BYTES, Scanner, type Sighting } from '../engine/scanner.ts';
import { NO_MEMORY } from '../model/memory.ts';
import type { Sample } from './sample.ts';

/**
 * New bytes that a window of `scannerFor` takes: a sixteenth of the engine's, since most of the cost of `atWindowEdges`
 * is the bytes before the edge.
 */
const CHUNK_BYTES = 64 << 10;

/** A scanner whose windows end where `atWindowEdges` expects it. */
export function scannerFor(chain: Chain): Scanner {
  return new Scanner(chain, planChain(chain), CHUNK_BYTES);
}

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

/** Line feeds, kept between samples: filling them in costs as much as scanning them. */
let ground = Buffer.alloc(0);

/**
 * Files in which the first window of `scannerFor` ends before, inside and after the sample, with the sample's offset. All of them share
 * one array, also across samples, so each is valid only until the next is requested.
 */
export function* atWindowEdges(chain: Chain, sample: Sample): Generator<{ bytes: Uint8Array; start: number }> {
  // The first window is searched up to here; it holds `bytesAfter` more bytes, and the file goes on after them.
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

/** The same text in UTF-16 of both byte orders; offsets and lengths are doubled. */
export function inUtf16(bytes: Uint8Array): readonly Uint8Array[] {
  const little = Buffer.from(Buffer.from(bytes).toString('latin1'), 'utf16le');
  return [little, Buffer.from(little).swap16()];
}
