import { expect, test } from 'vitest';
import { spell } from '../../builders/number-heap.ts';
import { ProcessHeap } from '../../builders/process-heap.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf, noise } from './memory-images.ts';
import { rsaKey } from './rsa-key.ts';

const own = rsaKey(2048);

/** Numbers of Botan: words with room for more. @param spareBytes of the block, behind the number */
async function scan(numbers: readonly bigint[], bits: number, spareBytes: number) {
  const heap = new ProcessHeap();
  const offsets = numbers.map(
    (number) => heap.chunk(Buffer.concat([spell(number, bits, 'words64'), Buffer.alloc(spareBytes)])).offset,
  );
  const { bytes, heapAt } = coreOf(heap);
  const { findings, gaps } = await scanBytes({ core: bytes });
  expect(gaps).toEqual([]);
  return { findings, offsets: offsets.map((offset) => heapAt + offset) };
}

test.each([0, 192])(
  'an RSA key of which n and d alone are in blocks of the heap is found, %i bytes behind them',
  async (spare) => {
    const { findings, offsets } = await scan([own.n, own.d], own.bits, spare);
    expect(findings).toMatchObject([
      {
        ...{ rule: 'rsa-in-memory', severity: 'critical', confidence: 'proven', count: 1 },
        ...{ offset: offsets[1], facts: { spkiSha256: own.spkiSha256, found: 'd', form: 'le-limbs' } },
      },
    ]);
  },
);

test('n with the d of another key, or with any other number, is nothing', async () => {
  const other = BigInt(`0x${noise('other', 256).toString('hex')}`) | 1n;
  expect((await scan([own.n, rsaKey(2048).d, other], own.bits, 192)).findings).toEqual([]);
});
