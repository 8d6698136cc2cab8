import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import type { Machine, ProgramPart } from '../../../src/unpack/programs/program-references.ts';
import { type Program, stringsOf } from '../../../src/unpack/programs/program-strings.ts';
import { AMPLE } from '../observe.ts';

const STRINGS = ['NeighbourA', 'MARK_0123456789', 'first line\nsecond\nlast line', 'short', 'Neighbour/rustc/Z'];
const STARTS = STRINGS.map((_, index) => STRINGS.slice(0, index).join('').length);
const CONSTANTS = Buffer.from(STRINGS.join(''));
const AT = { code: 0x40_1000, constants: 0x50_0000, data: 0x60_0000 };

/** Instructions that name the last three, and data that name the others, in this order: 1, 0. */
function x86(is64: boolean): { code: Buffer; data: Buffer } {
  const code = Buffer.alloc(64, 0x90);
  for (const [index, start] of [STARTS[4]!, STARTS[2]!, STARTS[3]!].entries()) {
    const at = 16 * index + 1;
    code.set(is64 ? [0x48, 0x8d, 0x0d] : [0x90, 0x8d, 0x0d], at);
    if (is64) code.writeInt32LE(AT.constants + start - (AT.code + at + 7), at + 3);
    else code.writeUInt32LE(AT.constants + start, at + 3);
  }
  const data = Buffer.alloc(32);
  for (const [index, start] of [STARTS[1]!, STARTS[0]!].entries())
    data.writeUInt32LE(AT.constants + start, 16 * index + (is64 ? 8 : 4));
  return { code, data };
}

/* ADRP x1, page; ADD x0, x1, #offset */
function arm64(): { code: Buffer; data: Buffer } {
  const code = Buffer.alloc(64);
  for (const [index, start] of [STARTS[4]!, STARTS[2]!, STARTS[3]!].entries()) {
    const pages = (AT.constants >> 12) - (AT.code >> 12);
    code.writeUInt32LE((0x9000_0001 | ((pages & 3) << 29) | ((pages >> 2) << 5)) >>> 0, 16 * index);
    code.writeUInt32LE((0x9100_0020 | (start << 10)) >>> 0, 16 * index + 8);
  }
  return { code, data: x86(true).data };
}

function programOf(machine: Machine, { code, data }: { code: Buffer; data: Buffer }): [MemorySource, Program] {
  const bytes = Buffer.concat([code, data, CONSTANTS]);
  const parts: ProgramPart[] = [
    { address: AT.constants, start: code.length + data.length, size: CONSTANTS.length, holds: 'constants' },
    { address: AT.data, start: code.length, size: data.length, holds: 'data' },
    { address: AT.code, start: 0, size: code.length, holds: 'code' },
  ];
  return [new MemorySource(bytes), { machine, parts, base: 0, keepsGlued: false, name: 'strings' }];
}

async function linesIn(source: MemorySource, program: Program): Promise<string[] | undefined> {
  for (const entry of stringsOf(source, program, new Budget(AMPLE))) {
    if ('trouble' in entry) throw new Error(entry.trouble.message);
    return (await buffer(entry.open())).toString().split('\n').slice(0, -1);
  }
  return undefined;
}

test.each([
  ['x86-64', x86(true)],
  ['x86', x86(false)],
  ['arm64', arm64()],
] as const)(
  '%s: those with a neighbour come in the order in which code, then data, name them',
  async (machine, parts) => {
    const [source, program] = programOf(machine, parts);
    // Of several lines the first and the last one; what is shorter than a secret is none.
    const lines = ['Neighbour/rustc/Z', 'first line', 'last line', 'MARK_0123456789', 'NeighbourA'];
    expect(await linesIn(source, program)).toEqual(lines);
  },
);

test('32-bit ARM: addresses stand behind the code', async () => {
  const code = Buffer.alloc(20);
  for (const [index, start] of STARTS.entries()) code.writeUInt32LE(AT.constants + start, 4 * index);
  const [source, program] = programOf('arm', { code, data: Buffer.alloc(4) });
  expect(await linesIn(source, program)).toContain('MARK_0123456789');
});

