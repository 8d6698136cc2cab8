import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { containers } from '../../../src/unpack/catalog.ts';
import type { Container } from '../../../src/unpack/container/container.ts';
import { fragmentedTail } from '../../../src/unpack/walk/fragmented-tail.ts';

const byId = (id: string): Container => containers.find((container) => container.id === id)!;
const place = (path: string, ...outer: string[]) => ({
  ...{ path, depth: 2, runs: [] },
  ancestors: outer.map((id) => ({ container: byId(id), source: new MemorySource(new Uint8Array(0)) })),
});

describe('an archive at the end of', () => {
  test.each([
    ['a disk', place('disk.img'), ['ext']],
    ['a compound file', place('a.xls'), ['compound']],
    ['the records of a workbook', place('a.xls!/Workbook', 'compound'), []],
    ['the records of slides', place('in.zip!/a.ppt!/PowerPoint Document', 'zip', 'compound'), []],
  ] as const)('%s may lie in pieces', (_, where, claims) => {
    expect(fragmentedTail(where, claims.map(byId))).toEqual({ isFragment: true });
  });

  test.each([
    ['a PDF', place('a.pdf'), ['pdf']],
    ['another stream of a compound file', place('a.doc!/Package', 'compound'), []],
    ['a file that has the name of a stream', place('in.zip!/Workbook', 'zip'), []],
    ['a program', place('setup'), []],
  ] as const)('%s may not', (_, where, claims) => {
    expect(fragmentedTail(where, claims.map(byId))).toEqual({});
  });
});
