import { describe, expect, test } from 'vitest';
import { containers } from '../../src/unpack/catalog.ts';
import { unsupported } from '../../src/unpack/unsupported.ts';
import { scanBytes } from '../support/scan-bytes.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { zipWith } from '../support/wrap.ts';

/** First bytes as the real tools write them: zstd 1.5.7, lz4 1.9, lzop 1.04 …, or as their documents say */
const HEADS: Readonly<Record<string, string>> = {
  lzop: '894c5a4f000d0a1a0a1040',
  lrzip: '4c525a4900060000',
  zpaq: '7a50510101',
  ace: '00000000000000 2a2a4143452a2a'.replace(' ', ''),
  freearc: '4172430100',
  stuffit: '5374756666497420',
  btrfs: `${'00'.repeat(65_600)}5f42485266535f4d`,
  zstd: '28b52ffd0458',
  lz4: '04224d186440a7',
  compress: '1f9d9061c2c400',
};

/** Other heads of the same formats. */
const VARIANTS: readonly [string, string, string][] = [
  ['lz4', 'of the legacy frame, as lz4 -l and the Linux kernel write', '02214c1813000000c261'],
  ['zstd', 'behind a skippable frame, as pzstd writes', '502a4d180400000012000000'],
  ['zstd', 'of version 0.7', '27b52ffd045800'],
  ['compress', 'of 12 bits', '1f9d8c61c2c400'],
];

const OTHERS: readonly [string, string][] = [
  ['compress, of 8 bits', '1f9d8861c2c400'],
  ['compress, a first code that is no byte', '1f9d9061c3c400'],
];

describe('formats that are recognised and not opened', () => {
  test('each has a head here, and an id that no opener has', () => {
    expect(unsupported.map(({ id }) => id)).toEqual(Object.keys(HEADS));
    for (const { id } of unsupported) expect(containers.some((container) => container.id === id)).toBe(false);
  });

  test.each(Object.entries(HEADS))(
    '%s is a gap, at any depth, and its bytes are scanned all the same',
    async (id, head) => {
      const bytes = Buffer.concat([Buffer.from(head, 'hex'), seededRandom(3).bytes(5000)]);
      const verdict = await scanBytes({ plain: bytes, 'in.zip': await zipWith('a', bytes) });
      expect(verdict.gaps.map(({ path, code }) => [path, code])).toEqual([
        ['in.zip!/a', 'unsupported'],
        ['plain', 'unsupported'],
      ]);
      expect(verdict.stats.scannedBytes).toBeGreaterThanOrEqual(2 * bytes.length);
      expect(unsupported.filter((format) => format.sniff(bytes)).map((format) => format.id)).toEqual([id]);
    },
  );

  test.each(VARIANTS)('%s %s is recognised', (id, _, head) => {
    const bytes = Buffer.concat([Buffer.from(head, 'hex'), seededRandom(3).bytes(5000)]);
    expect(unsupported.filter((format) => format.sniff(bytes)).map((format) => format.id)).toEqual([id]);
  });

  test.each(OTHERS)('%s is none of them', (_, head) => {
    const bytes = Buffer.concat([Buffer.from(head, 'hex'), seededRandom(3).bytes(5000)]);
    expect(unsupported.filter((format) => format.sniff(bytes))).toEqual([]);
  });
});
