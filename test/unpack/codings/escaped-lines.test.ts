import { describe, expect, test } from 'vitest';
import { codingOf, decodeAll, findAll, pathsTo, settings, word } from './peel.ts';

const text = settings(word(40));
const pairs = Buffer.from(text).toString('hex').match(/../g)!;

function rows(perRow: number, write: (row: readonly string[], offset: string) => string): string {
  const lines: string[] = [];
  for (let at = 0; at < pairs.length; at += perRow)
    lines.push(`${write(pairs.slice(at, at + perRow), at.toString(16).padStart(8, '0'))}\n`);
  return lines.join('');
}

const printed = (row: readonly string[]) =>
  Buffer.from(row.join(''), 'hex')
    .toString('latin1')
    .replaceAll(/[^ -~]/g, '.');

const DUMPS: Readonly<Record<string, string>> = {
  xxd: rows(
    16,
    (row, offset) =>
      `${offset}: ${row
        .join(' ')
        .replaceAll(/(..) (..)/g, '$1$2')
        .padEnd(39)}  ${printed(row)}`,
  ),
  'hexdump -C': rows(16, (row, offset) => `${offset}  ${row.join(' ').padEnd(48)}  |${printed(row)}|`),
  'od -t x1': rows(16, (row, offset) => `${offset} ${row.join(' ')}`),
  'xxd -i': `unsigned char key[] = {\n${rows(12, (row) => `  ${row.map((pair) => `0x${pair}`).join(', ')},`)}};\n`,
};

describe.each(Object.entries(DUMPS))('the lines of %s', (_, dump) => {
  const cut = `${text.slice(0, 40)}`;
  test.each([
    ['in JSON', JSON.stringify({ stdout: dump, status: 1 })],
    ['in JSON, with CRLF', JSON.stringify({ stdout: dump.replaceAll('\n', '\r\n') })],
    ['in JSON, behind other lines', JSON.stringify({ stdout: `$ cat "key"\n${dump}done\n` })],
    ['in JSON in JSON', JSON.stringify({ report: JSON.stringify({ stdout: dump }) })],
  ])('%s', (_form, json) => {
    expect(pathsTo(cut, json).join()).toContain('escaped-lines!');
  });
});

test('a run ends with the lines of numbers, or with its string', () => {
  const coding = codingOf('escaped-lines');
  const dump = DUMPS.xxd!;
  const json = JSON.stringify({ first: dump, second: `${dump}and text, which is no number\n` });
  expect(decodeAll(coding, Buffer.from(json))).toEqual([`${dump}\n`.replace(/\n\n$/, '\n'), dump]);
});

test('what is found does not depend on where a window ends', () => {
  const coding = codingOf('escaped-lines');
  const json = Buffer.from(JSON.stringify(Array.from({ length: 30 }, () => DUMPS['hexdump -C'])));
  const runs = findAll(coding, json);
  expect(runs.length).toBe(30);
  for (const windowBytes of [100, 1_000, 4_097]) expect(findAll(coding, json, windowBytes)).toEqual(runs);
});

test.each([
  ['a single line', JSON.stringify(DUMPS.xxd!.split('\n')[0])],
  ['lines that end as lines do', DUMPS.xxd!],
  ['numbers that mean nothing', JSON.stringify(`${'0 '.repeat(30)}\n`.repeat(3))],
  ['blanks before the end of a line', JSON.stringify(`${' '.repeat(60)}\n`.repeat(3))],
])('%s is none', (_, input) => {
  expect(findAll(codingOf('escaped-lines'), Buffer.from(input))).toEqual([]);
});
