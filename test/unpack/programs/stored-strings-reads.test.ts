import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { storedStringsOf } from '../../../src/unpack/programs/stored-strings.ts';
import { AMPLE } from '../observe.ts';

const CONSTANTS_BYTES = 1 << 20;
const LOAD_BYTES = 8;
const LOADS = 1000;

class CountingSource extends MemorySource {
  bytesRead = 0;
  override read(offset: number, length: number): Uint8Array {
    this.bytesRead += length;
    return super.read(offset, length);
  }
}

test('code that jumps between constants far apart costs a small page for each load', () => {
  const code = Buffer.concat(
    Array.from({ length: LOADS }, (_, index) => {
      const next = CONSTANTS_BYTES + (index + 1) * LOAD_BYTES;
      const load = Buffer.from('660f6f0500000000', 'hex'); // MOVDQA xmm0, [rip + displacement]
      load.writeInt32LE((index % 2) * (CONSTANTS_BYTES / 2) - next, 4);
      return load;
    }),
  );
  const source = new CountingSource(Buffer.concat([Buffer.alloc(CONSTANTS_BYTES, 'A'), code]));
  const parts = [
    { address: 0, start: 0, size: CONSTANTS_BYTES, holds: 'constants' },
    { address: CONSTANTS_BYTES, start: CONSTANTS_BYTES, size: code.length, holds: 'code' },
  ] as const;
  expect([...storedStringsOf(source, parts, new Budget(AMPLE))]).toEqual([]);
  // It may be read twice or more: where the load is looked for, and where it is understood, again after each.
  expect(source.bytesRead / LOADS).toBeGreaterThan(16);
  expect(source.bytesRead / LOADS).toBeLessThan(512 << 10);
});