test('pointers of Mach-O may have flags above, or count from the beginning of the program', async () => {
  const { code, data } = x86(true);
  data.writeUInt32LE(0x8010_0000, 12); // flags
  data.writeUInt32LE(STARTS[0]! + 0x1000, 24);
  const [source, program] = programOf('x86-64', { code, data });
  const lines = await linesIn(source, { ...program, base: AT.constants - 0x1000 });
  expect(lines).toEqual(expect.arrayContaining(['MARK_0123456789', 'NeighbourA']));
});

test('a program in another language has none', async () => {
  const [source, program] = programOf('x86-64', x86(true));
  const without = program.parts.filter(({ holds }) => holds !== 'constants');
  expect(await linesIn(source, { ...program, parts: without })).toBeUndefined();
  expect(await linesIn(source, { ...program, parts: without, keepsGlued: true })).toEqual([]);
});

test('parts that the file does not have', async () => {
  const [source, program] = programOf('x86-64', x86(true));
  const cut = program.parts.map((part) => ({ ...part, size: part.size + 1_000_000 }));
  expect(await linesIn(source, { ...program, parts: cut })).toContain('MARK_0123456789');
  const behind = program.parts.map((part) => ({ ...part, start: source.size + 1, size: 2 ** 40 }));
  expect(await linesIn(source, { ...program, parts: behind, keepsGlued: true })).toEqual([]);
});

test('a program that is linked for one address has it in instructions', async () => {
  const code = Buffer.alloc(64, 0x90);
  for (const [index, start] of STARTS.entries()) {
    code[8 * index + 1] = index % 2 === 0 ? 0xbf : 0x68;
    code.writeUInt32LE(AT.constants + start, 8 * index + 2);
  }
  const [source, program] = programOf('x86-64', { code, data: Buffer.alloc(32) });
  const lines = ['NeighbourA', 'MARK_0123456789', 'first line', 'last line', 'Neighbour/rustc/Z'];
  expect(await linesIn(source, { ...program, isFixed: true })).toEqual(lines);
  expect(await linesIn(source, program)).toEqual([]);
});

test('a standard library that was built below /usr/src says so too', async () => {
  const [source, program] = programOf('x86-64', x86(true));
  const renamed = new MemorySource(Buffer.from(source.read(0, source.size)));
  renamed.read(0, renamed.size).set(Buffer.from('/rustc-'), source.size - 8);
  expect(await linesIn(renamed, program)).toContain('MARK_0123456789');
});

test('many parts with the same bytes, or the same addresses, are as many as there are bytes', async () => {
  const [source, program] = programOf('x86-64', x86(true));
  const twice = [...program.parts, ...Array.from({ length: 1000 }, () => program.parts[0]!)];
  const lines = (await linesIn(source, { ...program, parts: twice }))!;
  expect(lines.filter((line) => line === 'MARK_0123456789')).toHaveLength(1);
  const moved = Array.from({ length: 1000 }, (_, index) => ({ ...program.parts[0]!, address: 4096 * index }));
  const others = (await linesIn(source, { ...program, parts: [...program.parts, ...moved] }))!;
  expect(others.length).toBeLessThanOrEqual(STRINGS.length);
});

test('constants that are too many to be held come as is', async () => {
  const { code, data } = x86(true);
  const filled = Buffer.concat([CONSTANTS, Buffer.alloc(33 << 20)]);
  const bytes = Buffer.concat([code, data, filled]);
  const [, program] = programOf('x86-64', { code, data });
  const parts = program.parts.map((part) => {
    if (part.holds === 'constants') return { ...part, size: filled.length };
    return part.holds === 'data' ? { ...part, address: AT.code + 4096 } : part;
  });
  const lines = ['NeighbourA', 'MARK_0123456789', 'first line', 'last line'];
  expect((await linesIn(new MemorySource(bytes), { ...program, parts }))!.slice(0, 4)).toEqual(lines);
});
