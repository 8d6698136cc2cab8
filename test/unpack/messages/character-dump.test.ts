import { describe, expect, test } from 'vitest';
import { characterDump as container } from '../../../src/unpack/messages/character-dump.ts';
import { characterDump } from '../../builders/character-dump.ts';
import { list, noise } from '../observe.ts';

const data = noise(20_000);

async function charactersOf(text: string | Uint8Array) {
  const { entries, troubles } = await list(container, Buffer.from(text));
  expect(troubles).toEqual([]);
  expect(entries[0]!.error).toBeUndefined();
  return { bytes: entries[0]!.bytes, behind: entries[1]?.bytes.toString('latin1') };
}

describe('what went in comes out', () => {
  test.each([2, 3, 15, 16, 17, 32, 33, 4095, 20_000])('%i bytes', async (size) => {
    const bytes = noise(size, 5);
    expect((await charactersOf(characterDump(bytes))).bytes).toEqual(bytes);
  });

  test.each([
    ['octal', characterDump(data)],
    ['decimal', characterDump(data, 10)],
    ['hexadecimal, as of hexdump', characterDump(data, 16)],
    ['CRLF', characterDump(data).replaceAll('\n', '\r\n')],
    // The container begins at the first offset: its prefix is before it.
    ['a prefix', characterDump(data).replaceAll('\n0', '\n2026-12-01T09:30:00.1234567Z 0')],
  ])('with %s', async (_, text) => {
    expect((await charactersOf(text)).bytes).toEqual(data);
  });

  test('where the last row is filled up with blanks, as hexdump does', async () => {
    const text = characterDump(data.subarray(0, 21), 16).replace(
      /(.*)\n(.*)\n$/,
      (_, row, end) => `${row.padEnd(71)}\n${end}\n`,
    );
    expect((await charactersOf(text)).bytes).toEqual(data.subarray(0, 21));
  });

  test('blanks at the end of a row, stripped or not', async () => {
    const bytes = Buffer.from(`ab${' '.repeat(40)}cd`);
    const text = characterDump(bytes);
    expect((await charactersOf(text)).bytes).toEqual(bytes);
    expect((await charactersOf(text.replaceAll(/ +\n/g, '\n').replace('0000020\n', '0000020      \n'))).bytes).toEqual(
      bytes,
    );
  });
});

test('rows that are equal stand behind a star', async () => {
  const text = `${characterDump(Buffer.alloc(16, 'x')).split('\n')[0]}\n*\n0000100   a   b\n0000102\nbehind`;
  expect(await charactersOf(text)).toEqual({ bytes: Buffer.from(`${'x'.repeat(64)}ab`), behind: 'behind' });
});

test('a row that is none is left out, with a star or without', async () => {
  const rows = characterDump(data.subarray(0, 48)).split('\n');
  const text = [rows[0], `${rows[1]!.slice(0, 8)}##${rows[1]!.slice(10)}`, '*', '0000100   a   b', '0000102', ''].join(
    '\n',
  );
  expect((await charactersOf(text)).bytes).toEqual(Buffer.concat([data.subarray(0, 16), Buffer.from('ab')]));
});

test('a star does not fill the memory', async () => {
  const text = `${characterDump(Buffer.alloc(16, 'x')).split('\n')[0]}\n*\n777777777760   a   b\n777777777762\n`;
  expect((await charactersOf(text)).bytes.length).toBe(16 << 20);
});

test.each([
  ['cut within a row', 1_030],
  ['cut behind a row', 1_040],
])('what is there of a dump that is %s', async (_, size) => {
  const text = characterDump(data).slice(0, 16 * 72 + (size - 1_024) * 4 + 7);
  const { bytes } = await charactersOf(text);
  expect(bytes.length).toBeGreaterThan(200);
  expect(bytes).toEqual(data.subarray(0, bytes.length));
});

test('text behind it is left', async () => {
  expect((await charactersOf(`${characterDump(data)}and text\n`)).behind).toBe('and text\n');
});

test.each([
  ['numbers of od', '0000000 067543 064564 067040\n0000006\n'],
  ['a table', '0000000   a   b   c\nnext line\n'],
  ['a row alone', '0000000   a   b   c\n'],
  ['one cell', '0000000   a\n0000001\n'],
])('%s are none', (_, text) => {
  expect(container.sniff!(Buffer.from(text))).toBe(false);
});
