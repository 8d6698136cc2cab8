import { describe, expect, test } from 'vitest';
import { uuencode } from '../../../src/unpack/messages/uuencode.ts';
import { uuencoded } from '../../builders/uuencode.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise, observe } from '../observe.ts';

const data = noise(10_000);
const text = uuencoded('a/note.bin', data);
const base64 = `begin-base64 644 n\n${data.toString('base64').replaceAll(/.{60}/g, '$&\n')}\n====\n`;

describe('a file comes out as it went in', () => {
  test.each<[string, string]>([
    ['with backticks', text],
    ['with blanks', uuencoded('a/note.bin', data, ' ')],
    ['with blanks that a mail program took away', uuencoded('a/note.bin', data, ' ').replaceAll(/ +\n/g, '\n')],
    ['with CRLF', text.replaceAll('\n', '\r\n')],
    ['with a character of checksum', text.replaceAll(/^([!-M].+)$/gm, '$1A').replaceAll(/^beginA?(.*)A$/gm, 'begin$1')],
    ['without a line end at its end', text.trimEnd()],
  ])('%s', async (_, encoded) => {
    const { entries, troubles } = await list(uuencode, Buffer.from(encoded));
    expect(entries[0]!.name).toBe('a/note.bin');
    expect(entries[0]!.bytes.equals(data)).toBe(true);
    expect([troubles, entries[0]!.error]).toEqual([[], undefined]);
  });

  test.each([0, 1, 2, 3, 44, 45, 46, 90, 200_000])('of %i bytes', async (size) => {
    const bytes = noise(size, 3);
    const { entries } = await list(uuencode, Buffer.from(uuencoded('n', bytes)));
    expect(entries[0]!.bytes.equals(bytes)).toBe(true);
  });

  test('in base64, and with its name in base64', async () => {
    const name = Buffer.from('über.txt').toString('base64');
    const { entries } = await list(
      uuencode,
      Buffer.from(base64.replace('begin-base64 644 n', `begin-base64-encoded 644 ${name}`)),
    );
    expect(entries[0]!.name).toBe('über.txt');
    expect(entries[0]!.bytes.equals(data)).toBe(true);
  });

  test('in the middle of a mail, and behind another one', async () => {
    const mail = `From: a\n\nHere they are\n${text}and\n${base64}and\n${text}${text}Bye\n`;
    const { stats, gaps } = await scanBytes({ mail: Buffer.from(mail) });
    expect(gaps).toEqual([]);
    expect(stats.unpacked.uuencode!.bytes).toBeGreaterThanOrEqual(4 * data.length);
    expect(Object.keys(stats.unpacked)).toEqual(['uuencode']);
  });
});

describe('what is wrong ends it, and is told', () => {
  test.each<[string, string, string]>([
    ['a line of prose', text.replace(/(\n.{61}){20}/, '$&\nSome words between the lines.'), 'found another one'],
    ['a line that is too long', text.replace(/(\n.{61}){20}/, '$&AAAA'), 'found another one'],
    ['no end', text.slice(0, 7000), 'cut off'],
    ['no end, at a line end', text.slice(0, text.lastIndexOf('`')), 'cut off'],
    ['no end, in base64', base64.slice(0, -6), 'cut off'],
    ['one line of a megabyte', text.replace('\n`\n', `\n${'A'.repeat(1 << 20)}\n`), 'found another one'],
  ])('%s', async (_, encoded, message) => {
    const { leaves, gaps } = await observe(Buffer.from(encoded));
    expect(gaps.map(({ code }) => code)).toEqual(['damaged']);
    expect(gaps[0]!.message).toContain(message);
    const [first, last] = [leaves[0]!.bytes, leaves.at(-1)!.bytes.toString('latin1')];
    expect(data.subarray(0, 800).equals(first.subarray(0, 800))).toBe(true);
    // What was not decoded lies in what is handed on.
    if (!message.includes('cut')) expect(encoded.endsWith(last)).toBe(true);
  });
});

test.each<[string, string]>([
  ['a sentence', 'begin 644 times and end\nonce\n'],
  ['the example of a document', 'begin 644 note.txt\n...\nend\n'],
  ['one line of a document', `${text.split('\n').slice(0, 2).join('\n')}\n...\n`],
  ['a program', 'begin 600 x\n  WRITELN;\nend\n'],
])('%s is none', (_, other) => {
  expect(uuencode.sniff(Buffer.from(other))).toBe(false);
});
