import { describe, expect, test } from 'vitest';
import { containers } from '../../src/unpack/catalog.ts';
import { unsupported } from '../../src/unpack/unsupported.ts';
import { scanBytes } from '../support/scan-bytes.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { zipWith } from '../support/wrap.ts';

/** First bytes as the real tools write them: 7z 25.01, unrar's documentation, xz 5.8, lzip 1.25, zstd 1.5.7 … */
const HEADS: Readonly<Record<string, string>> = {
  '7z': '377abcaf271c0004',
  rar: '526172211a070100',
  xz: 'fd377a585a000004',
  lzip: '4c5a49500114',
  zstd: '28b52ffd0458',
  bzip2: '425a683931415926535900',
  lz4: '04224d186440a7',
  cab: '4d53434600000000',
  rpm: 'edabeedb03000000',
  deb: '213c617263683e0a64656269616e2d62696e617279202020',
  xar: '78617221001c0001',
  squashfs: '6873717302000000',
};

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
});
