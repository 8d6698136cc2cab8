import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CostlyResults, chargeTo, spend } from '../../src/detect/effort-account.ts';
import { guessableFingerprint } from '../../src/detect/fingerprint.ts';
import { CURVES, proveEc } from '../../src/detect/proof/ec.ts';
import { EDWARDS_ALGORITHMS, proveEdwards } from '../../src/detect/proof/edwards.ts';
import { mlDsaPublicKeyOfSeed } from '../../src/detect/proof/ml-dsa.ts';
import { mlKemPublicKeyOfSeed } from '../../src/detect/proof/ml-kem.ts';
import { modPow } from '../../src/detect/proof/modular-power.ts';
import { ML_DSA_ALGORITHMS, ML_KEM_ALGORITHMS } from '../../src/detect/proof/post-quantum-algorithms.ts';
import { looksPrime } from '../../src/detect/proof/rsa.ts';
import { openMRemote } from '../../src/detect/text/programs/stored-forms.ts';
import { EffortError } from '../../src/model/errors.ts';

/** An account that takes what is named, and nothing when it is empty. */
class Ledger {
  readonly entries: { readonly microseconds: number; readonly work: string | undefined }[] = [];
  isEmpty = false;

  takes(microseconds: number, work?: string): boolean {
    this.entries.push({ microseconds, work });
    return !this.isEmpty;
  }
}

const seed = randomBytes(32);
const PROOFS: readonly (readonly [string, () => unknown])[] = [
  ['a multiplication on a curve', () => proveEc(CURVES[1]!, randomBytes(48).fill(1, 0, 1), undefined)],
  ['a key of Ed25519', () => proveEdwards(EDWARDS_ALGORITHMS[0]!, seed, undefined)],
  ['a seed of ML-DSA', () => mlDsaPublicKeyOfSeed(ML_DSA_ALGORITHMS[0]!, seed)],
  ['a seed of ML-KEM', () => mlKemPublicKeyOfSeed(ML_KEM_ALGORITHMS[0]!, seed)],
  ['a modular power', () => modPow(3n, 2n ** 511n + 1n, 2n ** 512n + 1n)],
  ['a prime', () => looksPrime(2n ** 521n - 1n)],
  ['a password', () => guessableFingerprint(seed.toString('hex'))],
  ['a stored form', () => openMRemote(randomBytes(99).toString('base64'))],
];

test.each(PROOFS)('%s is charged, and not computed when nothing is left', (_, prove) => {
  const ledger = new Ledger();
  chargeTo(ledger, prove);
  chargeTo(ledger, prove);
  // Also when the result is known.
  expect(ledger.entries).toHaveLength(2);
  ledger.isEmpty = true;
  expect(() => chargeTo(ledger, prove)).toThrow(EffortError);
  expect(prove).not.toThrow();
});

describe('chargeTo', () => {
  test('ends with what is asked, however that ends', () => {
    const [outer, inner] = [new Ledger(), new Ledger()];
    chargeTo(outer, () => {
      spend(1000);
      expect(() =>
        chargeTo(inner, () => {
          spend(2000, 'work');
          throw new Error('thrown');
        }),
      ).toThrow('thrown');
      spend(3000);
    });
    spend(4000);
    expect(outer.entries.map(({ microseconds }) => microseconds)).toEqual([1000, 3000]);
    expect(inner.entries).toEqual([{ microseconds: 2000, work: 'work' }]);
  });
});

describe('CostlyResults', () => {
  test('computes a result once, undefined too', () => {
    const results = new CostlyResults<number | undefined>();
    expect(results.of('a', 100, () => 1)).toBe(1);
    expect(results.of('a', 100, () => 2)).toBe(1);
    expect(results.of('b', 100, () => undefined)).toBe(undefined);
    expect(results.of('b', 100, () => 1)).toBe(undefined);
  });
});
