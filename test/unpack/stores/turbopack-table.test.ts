import { describe, expect, test } from 'vitest';
import { turbopackTable } from '../../../src/unpack/stores/turbopack-table.ts';
import { misnamed } from '../../../src/unpack/unread/misnamed.ts';
import { lz4Sequences } from '../../builders/lz4.ts';
import { list, observe } from '../observe.ts';
import { turbopackBlock, turbopackTableOf } from './turbopack-samples.ts';

const RUN = lz4Sequences([{ literals: 'a run', match: { distance: 3, length: 30 } }, { literals: 'end' }]);
const RUN_TEXT = `a run${'run'.repeat(10)}end`;
const PATH = '.next/cache/turbopack/v16/00000001.sst';

async function read(bytes: Uint8Array) {
  const { entries, troubles, error } = await list(turbopackTable, bytes);
  const codes = troubles.map(({ trouble }) => trouble.code);
  return { texts: entries.map(({ bytes: content }) => content.toString('latin1')), codes, error: error?.message };
}

describe('a table of Turbopack', () => {
  test('has blocks of LZ4, and some as they are', async () => {
    const bytes = turbopackTableOf(turbopackBlock(RUN, RUN_TEXT.length), turbopackBlock(Buffer.from('plain')));
    expect(await read(bytes)).toEqual({ texts: [RUN_TEXT, 'plain'], codes: [], error: undefined });
  });

  test('is known by its name, and no other is', () => {
    const head = turbopackTableOf(turbopackBlock(RUN, RUN_TEXT.length)).subarray(0, 64);
    const text = Buffer.from('version https://git-lfs.github.com/spec/v1');
    const claims = (name: string, bytes: Uint8Array): boolean[] =>
      [turbopackTable, misnamed].map(({ sniffName }) => sniffName!(name, bytes));
    expect(claims(PATH, head)).toEqual([true, false]);
    expect(claims('db/000001.sst', head)).toEqual([false, true]);
    expect(claims(PATH, Buffer.concat([Buffer.of(1), head]))).toEqual([false, true]);
    expect(claims(PATH, text)).toEqual([false, false]);
  });

  test.each<[string, Buffer, string[], number]>([
    ['a sum that is wrong', change(8, 1), ['damaged'], 2],
    ['LZ4 that leads nowhere', turbopackTableOf(turbopackBlock(Buffer.of(0x10, 0x41, 9, 9, 0), 40)), ['damaged'], 1],
    ['another size than LZ4 makes', turbopackTableOf(turbopackBlock(RUN, 999)), ['damaged'], 1],
    ['a size beyond what is held', turbopackTableOf(turbopackBlock(RUN, 2 ** 32 - 1)), ['unsupported'], 1],
    ['an end before its beginning', change(-5, 1), ['damaged'], 2],
  ])('with %s is a gap, and its bytes are scanned', async (_, bytes, codes, count) => {
    const found = await read(bytes);
    expect(found.codes).toContain(codes[0]);
    expect(found.texts).toHaveLength(count);
  });

  test.each([
    ['no table', Buffer.alloc(100, 1)],
    ['nothing but a table', Buffer.alloc(12)],
    ['next to nothing', Buffer.alloc(5)],
  ])('with %s is damaged', async (_, bytes) => {
    expect((await read(bytes)).error).toMatch(/^expected a table of where blocks end, found none/);
  });

  test('leaves nothing out when it is cut', async () => {
    const { leaves } = await observe(turbopackTableOf(turbopackBlock(Buffer.from('plain'))).subarray(0, -1));
    expect(leaves.map(({ bytes }) => bytes.includes('plain'))).toEqual([true]);
  });
});

/** One of two blocks and the table of their ends, with a byte that is another. */
function change(at: number, by: number): Buffer {
  const bytes = turbopackTableOf(turbopackBlock(Buffer.from('plain')), turbopackBlock(Buffer.from('other')));
  bytes[at < 0 ? bytes.length + at : at]! += by;
  return bytes;
}
