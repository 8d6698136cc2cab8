import { expect, test, vi } from 'vitest';
import { officeText } from '../../../src/unpack/documents/office-text.ts';
import { list, texts } from '../observe.ts';

const HEAD = '<w:document xmlns:w="main">';
const read = async (body: string) => texts(await list(officeText, Buffer.from(HEAD + body)));

test('a word goes on behind tags of its runs, and ends with its paragraph', async () => {
  const body = '<w:p><w:r><w:t>one</w:t></w:r><w:r><w:t>half</w:t></w:r></w:p><w:p><w:r><w:t>two</w:t></w:r></w:p>';
  expect(await read(body)).toEqual([['text', '<w:p>onehalf</w:p><w:p>two</w:p>']]);
});

test.each([
  ['paragraphs', '<w:p><w:t>one</w:t></w:p><w:p><w:t>two</w:t></w:p>'],
  ['a tab', '<w:t>one</w:t><w:tab/><w:t>two</w:t>'],
  ['a break', '<w:t>one</w:t><w:br/><w:t>two</w:t>'],
  ['a blank', '<w:t>one </w:t><w:t>two</w:t>'],
  ['a field', '<w:instrText>one</w:instrText><w:fldChar/><w:t>two</w:t>'],
  ['what was deleted', '<w:delText>one</w:delText><w:t>two</w:t>'],
])('no word goes on behind %s', async (_, body) => {
  expect(await read(body)).toEqual([]);
});

test('a tag without an end, and one that is very long, are text', async () => {
  expect(await read('<w:t>one</w:t><w:t>two</w:t>three <a')).toEqual([['text', 'onetwothree <a']]);
  const long = `<a b="${'-'.repeat(5000)}">`;
  expect(await read(`<w:t>one</w:t><w:t>two</w:t>${long}`)).toEqual([['text', `onetwo${long}`]]);
});

test.each(['<worksheet xmlns="main">', '<w:styles xmlns:w="main">', '<html>', '<?xml version="1.0"?><sstx '])(
  '%s is no such document',
  (head) => expect(officeText.sniff(Buffer.from(head))).toBe(false),
);

test('many tags without an end are looked through once', async () => {
  let bytes = 0;
  const content = Buffer.from(`${HEAD}${'<'.repeat(1 << 18)}`);
  const spies = [Uint8Array.prototype, Buffer.prototype].map((prototype) => {
    const { indexOf } = prototype;
    return vi.spyOn(prototype, 'indexOf').mockImplementation(function (this: Uint8Array, ...args: unknown[]) {
      const [value, from = 0] = args as [number, number?];
      if (value === '>'.charCodeAt(0)) bytes += this.length - from;
      return indexOf.call(this, value, from);
    });
  });
  expect((await list(officeText, content)).entries).toEqual([]);
  for (const spy of spies) spy.mockRestore();
  expect(bytes).toBeGreaterThan(content.length / 2);
  expect(bytes).toBeLessThan(2 * content.length);
});
