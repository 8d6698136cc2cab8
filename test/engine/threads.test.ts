import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { RANGE_BYTES } from '../../src/engine/ranges.ts';
import type { Verdict } from '../../src/model/result.ts';
import { scanBytes } from '../support/scan-bytes.ts';
import { tarGzWith, zipWith } from '../support/wrap.ts';

const der = (curve: string) =>
  generateKeyPairSync('ec', { namedCurve: curve }).privateKey.export({ type: 'pkcs8', format: 'der' });
const [one, two] = [der('P-256'), der('P-384')];

function large(): Buffer {
  const bytes = Buffer.alloc(2 * RANGE_BYTES + 12_345);
  for (const at of [100, RANGE_BYTES - 60, RANGE_BYTES + 200, 2 * RANGE_BYTES - one.length]) one.copy(bytes, at);
  two.copy(bytes, bytes.length - two.length);
  return bytes;
}

const untimed = ({ stats, ...rest }: Verdict) => ({ ...rest, stats: { ...stats, elapsedMs: 0 } });

describe('what is found does not depend on the threads', () => {
  test('many small files, archives and a large file in ranges: 0, 1, 2 and 3 threads agree', async () => {
    const files: Record<string, Uint8Array> = {
      'large.bin': large(),
      'broken.zip': (await zipWith('a', two)).subarray(0, 99),
    };
    for (let i = 0; i < 150; i++) files[`small-${i}`] = i % 50 === 0 ? one : Buffer.from(`text ${i}`);
    files['app.tar.gz'] = await tarGzWith('k', two);
    const inline = await scanBytes(files, { threads: 0 });
    expect(
      inline.findings
        .filter(({ artifact }) => artifact === 'large.bin')
        .map(({ count }) => count)
        .toSorted(),
    ).toEqual([1, 4]);
    expect(inline.artifacts.find(({ path }) => path === 'large.bin')!.scannedBytes).toBe(files['large.bin']!.length);
    for (const threads of [1, 2, 3]) expect(untimed(await scanBytes(files, { threads }))).toEqual(untimed(inline));
  });

  test('no time left is a gap at each artifact, and ends', async () => {
    const files = { 'a.bin': large(), 'b.zip': await zipWith('a', one) };
    for (const threads of [0, 2]) {
      const verdict = await scanBytes(files, { threads, limits: { maxSeconds: 0 } });
      expect(verdict.verdict).toBe('fail');
      expect(new Set(verdict.gaps.map(({ code }) => code))).toEqual(new Set(['timeout']));
      expect(new Set(verdict.gaps.map(({ path }) => path.split('!')[0]))).toEqual(new Set(['a.bin', 'b.zip']));
    }
  });
});
