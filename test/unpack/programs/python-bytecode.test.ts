import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { pythonBytecode } from '../../../src/unpack/programs/python-bytecode.ts';
import { type PythonCode, type PythonVersion, pycOf } from '../../builders/python-bytecode.ts';
import { AMPLE } from '../observe.ts';

async function read(bytes: Uint8Array): Promise<string[]> {
  const chunks: Uint8Array[] = [];
  for await (const item of pythonBytecode.entries(new MemorySource(bytes), new Budget(AMPLE)))
    if ('open' in item) chunks.push(await buffer(item.open()));
  return Buffer.concat(chunks).toString().split('\n').slice(0, -1);
}

/** Numbers of instructions by name, as each interpreter's `opcode.opmap` has them. */
const OPCODES = {
  '3.10': `LOAD 100 NAME 101 ATTR 106 STORE 90 STORE_ATTR 95 STORE_ITEM 60 STORE_LOCAL 125 MAP 105 KEYS 156 CALL_NAMED 141 CALL 131 LIST 103 ADD 147
    UNPACK 92 DUPLICATE 4 FUNCTION 132 POP 1 JUMP 110 SWAP 2 SUBSCRIPT 25 FORMAT 155`,
  '3.13': `LOAD 83 NAME 92 ATTR 82 STORE 114 STORE_ATTR 108 STORE_ITEM 39 STORE_LOCAL 110 MAP 48 KEYS 46 CALL_NAMED 57 CALL 53 LIST 47 ADD 95 UNPACK 117
    DUPLICATE 61 FUNCTION 26 ATTRIBUTE 106 POP 32 JUMP 79 SWAP 115 SUBSCRIPT 5 FORMAT 14`,
  '3.14': `LOAD 82 NAME 93 ATTR 80 STORE 116 STORE_ATTR 110 STORE_ITEM 38 STORE_LOCAL 112 MAP 47 CALL_NAMED 55 CALL 52 LIST 46 ADD 98 UNPACK 119
    DUPLICATE 59 FUNCTION 23 ATTRIBUTE 108 POP 31 JUMP 77 SWAP 117 SUBSCRIPT 44 FORMAT 12`,
  '3.15': `LOAD 81 NAME 92 ATTR 79 STORE 115 STORE_ATTR 109 STORE_ITEM 36 STORE_LOCAL 111 MAP 45 CALL_NAMED 53 CALL 50 LIST 44 ADD 97 UNPACK 118
    DUPLICATE 57 FUNCTION 21 ATTRIBUTE 107 POP 29 JUMP 76 SWAP 116 SUBSCRIPT 42 FORMAT 12`,
};
const VERSIONS = ['3.10', '3.13', '3.14', '3.15'] as const;

/** `LOAD 0, STORE 0` in the numbers of a version; what it does not have is left out. */
function assemble(version: PythonVersion, code: string): (readonly [number, number])[] {
  const numbers = new Map(
    Array.from(OPCODES[version].matchAll(/(\w+) (\d+)/g), ([, name, number]) => [name!, Number(number)]),
  );
  return code.split(', ').flatMap((word) => {
    const [name, argument] = word.split(' ');
    const number = numbers.get(name!);
    return number === undefined ? [] : [[number, Number(argument)] as const];
  });
}

