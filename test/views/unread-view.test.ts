import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { hibernation } from '../../src/views/hibernation.ts';
import { viewSamples } from './view-samples.ts';

describe.each([hibernation])('$id', (reader) => {
  test('is recognised and told to be unsupported, with what to do instead', () => {
    for (const { bytes } of viewSamples[reader.id]!()) {
      const view = reader.open(new MemorySource(bytes));
      expect(view.regions).toEqual([]);
      expect(view.memory.peek(0n, 1)).toBeUndefined();
      expect(view.troubles).toEqual([
        { code: 'unsupported', message: expect.stringMatching(/which is not read; .*and scan that$/) },
      ]);
    }
  });
});

describe('texts that begin like a hibernation file', () => {
  test.each(['wake up early, and then some more text', 'hibr'.padEnd(32), 'WAKE\0\0\0\0 not wiped'.padEnd(40)])(
    'are none: %j',
    (text) => {
      expect(hibernation.sniff(Buffer.from(text))).toBe(false);
    },
  );
});

test('$LogFile of NTFS, which begins with the same letters, is none', () => {
  // Of a Windows that mounted it: update sequence of 9 words at 30, pages of 4096 bytes.
  const head = Buffer.alloc(32);
  head.write('RSTR');
  head.writeUInt16LE(30, 4);
  head.writeUInt16LE(9, 6);
  head.writeUInt32LE(4096, 16);
  head.writeUInt32LE(4096, 20);
  expect(hibernation.sniff(head)).toBe(false);
});
