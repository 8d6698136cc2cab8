import { expect, test } from 'vitest';
import { latex } from '../../../src/unpack/documents/latex.ts';
import { list, texts } from '../observe.ts';

const HEAD = '\\documentclass{article}\n';
const read = async (body: string) => {
  const [first] = texts(await list(latex, Buffer.from(HEAD + body)));
  return first![1]!.replace('article\n', '');
};

test.each([
  ['signs', '\\_\\$\\%\\&\\#\\{\\}\\ a', '_$%&#{} a'],
  ['an end of a line', 'a\\\\b', 'a\nb'],
  ['names of signs', '\\PYZbs{}\\PYGZlb{}\\textasciitilde{}\\textless a', '\\[~<a'],
  ['classes, colours and widths', '\\PY{k+kn}{a}\\textcolor[rgb]{0,1,0}{b}\\hspace*{1em}c', 'abc'],
  ['formulas of highlight', 'a$\\mathord{=}$b', 'a=b'],
  ['macros', '\\textbf{a}\\emph{b}\\item c', 'abc'],
  ['a backslash at the end', 'a\\', 'a\\'],
])('%s', async (_, body, text) => expect(await read(body)).toBe(text));

test('a line longer than any is read in pieces', async () => {
  const long = 'a'.repeat(300_000);
  expect(await read(`{${long}}`)).toBe(long);
});

test('a macro is read where the pieces of a document meet', async () => {
  const line = 'token\\PYZus{}a\n';
  expect(await read(line.repeat(20_000))).toBe('token_a\n'.repeat(20_000));
});

test.each(['% a\n%b\n\n\\documentclass{a}', '\\begin{Verbatim}[x]', '% a\n\\PassOptionsToPackage{a}'])(
  '%j is such a document',
  (head) => expect(latex.sniff(Buffer.from(head))).toBe(true),
);
test.each(['%PDF-1.4\n', '%!PS\n', '\\x41', '\\begin{a}'])('%j is none', (head) =>
  expect(latex.sniff(Buffer.from(head))).toBe(false),
);
