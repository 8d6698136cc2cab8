/** Bundles of Unity. */
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { unityFs } from '../../../src/unpack/archives/unity-fs.ts';
import { unityBundle } from '../../builders/unity-bundle.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { AMPLE, list } from '../observe.ts';

const BLOCKS = [{ content: '<mark-first>' }, { content: '<mark-second>', method: 0 }, { content: '<mark-third>' }];
const ALL = BLOCKS.map(({ content }) => content).join('');
const TABLE_AT_END = 0x80;

const texts = async (bundle: Buffer): Promise<Record<string, string>> => {
  const { entries } = await list(unityFs, bundle);
  return Object.fromEntries(entries.map(({ name, bytes }) => [name, bytes.toString('latin1')]));
};

describe('a bundle of Unity', () => {
  test.each([
    ['of version 6', unityBundle({ blocks: BLOCKS })],
    ['whose head ends at a multiple of 16 in version 6', unityBundle({ blocks: BLOCKS, padding: 14 })],
    ['of version 7', unityBundle({ blocks: BLOCKS, version: 7, padding: 14 })],
    ['whose table stands at the end', unityBundle({ blocks: BLOCKS, flags: 0x40 | TABLE_AT_END })],
  ])('%s is opened, and its table told', async (_, bundle) => {
    const { entries, troubles } = await list(unityFs, bundle);
    expect(troubles).toEqual([]);
    expect(entries.map(({ name }) => name)).toEqual(['[central directory]', 'CAB-0']);
    expect(entries[1]!.bytes.toString()).toBe(ALL);
  });

  test('has what belongs to no file, or to two, once', async () => {
    const files = [
      { name: 'two', start: 8, bytes: 10 },
      { name: 'in two', start: 12, bytes: 20 },
      { name: 'one', start: 4, bytes: 2 },
    ];
    const { entries } = await list(unityFs, unityBundle({ blocks: BLOCKS, files }));
    expect(entries.slice(1).map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
      ['[between entries]', ALL.slice(0, 4)],
      ['one', ALL.slice(4, 6)],
      ['[between entries]', ALL.slice(6, 8)],
      ['two', ALL.slice(8, 18)],
      ['[between entries]', ALL.slice(18)],
    ]);
  });

  test('with a block that is damaged says so, and the files behind it are where they were', async () => {
    const blocks = [
      BLOCKS[0]!,
      { content: '<mark-second>', packed: Buffer.from('\x80<broken>', 'latin1') },
      BLOCKS[2]!,
    ];
    const files = [
      { name: 'one', start: 0, bytes: 25 },
      { name: 'two', start: 25, bytes: 12 },
    ];
    const { entries, troubles } = await list(unityFs, unityBundle({ blocks, files }));
    expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
    expect(entries[1]!.bytes.toString()).toContain('<mark-first><broken>');
    expect(entries[2]!.bytes.toString()).toBe('<mark-third>');
    // What stands behind the damage in that block is seen as it lies.
    expect(entries.at(-1)!.bytes.equals(unityBundle({ blocks, files }))).toBe(true);
  });

  test('that is cut off anywhere behind its first block says so, and has that', async () => {
    const whole = unityBundle({ blocks: BLOCKS });
    const [, second, third] = BLOCKS.map(({ content }) => content.length);
    for (let size = whole.length - second! - third! - 1; size < whole.length; size++) {
      const { entries, troubles } = await list(unityFs, whole.subarray(0, size));
      expect(
        troubles.map(({ trouble }) => trouble.code),
        `${size}`,
      ).toEqual(['damaged']);
      expect(entries[1]!.bytes.toString('latin1').startsWith('<mark-first>')).toBe(true);
    }
  });

  test('that is sealed, or packed in another way, is a gap', async () => {
    const sealed = await scanBytes({ 0: unityBundle({ blocks: BLOCKS, flags: 0x440 }) });
    expect(sealed.gaps.map(({ path, code }) => [path, code])).toEqual([['0', 'encrypted']]);
    const blocks = [{ content: '<more than there is>', method: 4, packed: Buffer.from('<as it lies>') }];
    const other = await scanBytes({ 0: unityBundle({ blocks }) });
    expect(other.gaps.map(({ path, code }) => [path, code])).toEqual([['0', 'unsupported']]);
    expect((await texts(unityBundle({ blocks })))['CAB-0']).toContain('<as it lies>');
  });

  test('whose table is none is scanned as is', async () => {
    for (const tableBytes of [0, 1, 10, 0x7fffffff, 0xffffffff]) {
      const bundle = unityBundle({ blocks: BLOCKS, tableBytes });
      const { entries, troubles } = await list(unityFs, bundle);
      expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
      expect(entries.map(({ bytes }) => bytes)).toEqual([bundle]);
    }
  });

  test('whose files are not all there says so', async () => {
    const files = [
      { name: 'all', start: 0, bytes: 1000 },
      { name: 'far', start: 2 ** 60, bytes: 1000 },
    ];
    const { entries, troubles } = await list(unityFs, unityBundle({ blocks: BLOCKS, files }));
    expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
    expect(entries.map(({ name }) => name)).toEqual(['[central directory]', 'all']);
  });

  test('is not a text that begins so', async () => {
    const { stats } = await scanBytes({ text: Buffer.from('UnityFS\0 is how a bundle begins\n'.repeat(9)) });
    expect(stats.formats).toEqual({});
  });
});

test('a block of LZMA that 7-Zip does not unpack any more is told with the reason, and its bytes are handed on', async () => {
  const bytes = fixtureBytes('unity-lzma.bundle');
  const budget = new Budget(AMPLE);
  for (let run = 0; run < 2000; run++) budget.countFailedRun();
  const [codes, remainders]: [string[], string[]] = [[], []];
  for await (const item of unityFs.entries(new MemorySource(bytes), budget)) {
    if ('trouble' in item) codes.push(`${item.trouble.code}: ${item.trouble.message}`);
    else if (item.isRemainder) remainders.push(item.name);
    else for await (const _ of item.open());
  }
  expect(codes).toEqual([expect.stringMatching(/^budget: 7-Zip failed 2000 times/)]);
  expect(remainders).toContain('[all bytes]');
});
