import { expect, test } from 'vitest';
import { disassembly } from '../../../src/unpack/programs/disassembly.ts';
import { list, texts } from '../observe.ts';
import { listing } from './disassembly-samples.ts';

const read = async (text: string) => texts(await list(disassembly, Buffer.from(text)));
const TEXT = 'sixteen letters!';
const swapped = (text: string, bytes: number) =>
  text.replace(new RegExp(`.{${bytes}}`, 'g'), (word) => [...word].reverse().join(''));

test('the bytes of lines of any length', async () => {
  expect(await read(listing('elf64-x86-64', TEXT))).toEqual([['bytes', TEXT]]);
});

test.each([
  ['elf32-littlearm', 4],
  ['elf32-littlearm', 2],
  ['elf64-littleriscv', 4],
])('%s prints words of %i bytes as numbers', async (format, wordBytes) => {
  const text = listing(format, swapped(TEXT, wordBytes), { widths: [4], wordBytes });
  expect(await read(text)).toEqual([['bytes', TEXT]]);
});

test('of big-endian processors they are as they lie', async () => {
  expect(await read(listing('elf32-bigarm', TEXT, { widths: [4], wordBytes: 4 }))).toEqual([['bytes', TEXT]]);
});

test('sources and symbols between the lines are left out, and what is not listed ends a line', async () => {
  const head = '\na.o:     file format elf64-x86-64\n\n';
  const lines =
    '    2000:\t6f 6e 65 \tadd\nint add(int dead: beef)\n\n<key>:\n    2003:\t20 \n    3000:\t74 77 6f \tret\n';
  expect(await read(head + lines)).toEqual([['bytes', 'one \ntwo']]);
});

test('digits that are no bytes, and very long lines, give nothing', async () => {
  const head = '\na.o:     file format elf64-x86-64\n\n';
  expect(await read(`${head}    2000:\t6f6 \tadd\n${' '.repeat(1 << 20)}`)).toEqual([['bytes', '']]);
});

test.each(['In archive a.a:\n\nb.o:     file format elf64-x86-64\n', '\nC:\\a.exe:\tfile format coff-x86-64\n'])(
  'a listing begins with %j',
  (head) => expect(disassembly.sniff(Buffer.from(head))).toBe(true),
);

test.each([
  '\na.out: file\n',
  'a.out:     file format elf64-x86-64\n',
  '\nfile format elf64\n',
  '\n\n\n\n\na:     file format elf64-x86-64\n',
])('%j begins none', (head) => expect(disassembly.sniff(Buffer.from(head))).toBe(false));
