import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import type { ProgramPart } from '../../../src/unpack/programs/program-references.ts';
import { type Displacement, storedStringsOf } from '../../../src/unpack/programs/stored-strings.ts';
import { AMPLE } from '../observe.ts';

const TEXT = 'mark-of-some-forty-bytes-in-three-pieces';
const AT = { code: 0x40_1000, constants: 0x50_0000 };

const bytes = (hex: string) => Buffer.from(hex, 'hex');
const eight = (at: number, text = TEXT) => Buffer.from(text.padEnd(at + 8, '\0').slice(at, at + 8), 'latin1');
/** `movabs $…,%rax; mov %rax,at(%rsp)`. */
const word = (at: number, text = TEXT) => [bytes('48b8'), eight(at, text), bytes('48894424'), Buffer.of(at)];
const NOP = Buffer.of(0x90);

async function linesIn(code: Uint8Array, constants = '', displacements?: readonly Displacement[]): Promise<string[]> {
  const parts: ProgramPart[] = [
    { address: AT.code, start: 0, size: code.length, holds: 'code', ...(displacements && { displacements }) },
    { address: AT.constants, start: code.length, size: constants.length, holds: 'constants' },
  ];
  const source = new MemorySource(Buffer.concat([code, Buffer.from(constants, 'latin1')]));
  const [entry] = storedStringsOf(source, parts, new Budget(AMPLE));
  return entry === undefined ? [] : (await buffer(entry.open())).toString('latin1').split('\n').slice(0, -1);
}

/** `OP at(%rip),…; STORE …,to(%rsp)` for each piece of 16 bytes, the last one over the end of that before. */
function vectors({ load, store, to = [0, 16, TEXT.length - 15] }: { load: string; store: string; to?: number[] }) {
  const code: Buffer[] = [];
  for (const [index, place] of to.entries()) {
    const end = code.reduce((all, { length }) => all + length, 0) + load.length / 2 + 4;
    const displacement = Buffer.alloc(4);
    displacement.writeInt32LE(AT.constants + 16 * index - (AT.code + end));
    code.push(bytes(load), displacement, bytes(store), Buffer.of(place));
  }
  const constants = to.map((place) => TEXT.padEnd(64, '\0').slice(place, place + 16)).join('');
  return { code: Buffer.concat([...code, Buffer.alloc(32, NOP)]), constants };
}

describe('a string is put together', () => {
  const WORDS = [0, 8, 16, 24, 25, 33].flatMap((at) => word(at));

  test('of words of eight bytes, the last ones over the end of those before', async () => {
    expect(await linesIn(Buffer.concat([...WORDS, Buffer.alloc(32, NOP)]))).toEqual([TEXT]);
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7])('wherever it begins: behind %i bytes', async (shift) => {
    const code = Buffer.concat([Buffer.alloc(64 + shift, NOP), ...WORDS, Buffer.alloc(32, NOP)]);
    expect(await linesIn(code)).toEqual([TEXT]);
  });

  test('at the end of the code', async () => {
    expect(await linesIn(Buffer.concat(WORDS))).toEqual([TEXT]);
  });

  test('at the end of what is read at a time', async () => {
    const code = Buffer.concat([Buffer.alloc((1 << 20) - 20, NOP), ...WORDS, Buffer.alloc(32, NOP)]);
    expect(await linesIn(code)).toEqual([TEXT]);
  });

  test('of words and a rest of four, two and one byte', async () => {
    const rest = [
      bytes('c7442420'),
      Buffer.from(TEXT.slice(32, 36)),
      bytes('66c7442424'),
      Buffer.from(TEXT.slice(36, 38)),
    ];
    const last = [...'es'].flatMap((letter, index) => [bytes('c64424'), Buffer.of(38 + index), Buffer.from(letter)]);
    const code = [0, 8, 16, 24].flatMap((at) => word(at));
    expect(await linesIn(Buffer.concat([...code, ...rest, ...last, Buffer.alloc(32, NOP)]))).toEqual([TEXT]);
  });

  test.each([
    ['SSE', { load: '660f6f05', store: '0f114424' }],
    ['SSE with a high register', { load: '66440f6f3d', store: '440f297c24' }],
    ['AVX', { load: 'c5f96f0d', store: 'c5f8114c24' }],
    ['AVX with a high register', { load: 'c5796f0d', store: 'c578114c24' }],
  ])('of constants of 16 bytes, by %s', async (_, how) => {
    const { code, constants } = vectors(how);
    expect(await linesIn(code, constants)).toEqual([TEXT]);
  });

  test('of constants that only a relocation names', async () => {
    const { code, constants } = vectors({ load: '660f6f05', store: '0f114424' });
    const displacements = [4, 17, 30].map((at) => ({ at, displacement: code.readInt32LE(at) }));
    for (const { at } of displacements) code.writeInt32LE(0, at);
    expect(await linesIn(code, constants)).toEqual([]);
    expect(await linesIn(code, constants, displacements)).toEqual([TEXT]);
  });

  test('not of two that are stored in the same place', async () => {
    const other = 'another-text-of-the-same-length-as-that';
    const code = [TEXT, other].flatMap((text) => [0, 8, 16, 24, 32].flatMap((at) => word(at, text)));
    expect(await linesIn(Buffer.concat([...code, Buffer.alloc(32, NOP)]))).toEqual([TEXT, other]);
  });
});

test.each([
  ['a single constant, which is in one piece in the file', Buffer.concat([...word(0), Buffer.alloc(64, NOP)])],
  ['code that is cut off in an instruction', Buffer.concat(word(0)).subarray(0, 12)],
  ['no code', Buffer.alloc(0)],
  ['text that no instruction stores', Buffer.from(TEXT.repeat(50))],
])('nothing of %s', async (_, code) => {
  expect(await linesIn(code)).toEqual([]);
});

test('constants outside the program are none', async () => {
  const { code } = vectors({ load: '660f6f05', store: '0f114424' });
  expect(await linesIn(code, TEXT.slice(0, 20))).toEqual([]);
});