/** Constants: 0 'text', 1 'other', 2 'key', 3 ('one', 'two'), 4 None, 5 ('text', 'other'); names: 0 first, 1 second. */
const FORMS: readonly (readonly [source: string, code: string, lines: readonly string[]])[] = [
  ["first = 'text'", 'LOAD 0, STORE 0', ['first=text']],
  ["first = second = 'text'", 'LOAD 0, DUPLICATE 1, STORE 0, STORE 1', ['first=text', 'second=text']],
  [
    "first, second = 'text', 'other', as one constant",
    'LOAD 5, UNPACK 2, STORE 0, STORE 1',
    ['first=text', 'second=other'],
  ],
  ["first, second = 'text', 'other'", 'LOAD 0, LOAD 1, SWAP 2, STORE 0, STORE 1', ['first=text', 'second=other']],
  ["second.first = 'text'", 'LOAD 0, NAME 1, STORE_ATTR 0', ['first=text']],
  ["second.first['key'] = 'text'", 'LOAD 0, NAME 1, ATTR 0, LOAD 2, STORE_ITEM 0', ['key=text']],
  ["{'key': 'text'}", 'LOAD 2, LOAD 0, MAP 1, STORE 0', ['key=text']],
  ["{'key': 'text', …}, of many", 'MAP 0, LOAD 2, LOAD 0, ADD 1, LOAD 1, NAME 0, ADD 1', ['key=text']],
  ["{'key': 'text', 'other': first('other')}", 'LOAD 2, LOAD 0, LOAD 1, NAME 0, LOAD 1, CALL 1, MAP 2', ['key=text']],
  [
    "{'key': 'text', 'other': second.first['one']}",
    'LOAD 2, LOAD 0, LOAD 1, NAME 1, ATTR 0, LOAD 2, SUBSCRIPT 0, MAP 2',
    ['key=text'],
  ],
  ["{'key': 'text', 'other': f'{first}'}", 'LOAD 2, LOAD 0, LOAD 1, NAME 0, FORMAT 0, MAP 2', ['key=text']],
  [
    "{'key': ['text', 'other'], 'other': 'text'}",
    'LOAD 2, LOAD 0, LOAD 1, LIST 2, LOAD 1, LOAD 0, MAP 2',
    ['other=text'],
  ],
  ["first(one='text', two='other')", 'NAME 0, LOAD 0, LOAD 1, LOAD 3, CALL_NAMED 2', ['one=text', 'two=other']],
  ["first('key', one=second, two='other')", 'NAME 0, LOAD 2, NAME 1, LOAD 1, LOAD 3, CALL_NAMED 3', ['two=other']],
  ['first = None', 'LOAD 4, STORE 0', []],
  ["'text'; first = second", 'LOAD 0, POP 0, NAME 1, STORE 0', []],
  ["first('text'); second = first", 'NAME 0, LOAD 0, CALL 1, STORE 1', []],
  ['what jumps go to is unknown', 'LOAD 0, JUMP 1, STORE 0', []],
];

const CONSTANTS: PythonCode['constants'] = ['text', 'other', 'key', ['one', 'two'], undefined, ['text', 'other']];

for (const version of VERSIONS)
  test.each(FORMS)(`${version}: %s`, async (_, code, lines) => {
    const instructions = assemble(version, code);
    // Nothing else tells 3.15 from 3.14.
    const first = assemble(version, 'LOAD 4, POP 0');
    const module = { instructions: [...first, ...instructions], constants: CONSTANTS, names: ['first', 'second'] };
    expect((await read(pycOf(version, module))).toSorted()).toEqual([...lines]);
  });

test.each([
  ['LOAD 0, LOAD 1, LOAD 3, KEYS 2', ['one=text', 'two=other']],
  ['LOAD 4, LOAD 1, LOAD 3, KEYS 2', ['two=other']],
])('a dictionary whose names are one constant, up to 3.13: %s', async (code, lines) => {
  for (const version of ['3.10', '3.13'] as const) {
    const module = { instructions: assemble(version, code), constants: CONSTANTS, names: [] };
    expect(await read(pycOf(version, module))).toEqual(lines);
  }
});

