import { expect, test } from 'vitest';
import { elfCore } from '../../builders/elf-core.ts';
import { FieldWriter } from '../../builders/field-writer.ts';
import { spell } from '../../builders/number-heap.ts';
import { freshKey, testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { ecParts, noise, spkiSha256 } from './memory-images.ts';

const ADDRESS = 0x10000000n;
const X86_64 = { format: { wordBytes: 8, littleEndian: true, machine: 62 }, spelling: 'digits60' } as const;
const I386 = { format: { wordBytes: 4, littleEndian: true, machine: 3 }, spelling: 'digits28' } as const;

/** A process in which each number has the 32 words of an mp_int (MP_PREC). */
async function findingsIn(numbers: readonly Buffer[], { format, spelling }: typeof X86_64 | typeof I386) {
  const heap = new FieldWriter(true).text('heap').zeros(508);
  for (const number of numbers) {
    heap.bytes(spell(BigInt(`0x${number.toString('hex')}`), 8 * number.length, spelling)).zeros(8);
    heap
      .alignTo(32 * format.wordBytes)
      .text('name=value')
      .zeros(format.wordBytes)
      .alignTo(16);
  }
  const { bytes } = elfCore(format, [{ address: ADDRESS, bytes: heap.alignTo(4096).finish() }], []);
  const { findings, gaps } = await scanBytes({ core: bytes });
  expect(gaps).toEqual([]);
  return findings;
}

test.each(['P-256', 'P-384', 'P-521', 'secp256k1'])('a key of %s is found in digits of libtommath', async (curve) => {
  for (const process of [X86_64, I386]) {
    // Of 1,500 keys one was not, with digits of 28 bits six: three of five are, or it is no chance.
    let count = 0;
    for (let round = 0; round < 5; round++) {
      const key = freshKey(curve);
      const { d, x, y } = ecParts(key);
      const findings = await findingsIn([x, y, d], process);
      const facts = { spkiSha256: spkiSha256(key), form: 'tommath-digits' };
      if (findings.length === 0) continue;
      expect(findings).toMatchObject([{ rule: 'ec-in-memory', severity: 'critical', count: 1, facts }]);
      count++;
    }
    expect(count).toBeGreaterThanOrEqual(3);
  }
});

test('points without their key, and numbers that belong to none, are nothing', async () => {
  const { x, y } = ecParts(testKey('P-256'));
  expect(await findingsIn([x, y, noise('another', 32)], X86_64)).toEqual([]);
});
