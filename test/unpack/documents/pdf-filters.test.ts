import { expect, test } from 'vitest';
import { runLengthDecode } from '../../../src/unpack/documents/pdf-filters.ts';

test('runs come a few KiB at a time: of filters in filters each gets little, and the time is looked at between them', async () => {
  async function* chunks() {
    // 128 times a byte that is 129, which says the same of the next one.
    yield Buffer.alloc(1 << 16, 129);
  }
  let size = 0;
  for await (const chunk of runLengthDecode(chunks())) {
    expect(chunk.length).toBeLessThanOrEqual(1 << 16);
    size += chunk.length;
  }
  expect(size).toBe(128 << 15);
});
