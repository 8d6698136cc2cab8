import { expect, test } from 'vitest';
import { inverseOf } from '../../../src/detect/proof/big-integer.ts';
import { spell } from '../../builders/number-heap.ts';
import { ProcessHeap } from '../../builders/process-heap.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf } from './memory-images.ts';
import { type RsaTestKey, rsaKey } from './rsa-key.ts';

/** p, q, dp, dq, qi (RFC 8017, section 3.2). */
function crtNumbers({ p, q, d }: RsaTestKey): bigint[] {
  return [p, q, d % (p - 1n), d % (q - 1n), inverseOf(q, p)!];
}

/** In blocks of their own, or one directly behind the other, each the highest byte first, as BearSSL has them. */
async function findingsIn(numbers: readonly bigint[], primeBits: number, how: 'in blocks' | 'adjacent') {
  const bytes = numbers.map((number) => spell(number, primeBits, 'bytes'));
  const heap = new ProcessHeap();
  for (const block of how === 'adjacent' ? [Buffer.concat(bytes)] : bytes) heap.chunk(block);
  const { findings, gaps } = await scanBytes({ core: coreOf(heap).bytes });
  expect(gaps).toEqual([]);
  return findings;
}

const own = rsaKey(2048);

test.each([
  [2048, 65537, 'in blocks'],
  [2048, 65537, 'adjacent'],
  [2048, 3, 'in blocks'],
  [3072, 65537, 'in blocks'],
  [4096, 65537, 'in blocks'],
] as const)('an RSA key of %i bits with e = %i is found without n, its numbers %s', async (bits, e, how) => {
  const key = bits === 2048 && e === 65537 ? own : rsaKey(bits, e);
  expect(await findingsIn(crtNumbers(key), bits / 2, how)).toMatchObject([
    {
      ...{ rule: 'rsa-in-memory', severity: 'critical', confidence: 'proven' },
      ...{ fingerprint: `key:${key.spkiSha256}`, facts: { found: 'p and q', form: 'be' } },
    },
  ]);
});

test('two primes are no key without the number that joins them', async () => {
  const [p, q, dp, dq, qi] = crtNumbers(own) as [bigint, bigint, bigint, bigint, bigint];
  for (const numbers of [
    [p, q],
    [p, q, dp, dq],
    [p, q, dp, dq, qi ^ 4n],
  ])
    expect(await findingsIn(numbers, 1024, 'in blocks')).toEqual([]);
});

test.each([
  ['p, q and qi', ([p, q, , , qi]: readonly bigint[]) => [p!, q!, qi!]],
  ['p, q, dp and qi', ([p, q, dp, , qi]: readonly bigint[]) => [p!, q!, dp!, qi!]],
  ['all of them, of which dp is damaged', ([p, q, dp, dq, qi]: readonly bigint[]) => [p!, q!, dp! ^ 2n, dq!, qi!]],
] as const)('the number that joins two primes proves a key: %s', async (_, pick) => {
  const findings = await findingsIn(pick(crtNumbers(own)), 1024, 'in blocks');
  expect(findings).toMatchObject([{ fingerprint: `key:${own.spkiSha256}`, confidence: 'proven' }]);
});
