import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { type GitData, type GitRecord, readGitData, readGitRecord } from '../../../src/unpack/git/git-record.ts';
import { GitResolver } from '../../../src/unpack/git/git-resolver.ts';
import { buildDelta, buildPack } from '../../builders/git.ts';
import { AMPLE } from '../observe.ts';

test('what has to be made again and again is made up to a limit, and then no more', () => {
  // Ten versions of 16 KiB, each a delta of the one before it, of which none is kept.
  const bytes = 16 << 10;
  const base = Buffer.alloc(bytes, 'text');
  const versions = Array.from({ length: 10 }, (_, index) => ({
    base: index,
    data: buildDelta(bytes, [{ copy: [0, bytes - 1] }, String(index)]),
  }));
  const source = new MemorySource(buildPack([{ type: 'blob', data: base }, ...versions]));
  const records: GitRecord[] = [];
  for (let at = 12; at < source.size - 20; ) {
    const record = readGitRecord(source, at)!;
    records.push(record);
    at = (readGitData(source, record) as GitData).end;
  }
  const last = records.at(-1)!;
  const resolved = (maxBytes: number) => {
    const data = (readGitData(source, last) as GitData).bytes;
    return new GitResolver(source, new Budget(AMPLE), maxBytes).resolve(last, data);
  };
  // The base, nine versions, and nine deltas, which are small.
  expect(resolved(10 * bytes + 1000)).toMatchObject({ type: 'blob', bytes: { length: bytes } });
  expect(resolved(10 * bytes - 1)).toBe('costly');
});
