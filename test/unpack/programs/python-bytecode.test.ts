import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { pythonBytecode } from '../../../src/unpack/programs/python-bytecode.ts';
import { type PythonModule, pycOf } from '../../builders/python-bytecode.ts';
import { AMPLE } from '../observe.ts';

async function read(bytes: Uint8Array): Promise<string[]> {
  const chunks: Uint8Array[] = [];
  for await (const item of pythonBytecode.entries(new MemorySource(bytes), new Budget(AMPLE)))
    if ('open' in item) chunks.push(await buffer(item.open()));
  return Buffer.concat(chunks).toString().split('\n').slice(0, -1);
}

/** Numbers of instructions by name, of both forms (Lib/opcode.py). */
const OPCODES = {
  '3.10': {
    LOAD: 100,
    NAME: 101,
    ATTR: 106,
    STORE: 90,
    STORE_ATTR: 95,
    STORE_ITEM: 60,
    MAP: 105,
    KEYS: 156,
    CALL: 141,
    EXTENDED: 144,
    POP: 1,
  },
  '3.13': {
    LOAD: 83,
    NAME: 92,
    ATTR: 82,
    STORE: 114,
    STORE_ATTR: 108,
    STORE_ITEM: 39,
    MAP: 48,
    KEYS: 46,
    CALL: 57,
    EXTENDED: 71,
    POP: 32,
  },
};
type Name = keyof (typeof OPCODES)['3.10'];

const FORMS: readonly (readonly [
  source: string,
  code: readonly (readonly [Name, number])[],
  lines: readonly string[],
])[] = [
  [
    "first = 'text'",
    [
      ['LOAD', 0],
      ['STORE', 0],
    ],
    ['first=text'],
  ],
  [
    "second.first = 'text'",
    [
      ['LOAD', 0],
      ['NAME', 1],
      ['STORE_ATTR', 0],
    ],
    ['first=text'],
  ],
  [
    "second.first['key'] = 'text'",
    [
      ['LOAD', 0],
      ['NAME', 1],
      ['ATTR', 0],
      ['LOAD', 2],
      ['STORE_ITEM', 0],
    ],
    ['key=text'],
  ],
  [
    "{'key': 'text'}",
    [
      ['LOAD', 2],
      ['LOAD', 0],
      ['MAP', 1],
      ['STORE', 0],
    ],
    ['key=text'],
  ],
  [
    "{'one': 'text', 'two': 'other'}",
    [
      ['LOAD', 0],
      ['LOAD', 1],
      ['LOAD', 3],
      ['KEYS', 2],
    ],
    ['one=text', 'two=other'],
  ],
  [
    "{'one': None, 'two': 'other'}",
    [
      ['LOAD', 4],
      ['LOAD', 1],
      ['LOAD', 3],
      ['KEYS', 2],
    ],
    ['two=other'],
  ],
  [
    "first(one='text', two='other')",
    [
      ['NAME', 0],
      ['LOAD', 0],
      ['LOAD', 1],
      ['LOAD', 3],
      ['CALL', 2],
    ],
    ['one=text', 'two=other'],
  ],
  [
    'first = None',
    [
      ['LOAD', 4],
      ['STORE', 0],
    ],
    [],
  ],
  [
    "'text'; first = second",
    [
      ['LOAD', 0],
      ['POP', 0],
      ['NAME', 1],
      ['STORE', 0],
    ],
    [],
  ],
];

const CONSTANTS: PythonModule['constants'] = ['text', 'other', 'key', ['one', 'two'], undefined];

for (const version of ['3.10', '3.13'] as const)
  test.each(FORMS)(`${version}: %s`, async (_, code, lines) => {
    const instructions = code.map(([name, argument]) => [OPCODES[version][name], argument] as const);
    expect(await read(pycOf(version, { instructions, constants: CONSTANTS, names: ['first', 'second'] }))).toEqual(
      lines,
    );
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
  pyc.writeUInt16LE(3627, 0);
  expect(pythonBytecode.sniff(pyc)).toBe(false);
});

test('a module of more than 16 MiB is a gap', async () => {
  const pyc = pycOf('3.13', { instructions: [], constants: [], names: [] });
  await expect(read(Buffer.concat([pyc, Buffer.alloc(16 << 20)]))).rejects.toMatchObject({ code: 'unsupported' });
});
