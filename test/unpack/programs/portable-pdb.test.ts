import { describe, expect, test } from 'vitest';
import { portablePdb } from '../../../src/unpack/programs/portable-pdb.ts';
import { buildPortablePdb, embeddedSource } from '../../builders/portable-pdb.ts';
import { list, noise, observe } from '../observe.ts';

const contents = async (bytes: Uint8Array): Promise<string[]> => {
  const { entries, troubles, error } = await list(portablePdb, bytes);
  const told = [...troubles.map(({ trouble }) => trouble.message), ...(error ? [error.message] : [])];
  return [...entries.map((entry) => entry.bytes.toString()), ...told];
};

test('embedded sources of every length are entries, and other blobs are not', async () => {
  // 3 lengths of a length: less than 128 bytes, than 16 KiB, and more. Text that does not pack is stored by deflate.
  const texts = ['class A {}', noise(5000).toString('hex'), noise(3_000_000).toString('base64')];
  const hashes = Array.from({ length: 2000 }, (_, index) => noise(32, index + 1));
  const raw = Buffer.concat([Buffer.alloc(4), Buffer.from('stored source')]);
  const bytes = buildPortablePdb(['', raw, ...hashes, ...texts.map((text) => embeddedSource(text)), 'sequence points']);
  expect((await contents(bytes)).map((text) => texts.indexOf(text))).toEqual([0, 1, 2]);
  const seen = await observe(bytes);
  expect(seen.leaves.at(-1)!.bytes.equals(bytes)).toBe(true);
  expect([seen.gaps, seen.formats]).toEqual([[], { 'portable-pdb': 1 }]);
});

test('what is packed but not of the size that is said is no embedded source', async () => {
  expect(await contents(buildPortablePdb([embeddedSource('class A {}', 9), embeddedSource('class A {}', 11)]))).toEqual(
    [],
  );
});

describe('what does not fit is told', () => {
  const source = embeddedSource('class A {}');
  const whole = buildPortablePdb([source]);
  const nameless = Buffer.from(whole);
  nameless.write('#Blub', whole.indexOf('#Blob'));

  test.each<[string, Buffer, string[]]>([
    [
      'a heap that ends behind the file',
      buildPortablePdb([source], { blobHeapSize: 1e9 }),
      ['class A {}', expect.stringMatching(/^expected blobs up to offset/)],
    ],
    [
      'a heap that is cut off',
      whole.subarray(0, -5),
      [expect.stringMatching(/^expected blobs up/), expect.stringMatching(/^expected a blob of/)],
    ],
    ['no heap of blobs', nameless, [expect.stringMatching(/no|none/)]],
  ])('%s', async (_, bytes, expected) => {
    expect(await contents(bytes)).toEqual(expected);
    expect((await observe(bytes)).leaves.at(-1)).toMatchObject({ path: 'artifact', bytes });
  });
});
