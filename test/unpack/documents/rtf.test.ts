import { expect, test } from 'vitest';
import { rtf } from '../../../src/unpack/documents/rtf.ts';
import { RtfText } from '../../../src/unpack/documents/rtf-text.ts';
import { list, texts } from '../observe.ts';

const read = async (body: string) => texts(await list(rtf, Buffer.from(`{\\rtf1${body}}`, 'latin1')));

test.each([
  ['groups', '{a{1}b}{\\b 2}c', 'a1b2c'],
  ['line ends of the file', 'a\r\nb', 'ab'],
  ['paragraphs and cells', 'a\\par b\\cell c\\row', 'a\nb\tc\n'],
  ['escaped signs', '\\\\\\{\\}\\~\\_a\\-b', '\\{} -ab'],
  ['bytes of a code page', "a\\'e9\\'80", 'aé€'],
  ['Unicode and what stands in for it', "\\u233?\\u-10179 ?\\u-8704 ?a{\\uc2\\u233\\'c3\\'a9}b\\u233?c", 'é😀aébéc'],
  ['quotes that a word processor turned', '\\ldblquote a\\rdblquote', '"a"'],
  ['destinations without text', '{\\fonttbl{\\f0 Arial;}}a{\\*\\other b}{\\pict 00ff}c', 'ac'],
  ['the address of a field, and a comment', '{\\field{\\*\\fldinst a}}{\\*\\annotation b}', 'ab'],
  ['bytes that are no text', 'a\\bin3 }}}b', 'ab'],
  ['what is behind the last group', 'a}b{c', 'a'],
  ['a word that is too long', `a\\${'x'.repeat(40)} b`, 'axxxxxxxx b'],
])('%s', async (_, body, text) => {
  expect(await read(body)).toEqual([['text', Buffer.from(text).toString('latin1')]]);
});

test('a document that is cut off is a gap, and its text is read', async () => {
  const { entries, troubles } = await list(rtf, Buffer.from('{\\rtf1 one {two'));
  expect(entries.map(({ name }) => name)).toEqual(['text']);
  expect(troubles).toMatchObject([{ name: 'text', trouble: { code: 'damaged' } }]);
});

test('words go on in the next chunk, wherever that begins', () => {
  const bytes = Buffer.from("{\\rtf1 a{\\b b}\\u8364?\\'e9\\u-10179?\\u-8704?\\par c\\bin2 }}d}");
  for (let at = 1; at < bytes.length; at++) {
    const text = new RtfText();
    const parts = [bytes.subarray(0, at), bytes.subarray(at)].map((part) => Buffer.from(text.read(part)));
    expect(Buffer.concat(parts).toString()).toBe('ab€é😀\ncd');
    expect(text.state).toBe('ended');
  }
});

test('a million open groups are one gap', async () => {
  const { entries, troubles } = await list(rtf, Buffer.from(`{\\rtf1 ${'{a'.repeat(1 << 20)}`));
  expect(entries[0]!.bytes).toHaveLength(1 << 20);
  expect(troubles).toHaveLength(1);
});

test.each(['{\\rtfa', '{"a"', '\\rtf1', '{rtf1'])('%s is no such document', (head) => {
  expect(rtf.sniff(Buffer.from(head))).toBe(false);
});
