import { getHeapSnapshot } from 'node:v8';
import { beforeAll, describe, expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { locate } from '../../src/views/locate.ts';
import { v8HeapSnapshot as reader } from '../../src/views/v8-heap-snapshot.ts';
import { SparseSource } from './sparse-source.ts';

describe('a snapshot', () => {
  // Made of bytes, so that V8 keeps it as one flat string.
  const marker = Buffer.from(`marker of ${process.pid} in the heap`).toString();
  let bytes: Buffer;

  /** Of this very process: that is some tens of MiB, so it crosses many chunks. */
  beforeAll(async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of getHeapSnapshot()) chunks.push(Buffer.from(chunk));
    bytes = Buffer.concat(chunks);
  });

  test('has its strings in one region, up to the end', () => {
    expect(reader.sniff(bytes.subarray(0, reader.headBytes))).toBe(true);
    const view = reader.open(new MemorySource(bytes));
    expect(view.troubles).toEqual([]);
    expect(view.regions).toHaveLength(1);
    const [strings] = view.regions;
    expect(bytes.subarray(strings!.offset - 11, strings!.offset).toString()).toBe('"strings":[');
    expect(strings!.offset + strings!.length).toBe(bytes.length);
    expect(locate(view, bytes.indexOf(marker))).toEqual({ region: 'V8 heap snapshot strings' });
    expect(locate(view, strings!.offset - 20)).toBeUndefined();
  });

  test('that is cut off is told', () => {
    const cut = reader.open(new MemorySource(bytes.subarray(0, -5)));
    expect(cut.troubles).toMatchObject([{ code: 'damaged' }]);
  });
});

test('the strings are found where their key crosses two chunks', () => {
  const head = '{"snapshot":{"meta":{}},"nodes":[';
  for (let before = 0; before < 16; before++) {
    const numbers = '1,'.repeat((1 << 19) - 8).slice(0, (1 << 20) - head.length - before);
    const text = `${head}${numbers}1],"strings":["a"]}`;
    const [region] = reader.open(new MemorySource(Buffer.from(text))).regions;
    expect(region).toMatchObject({ offset: text.indexOf('"a"') });
  }
});

test('nothing is read of a snapshot of 10 GB until somebody asks where its strings are', () => {
  const head = Buffer.from('{"snapshot":{"meta":{');
  const source = new SparseSource(10e9, { offset: 0, bytes: head });
  expect(reader.open(source).troubles).toMatchObject([{ code: 'damaged' }]);
  expect(source.bytesRead).toBeLessThan(1024);
});