test.each(VERSIONS)("%s: def first(one, two='text', three=None): four = 'other'", async (version) => {
  const inner: PythonCode = {
    ...{ instructions: assemble(version, 'LOAD 0, STORE_LOCAL 3'), constants: ['other'], names: [] },
    ...{ locals: ['one', 'two', 'three', 'four'], parameters: 3 },
  };
  const code =
    version === '3.10'
      ? 'LOAD 0, LOAD 1, LOAD 2, FUNCTION 1, STORE 0'
      : 'LOAD 0, LOAD 1, FUNCTION 0, ATTRIBUTE 1, STORE 0';
  const constants = [['text', undefined], inner, 'first'];
  const module = { instructions: assemble(version, code), constants, names: ['first'] };
  expect(await read(pycOf(version, module))).toEqual(['four=other', 'two=text']);
});

test('a text that a damaged module gives a million names', async () => {
  const long = 'x'.repeat(200);
  const constants = Array.from({ length: 200 }, () => long);
  const names = Array.from({ length: 200 }, (_, at) => `name_${at}`);
  const once = Array.from({ length: 200 }, (_, at) => [[100, at] as const, [90, at] as const]).flat();
  const module = { instructions: Array.from({ length: 150 }, () => once).flat(), constants, names };
  const items = [];
  for await (const item of pythonBytecode.entries(new MemorySource(pycOf('3.10', module)), new Budget(AMPLE)))
    items.push(item);
  expect(items).toMatchObject([{ name: 'settings' }, { trouble: { code: 'budget' } }]);
});

test('names that Python itself gives are no settings', async () => {
  const module = {
    instructions: [
      [100, 0],
      [90, 0],
      [100, 0],
      [90, 1],
    ] as const,
    constants: ['text'],
  };
  expect(await read(pycOf('3.10', { ...module, names: ['__module__', '_module'] }))).toEqual(['_module=text']);
});

test('arguments above 255', async () => {
  const constants = Array.from({ length: 255 }, (_, at) => `text-${at}`);
  const names = Array.from({ length: 255 }, (_, at) => `name_${at}`);
  const instructions = [
    [144, 0],
    [100, 254],
    [90, 254],
    [144, 1],
    [100, 0],
    [90, 0],
  ] as const;
  expect(await read(pycOf('3.10', { instructions, constants, names }))).toEqual(['name_254=text-254']);
});

test('cut off: what is complete is read, and the rest told', async () => {
  const pyc = pycOf('3.13', {
    instructions: [
      [83, 0],
      [114, 0],
    ],
    constants: ['text'],
    names: ['first'],
  });
  for (let end = 60; end < pyc.length; end++)
    await expect(read(pyc.subarray(0, end))).rejects.toMatchObject({ code: 'damaged' });
});

test('objects in one another, more than marshal of any compiler writes, end at a limit', async () => {
  const pyc = pycOf('3.10', { instructions: [], constants: [], names: [] });
  const deep = Buffer.concat([pyc.subarray(0, 46), Buffer.from(')\x01'.repeat(100_000))]);
  await expect(read(deep)).rejects.toThrow('at most 200 objects in one another');
});

test('a tuple of more objects than there are bytes', async () => {
  const pyc = pycOf('3.10', { instructions: [], constants: [], names: [] });
  const long = Buffer.concat([pyc.subarray(0, 46), Buffer.from('(\xff\xff\xff\x7fNNNN', 'latin1')]);
  await expect(read(long)).rejects.toThrow('expected 2147483647 objects, found the end');
});

test('versions that have other instructions are scanned as they are', () => {
  const pyc = pycOf('3.13', { instructions: [], constants: [], names: [] });
  expect(pythonBytecode.sniff(pyc)).toBe(true);
  expect(pythonBytecode.sniff(pyc.subarray(16))).toBe(true);
  pyc.writeUInt16LE(3700, 0);
  expect(pythonBytecode.sniff(pyc)).toBe(false);
});

test('a module of more than 16 MiB is a gap', async () => {
  const pyc = pycOf('3.13', { instructions: [], constants: [], names: [] });
  await expect(read(Buffer.concat([pyc, Buffer.alloc(16 << 20)]))).rejects.toMatchObject({ code: 'unsupported' });
});
