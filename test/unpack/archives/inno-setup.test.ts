import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { drain } from '../../../src/bytes/chunks.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { innoSetup } from '../../../src/unpack/archives/inno-setup.ts';
import { measureLzma2 } from '../../../src/unpack/codecs/xz-wrap.ts';
import { packedFiles, setupList } from '../../builders/inno-setup.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { CountingSource } from '../counting-source.ts';
import { AMPLE, list, noise, observe } from '../observe.ts';

/** Paths and texts of all that comes out. */
async function opened(bytes: Uint8Array) {
  const { leaves, gaps } = await observe(bytes);
  return { leaves: leaves.map(({ path, bytes: content }) => [path, content.toString('latin1')]), gaps };
}

describe.each(['lzma', 'lzma2'] as const)('files packed with %s', (method) => {
  const long = 'some words of a file. '.repeat(9000);

  test('are unpacked by the reader of the file that they are made', async () => {
    for (const content of ['a', long.slice(0, 5000), long]) {
      const { leaves, gaps } = await opened(packedFiles(method, content));
      expect(gaps).toEqual([]);
      expect(leaves).toEqual([[expect.stringContaining('artifact!/files.'), content]]);
    }
  });

  test('are found in a program, one behind the other, each once', async () => {
    const program = Buffer.concat([
      noise(3000),
      packedFiles(method, 'first'),
      packedFiles(method, 'second'),
      setupList(['x', 'y']),
    ]);
    const { stats, gaps } = await scanBytes({ program });
    expect(gaps).toEqual([]);
    expect(stats.formats['inno-setup']).toBe(3);
  });

  test('that are cut are told', async () => {
    const { gaps } = await opened(packedFiles(method, long).subarray(0, -20));
    expect(gaps.map(({ code }) => code)).toContain('damaged');
  });
});

test('a mark that is followed by another is looked for little beyond that: a MiB may have 21,000 of them', async () => {
  const head = packedFiles('lzma', 'a few words');
  const source = new CountingSource(Buffer.concat([head, head, Buffer.alloc(1 << 20)]));
  for await (const item of innoSetup.entries(source, new Budget(AMPLE)))
    if ('open' in item && item.startsAt === undefined) await drain(item.open());
  expect(source.readBytes).toBeLessThan(8 << 10);
});

test('what only begins as packed files do is none', () => {
  for (const rest of ['', 'zlb', '789c030000000001', '5d0100000000', '5d00008000ff', '29e0000000', '1680000000'])
    expect(innoSetup.sniff(Buffer.concat([Buffer.from('zlb\x1a', 'latin1'), Buffer.from(rest, 'hex')]))).toBe(false);
  expect(innoSetup.sniff(Buffer.from('Inno Setup Setup Date (6.4.0)'))).toBe(false);
});

describe('the list', () => {
  test('gives its blocks', async () => {
    const { leaves, gaps } = await opened(
      setupList(['first '.repeat(3000), 'second'], { encryption: Uint8Array.from(noise(37)) }),
    );
    expect(gaps).toEqual([]);
    expect(leaves.map(([, content]) => content).slice(0, 2)).toEqual(['first '.repeat(3000), 'second']);
    expect(leaves[2]![0]).toBe('artifact!/[headers]');
  });

  test('that is not packed, too', async () => {
    const { leaves } = await opened(setupList(['some words', 'others'], { isPacked: false }));
    expect(leaves).toEqual([
      ['artifact!/list-1', 'some words'],
      ['artifact!/list-2', 'others'],
      ['artifact!/[headers]', 'Inno Setup Setup Data (6.4.0.1)'.padEnd(64, '\0')],
    ]);
  });

  test('with a wrong sum, or cut, is told', async () => {
    const whole = setupList(['first '.repeat(3000), 'second']);
    const wrong = Buffer.from(whole);
    wrong[1000]! ^= 1;
    for (const bytes of [wrong, whole.subarray(0, -10)]) {
      const { troubles } = await list(innoSetup, bytes);
      expect(troubles).toMatchObject([{ trouble: { code: 'damaged' } }]);
    }
  });

  test('is none in a text that speaks of it', () => {
    const sentence = 'Inno Setup Setup Data (6.2.0) is what stands before the list in an installer.';
    expect(innoSetup.sniff(Buffer.from(sentence))).toBe(false);
    expect(innoSetup.sniff(setupList(['a']))).toBe(true);
  });

  test('without a block behind its mark, as in a program that knows it, gives nothing', async () => {
    const { entries, troubles } = await list(
      innoSetup,
      Buffer.concat([setupList([]), Buffer.from('Inno Setup Messages (6.4.0)'), noise(5000)]),
    );
    expect(troubles).toEqual([]);
    expect(entries.map(({ name }) => name)).toEqual(['[all bytes]']);
  });
});

describe('what stands behind', () => {
  test.each<[string, Uint8Array]>([
    ['files packed with LZMA', Buffer.concat([packedFiles('lzma', 'a'), packedFiles('lzma', 'b')])],
    ['files packed with LZMA2', packedFiles('lzma2', 'a')],
    ['files packed with LZMA2 that are damaged', packedFiles('lzma2', 'a').with(-1, 0x30)],
    ['a list', setupList(['first', 'second'])],
    ['a mark and nothing of its kind', Buffer.from('Inno Setup Setup Data (5.5.0), and how to unpack it\n')],
  ])('%s is handed on', async (_, bytes) => {
    const { leaves } = await opened(Buffer.concat([bytes, Buffer.from('zlb\x1a and what follows')]));
    expect(leaves.some(([, content]) => content!.endsWith('and what follows'))).toBe(true);
  });
});

test('lists within lists take no longer than the bytes they are in', async () => {
  const block = Buffer.alloc(400);
  block.write('Inno Setup Setup Data (5.5.0)');
  const head = Buffer.alloc(5);
  head.writeUInt32LE(1 << 20);
  block.writeUInt32LE(crc32(head), 64);
  head.copy(block, 68);
  const bytes = Buffer.concat(Array(2000).fill(block));
  const { stats } = await scanBytes({ program: Buffer.concat([noise(99), bytes]) });
  expect(stats.scannedBytes).toBeLessThan(3 * bytes.length);
});

test('chunks of LZMA2 are measured, whatever they say', () => {
  for (let seed = 1; seed < 300; seed++) {
    const bytes = noise(5000, seed);
    const { end } = measureLzma2(new MemorySource(bytes), 0, () => {});
    expect(end).toBeLessThanOrEqual(bytes.length);
  }
});
