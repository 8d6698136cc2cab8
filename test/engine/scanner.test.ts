import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { ZEROS, zeros } from '../../src/bytes/zeros.ts';
import type { Detector } from '../../src/detect/detector.ts';
import { buildChain, planChain } from '../../src/engine/chain.ts';
import { Scanner, type Sighting } from '../../src/engine/scanner.ts';
import { SlabSource, slabsOf } from '../../src/engine/slabs.ts';
import { textAnchor } from '../../src/model/anchor.ts';
import { NO_MEMORY } from '../../src/model/memory.ts';
import { seededRandom } from '../support/seeded-random.ts';

/** Finds `<<mark:` with `left` bytes before it and `right` behind it that must all be there, ending in `>`. */
function markDetector(left: number, right: number): Detector {
  return {
    ...{ id: 'mark', title: 'Mark', severity: 'high', confidence: 'high', advice: '' },
    trigger: { anchors: [textAnchor('<<mark:')], bytesBefore: left, reads: 'text' },
    maxMatchBytes: left + right,
    inspect(window, at) {
      if (at < left || window[at - left] !== 0x5b || window[at + right - 1] !== 0x3e) return undefined;
      return { offset: at - left, length: left + right, fingerprint: 'x', preview: '', facts: {} };
    },
  };
}

const LEFT = 50;
const RIGHT = 3000;
const chain = buildChain([markDetector(LEFT, RIGHT)]);
const scanner = new Scanner(chain, planChain(chain));
const mark = Buffer.from(`[${'l'.repeat(LEFT - 1)}<<mark:${'r'.repeat(RIGHT - 8)}>`);
const CHUNK = 1 << 20;

function context(found: Sighting[]) {
  return { memory: NO_MEMORY, onSighting: (sighting: Sighting) => void found.push(sighting), checkTime: () => {} };
}

function scanned(bytes: Uint8Array, start = 0, end = bytes.length): number[] {
  const found: Sighting[] = [];
  scanner.scanSource(new MemorySource(bytes), start, end, context(found));
  return found.map(({ offset }) => offset);
}

async function streamed(bytes: Uint8Array, chunkBytes: number): Promise<number[]> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  const { offsets, size } = await streamedChunks(chunks());
  expect(size).toBe(bytes.length);
  return offsets;
}

async function streamedChunks(chunks: AsyncIterable<Uint8Array>) {
  const found: Sighting[] = [];
  let [next, holeBytes] = [0, 0];
  for await (const slab of slabsOf(chunks, chain, () => new Uint8Array(chain.bytesBefore + CHUNK + chain.bytesAfter))) {
    expect(slab.start).toBe(next);
    if ('bytes' in slab) scanner.scanSource(new SlabSource(slab), slab.start, slab.end, context(found));
    else holeBytes += slab.end - slab.start;
    next = slab.end;
  }
  return { offsets: found.map(({ offset }) => offset), size: next, holeBytes };
}

