/** Small files as bzip2 1.0, pbzip2 1.1 and lbzip2 2.5 write them are unpacked without 7-Zip. */
import { expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { unpackSmallBzip2 } from '../../src/unpack/codecs/small-bzip2.ts';
import { workshop } from '../support/foreign-program.ts';
import { noise } from '../unpack/observe.ts';

const shop = workshop();
const inputs: Record<string, Buffer> = {
  empty: Buffer.alloc(0),
  'a byte': Buffer.from('x'),
  'four equal bytes': Buffer.from('xxxx'),
  zeros: Buffer.alloc(64 << 10),
  'runs of all lengths': Buffer.concat(Array.from({ length: 300 }, (_, run) => Buffer.alloc(run, run))),
  text: Buffer.from(Array.from({ length: 3000 }, (_, line) => `line ${(line * 7919) % 10_007}\n`).join('')),
  noise: noise(60_000),
};

test.each(['bzip2', 'pbzip2', 'lbzip2'])('%s', (program) => {
  for (const [name, bytes] of Object.entries(inputs)) {
    for (const level of ['-1', '-9']) {
      const packed = shop.run(program, ['-c', level], { input: bytes });
      const unpacked = unpackSmallBzip2(new MemorySource(packed));
      expect({ name, level, isSame: unpacked && bytes.equals(unpacked) }).toEqual({ name, level, isSame: true });
    }
  }
});
