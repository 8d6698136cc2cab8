/** What detectors may compute for an artifact, whichever thread they are in. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Budget } from '../../src/bytes/budget.ts';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { jwkPrivateKey } from '../../src/detect/text/keys/jwk-private-key.ts';
import { buildChain, planChain } from '../../src/engine/chain.ts';
import { PartRecorder } from '../../src/engine/part-recorder.ts';
import { scanExtent } from '../../src/engine/scan-extent.ts';
import { Scanner } from '../../src/engine/scanner.ts';
import { AMPLE } from '../unpack/observe.ts';

const chain = buildChain([jwkPrivateKey]);
const scanner = new Scanner(chain, planChain(chain));
const KEYS = 100;
/**
 * Seeds, of each of which 444 µs of computing makes a key. The same in every run: of 100 random ones, two look like the same work to the
 * budget, which has 2¹⁹ bits for works, in one run of a hundred, and then a key more is proved.
 */
const jwks = Array.from({ length: KEYS }, (_, at) => {
  const priv = createHash('sha256').update(`seed ${at}`).digest('base64url');
  return `${JSON.stringify({ kty: 'AKP', alg: 'ML-DSA-44', priv })}\n`;
});

/** Scans as a thread would that works on the same artifact. @returns how many keys it finds, and its gaps */
function scan(text: string, budget: Budget): { readonly keys: number; readonly gaps: readonly string[] } {
  const source = new MemorySource(Buffer.from(text));
  const part = new PartRecorder('file.json');
  scanExtent(
    scanner,
    source,
    { path: 'file.json', runs: [], start: 0, end: source.size, view: undefined },
    budget,
    part,
  );
  const { findings, gaps } = part.finish('range');
  return { keys: findings.length, gaps: gaps.listed.map(({ gap }) => `${gap.code}: ${gap.path}`) };
}

/** What is left after so many microseconds. */
function budgetWithLeft(microseconds: number): Budget {
  const budget = new Budget(AMPLE);
  budget.takesEffort(10_000_000 - microseconds);
  return budget;
}

test('a file of seeds is proved to its end', () => {
  expect(scan(jwks.join(''), new Budget(AMPLE))).toEqual({ keys: KEYS, gaps: [] });
});

test('when too much was proved, one gap says so', () => {
  expect(scan(jwks.join(''), budgetWithLeft(20_000))).toEqual({ keys: 46, gaps: ['budget: file.json'] });
});

test('keys that come again are proved once, in all threads', () => {
  const budget = budgetWithLeft(60_000);
  const other = new Budget(AMPLE, undefined, 0, budget.spent);
  expect(scan(jwks.join('').repeat(3), budget)).toEqual({ keys: KEYS, gaps: [] });
  expect(scan(jwks.join(''), other)).toEqual({ keys: KEYS, gaps: [] });
});

test('two threads have one gap together', () => {
  const budget = budgetWithLeft(30_000);
  const other = new Budget(AMPLE, undefined, 0, budget.spent);
  const [first, second] = [scan(jwks.slice(0, 50).join(''), budget), scan(jwks.slice(50).join(''), other)];
  expect([first.keys, second.keys]).toEqual([50, 18]);
  expect([...first.gaps, ...second.gaps]).toEqual(['budget: file.json']);
});