describe('the scanner loses nothing at the edges of its window', () => {
  const edges = [CHUNK, CHUNK + LEFT, CHUNK + LEFT + RIGHT, 2 * CHUNK, 2 * CHUNK + LEFT + RIGHT];
  const offsets = edges.flatMap((edge) =>
    [-RIGHT - LEFT, -RIGHT, -LEFT - 7, -LEFT, -7, -1, 0, 1].map((by) => edge + by),
  );

  test.each(offsets)('a mark at offset %i is found once, read anywhere or as a stream', async (offset) => {
    const bytes = Buffer.alloc(3 * CHUNK, 0x2e);
    mark.copy(bytes, offset);
    expect(scanned(bytes)).toEqual([offset]);
    expect(await streamed(bytes, 65_536)).toEqual([offset]);
  });

  test.each([1, 2, 3, 5, 8])(
    'an anchor that begins with zeros, %i bytes of it before a cut between zeros',
    (before) => {
      const anchor = { bytes: Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 20), ignoreCase: false };
      const zeros = buildChain([
        {
          ...markDetector(LEFT, RIGHT),
          trigger: { anchors: [anchor], bytesBefore: LEFT, reads: 'bytes' },
          inspect: (_, at) => ({ offset: at, length: 8, fingerprint: 'x', preview: '', facts: {} }),
        },
      ]);
      const own = new Scanner(zeros, planChain(zeros));
      const [bytes, cut] = [new Uint8Array(CHUNK), 500_000];
      bytes.set(anchor.bytes, cut - before);
      const found: Sighting[] = [];
      own.scanSource(new MemorySource(bytes), 0, cut, context(found));
      own.scanSource(new MemorySource(bytes), cut, bytes.length, context(found));
      expect(found.map(({ offset }) => offset)).toEqual([cut - before]);
    },
  );

  test.each([
    [mark.length, 0, 40 * CHUNK],
    [5, 40 * CHUNK - 3, 40 * CHUNK + 7],
    [CHUNK + 77, 30 * CHUNK, 80 * CHUNK],
    [3 * CHUNK, 2 * CHUNK + 50, 60 * CHUNK + 1],
  ])('a hole of a source is not read: marks end at %i and begin behind it, from %i to %i', (before, start, end) => {
    const holeBytes = 50 * CHUNK;
    const bytes = new Uint8Array(before + holeBytes + 2 * mark.length);
    if (before >= mark.length) bytes.set(mark, before - mark.length);
    bytes.set(mark, before + holeBytes);
    const memory = new MemorySource(bytes);
    let readBytes = 0;
    const source = {
      size: bytes.length,
      read: (offset: number, length: number) => memory.read(offset, length),
      pieces: () => memory.pieces(),
      readInto(target: Uint8Array, offset: number) {
        readBytes += target.length;
        memory.readInto(target, offset);
      },
      holeEnd: (offset: number) => (offset >= before && offset < before + holeBytes ? before + holeBytes : undefined),
    };
    const found: Sighting[] = [];
    const last = Math.min(end, bytes.length);
    scanner.scanSource(source, start, last, context(found));
    expect(found.map(({ offset }) => offset)).toEqual(scanned(bytes, start, last));
    expect(readBytes).toBeLessThan(12 * CHUNK);
  });

  test.each([
    ['of small pieces', 3 * CHUNK + 77, 999],
    ['that is larger than a slab', 5 * CHUNK + 4321, CHUNK],
    ['of a gibibyte and one', (1 << 30) + 1, CHUNK],
  ])('marks right before and behind a hole %s, which itself is passed over', async (_, holeBytes, pieceBytes) => {
    for (const [before, behind] of [
      [mark.length, mark.length],
      [CHUNK + 5, 2 * CHUNK],
    ] as const) {
      const [head, tail] = [Buffer.alloc(before, 0x2e), Buffer.alloc(behind, 0x2e)];
      mark.copy(head, before - mark.length);
      mark.copy(tail);
      async function* chunks() {
        yield head;
        for (let left = holeBytes; left > 0; left -= pieceBytes) yield ZEROS.subarray(0, Math.min(left, pieceBytes));
        yield tail;
      }
      const streamed = await streamedChunks(chunks());
      expect(streamed.offsets).toEqual([before - mark.length, before + holeBytes]);
      expect(streamed.size).toBe(before + holeBytes + behind);
      expect(streamed.holeBytes).toBeGreaterThan(holeBytes - 4 * CHUNK);
    }
  });

  test('many holes that are shorter than a slab are passed over, and marks at their edges are found', async () => {
    const [holes, holeBytes] = [50, CHUNK - 4321];
    async function* chunks() {
      for (let hole = 0; hole < holes; hole++) {
        yield mark;
        yield ZEROS.subarray(0, holeBytes);
      }
      yield mark;
    }
    const streamed = await streamedChunks(chunks());
    const marks = Array.from({ length: holes + 1 }, (_, at) => at * (mark.length + holeBytes));
    expect(streamed.offsets).toEqual(marks);
    expect(streamed.size).toBe(marks.at(-1)! + mark.length);
    expect(streamed.holeBytes).toBeGreaterThan(0.8 * holes * holeBytes);
  });

  test('holes and data of any lengths give what the whole does', async () => {
    const random = seededRandom(7);
    const lengths = [1, 4096, LEFT + RIGHT, 3 * RIGHT, 256 << 10, CHUNK - 1, CHUNK];
    for (let stream = 0; stream < 60; stream++) {
      const pieces = Array.from({ length: 12 }, () => {
        const length = lengths[random.int(lengths.length)]! - random.int(2) + 1;
        const kind = random.int(3);
        return kind === 0 ? mark : kind === 1 ? Buffer.alloc(length, 0x2e) : ZEROS.subarray(0, length);
      });
      async function* chunks() {
        yield* pieces;
      }
      const all = Buffer.concat(pieces);
      expect(await streamedChunks(chunks())).toMatchObject({ offsets: scanned(all), size: all.length });
    }
  });

  test('a stream that is or ends with a hole', async () => {
    async function* chunks(head: Uint8Array) {
      yield head;
      yield* zeros(9 * CHUNK);
    }
    expect((await streamedChunks(chunks(new Uint8Array(0)))).size).toBe(9 * CHUNK);
    const { offsets, size } = await streamedChunks(chunks(mark));
    expect(offsets).toEqual([0]);
    expect(size).toBe(mark.length + 9 * CHUNK);
  });

  test('marks at the very start and the very end, in files of every small size', async () => {
    for (const pad of [0, 1, 7]) {
      const bytes = Buffer.concat([mark, Buffer.alloc(pad, 0x2e), mark]);
      expect(scanned(bytes)).toEqual([0, mark.length + pad]);
      expect(await streamed(bytes, 13)).toEqual([0, mark.length + pad]);
    }
    expect(scanned(Buffer.alloc(0))).toEqual([]);
    expect(await streamed(Buffer.alloc(0), 1)).toEqual([]);
  });

  test('cut into ranges, each mark belongs to exactly one of them', () => {
    const bytes = Buffer.alloc(CHUNK, 0x2e);
    const planted = [0, 4000, 500_000 - LEFT, 500_000 + 4000, CHUNK - mark.length];
    for (const offset of planted) mark.copy(bytes, offset);
    for (const cut of [LEFT, LEFT + 1, 4000 + LEFT, 500_000, 500_001]) {
      expect([...scanned(bytes, 0, cut), ...scanned(bytes, cut, bytes.length)]).toEqual(planted);
    }
  });

  test('UTF-16 of both byte orders is found at its place and with its length', () => {
    const wide = Buffer.from(mark.toString('latin1'), 'utf16le');
    for (const [offset, text] of [
      [CHUNK - 900, wide],
      [CHUNK - 901, Buffer.from(wide).swap16()],
    ] as const) {
      const bytes = Buffer.alloc(2 * CHUNK, 0xee);
      text.copy(bytes, offset);
      const found: Sighting[] = [];
      scanner.scanSource(new MemorySource(bytes), 0, bytes.length, context(found));
      expect(found.map((sighting) => [sighting.offset, sighting.length])).toEqual([[offset, 2 * mark.length]]);
    }
  });
});
