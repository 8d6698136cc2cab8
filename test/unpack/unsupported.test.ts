import { describe, expect, test } from 'vitest';
import { containers } from '../../src/unpack/catalog.ts';
import { unsupported } from '../../src/unpack/unsupported.ts';
import { scanBytes } from '../support/scan-bytes.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { zipWith } from '../support/wrap.ts';

/** First bytes as the real tools write them: 7z 25.01, unrar's documentation, xz 5.8, lzip 1.25, zstd 1.5.7, lz4 1.9 … */
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
  lzma: '5d00008000ffffffffffffffff003098',
  compress: '1f9d9061c2c400',
};

/** Other heads of the same formats. */
const VARIANTS: readonly [string, string, string][] = [
  ['lzma', 'of a known size', '5d000000040c0000000000000000309888'],
  ['lzma', 'of a dictionary of 3 * 2^n, and other properties', '4800000003ffffffffffffffff003098'],
  ['lz4', 'of the legacy frame, as lz4 -l and the Linux kernel write', '02214c1813000000c261'],
  ['zstd', 'behind a skippable frame, as pzstd writes', '502a4d180400000012000000'],
  ['zstd', 'of version 0.7', '27b52ffd045800'],
  ['compress', 'of 12 bits', '1f9d8c61c2c400'],
];

const OTHERS: readonly [string, string][] = [
  ['a dictionary of no size that tools write', '5d00008100ffffffffffffffff003098'],
  ['a size of an exabyte', '5d00008000000000000000001000309888'],
  ['a range coder that does not begin with zero', '5d00008000ffffffffffffffff013098'],
  ['properties over 224', 'e100008000ffffffffffffffff003098'],
  ['a MATLAB 4 file of a matrix of one row', '0000000001000000030000000000000002'],
  ['a TrueType font', '00010000000d0080000300604f532f32'],
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
