import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { pe } from '../../../src/unpack/programs/pe.ts';
import { assemblyOf } from '../../builders/dotnet-assembly.ts';
import { AMPLE } from '../observe.ts';

async function read(bytes: Uint8Array): Promise<string[]> {
  const lines: string[] = [];
  for await (const item of pe.entries(new MemorySource(bytes), new Budget(AMPLE))) {
    if ('trouble' in item) lines.push(`${item.trouble.code}: ${item.trouble.message}`);
    else if (item.name === 'settings') lines.push(...(await buffer(item.open())).toString().split('\n').slice(0, -1));
  }
  return lines;
}

const FORMS: readonly (readonly [source: string, code: string, lines: readonly string[]])[] = [
  ['static string Password = "text"', 'ldstr text, stsfld Password', ['Password = "text"']],
  ['this.password = "text"', 'ldarg.0, ldstr text, stfld password', ['password = "text"']],
  ['the default of a property', 'ldarg.0, ldstr text, stfld <Secret>k__BackingField', ['Secret = "text"']],
  ['a prefix before it', 'ldarg.0, ldstr text, volatile, stfld password', ['password = "text"']],
  ['a = token = "text"', 'ldstr text, dup, stsfld token, stsfld password', ['token = "text"', 'password = "text"']],
  ['its characters', 'ldstr text, callvirt ToCharArray/0/S, stsfld password', ['password = "text"']],
  ['o.Password = "text"', 'ldloc.0, ldstr text, callvirt set_Password/1', ['Password = "text"']],
  [
    'new O { User = "joan", Password = "text" }',
    'newobj O/0, dup, ldstr joan, callvirt set_User/1, dup, ldstr text, callvirt set_Password/1',
    ['Password = "text"'],
  ],
  ['o.WithPassword("text")', 'ldloc.0, ldstr text, callvirt WithPassword/1/S', ['Password = "text"']],
  [
    'd["db_password"] = "text"',
    'ldloc.0, ldstr db_password, ldstr text, callvirt set_Item/2',
    ['db_password = "text"'],
  ],
  [
    'Environment.SetEnvironmentVariable("DB_PASSWORD", "text")',
    'ldstr DB_PASSWORD, ldstr text, call SetEnvironmentVariable/2',
    ['DB_PASSWORD = "text"'],
  ],
  ['d.Add("db_password", name("text"))', 'ldloc.0, ldstr db_password, ldstr text, call name/1/S, callvirt Add/2', []],
  [
    'new NetworkCredential("joan", "text")',
    'ldstr joan, ldstr text, newobj NetworkCredential/2, pop',
    ['password = "text"'],
  ],
  [
    'client.Authenticate("joan", "text")',
    'ldloc.0, ldstr joan, ldstr text, callvirt Authenticate/2',
    ['password = "text"'],
  ],
  ['new Other("joan", "text")', 'ldstr joan, ldstr text, newobj Other/2, pop', []],
  ['login("joan", "text") with its own parameters', 'ldstr joan, ldstr text, call login', ['password = "text"']],
  ['a text that goes elsewhere', 'ldstr text, pop, ldnull, stsfld password', []],
  ['an element of an array', 'ldloc.0, ldc.i4.0, ldstr text, stelem.ref, ldnull, stsfld password', []],
  ['behind a branch', 'ldstr text, br.s 0, stsfld password', []],
  ['behind a switch', 'switch, ldstr text, stsfld password', ['password = "text"']],
  [
    'behind a number that looks like an instruction',
    'ldc.i4.s 114, pop, ldstr text, stsfld password',
    ['password = "text"'],
  ],
  ['what is compared', 'ldnull, ldstr text, ceq, stsfld password', []],
  ['another name', 'ldstr text, stsfld title, ldnull, stsfld password', []],
  ['what is no secret by its length', 'ldstr txt, stsfld password', []],
];

const LOGIN = { name: 'login', parameters: ['user', 'password'] };

test.each(FORMS)('%s', async (_, code, lines) => {
  const methods = [LOGIN, { name: 'main', code: code.split(', ') }];
  expect(await read(assemblyOf({ methods }))).toEqual(lines);
  expect(await read(assemblyOf({ methods, isWide: true, head: 'fat' }))).toEqual(lines);
});

test('constants, defaults of parameters, a text with quotes', async () => {
  const constants = { Password: 'a "text"', Title: 'text', ApiKey: 'téxt' };
  const bytes = assemblyOf({ methods: [LOGIN], constants, defaults: { password: 'other', user: 'joan' } });
  expect(await read(bytes)).toEqual(['password = "other"', `Password = 'a "text"'`, 'ApiKey = "téxt"']);
});

test('a method that claims more code than the file has is read to its end', async () => {
  const bytes = assemblyOf({ methods: [{ name: 'main', code: ['ldstr text', 'stsfld password'] }], head: 'fat' });
  bytes.writeUInt32LE(0xffff_fff0, 512 + 72 + 4);
  expect(await read(bytes)).toEqual(['password = "text"']);
});

test('what is said to be metadata and is not is left as it is', async () => {
  const bytes = assemblyOf({ methods: [{ name: 'main', code: ['ldstr text', 'stsfld password'] }] });
  const at = bytes.indexOf('BSJB');
  for (const [offset, value] of [
    [at, 0],
    [at + 12, 0xffff_ffff],
    [at + 32, 0xffff_ffff],
    [512 + 8, 0xffff_ffff],
    [512 + 12, 20],
  ] as const) {
    const damaged = Buffer.from(bytes);
    damaged.writeUInt32LE(value, offset);
    expect(await read(damaged), `${offset}`).toEqual([]);
  }
});

test('an assembly that is too large is told of', async () => {
  const bytes = assemblyOf({ methods: [{ name: 'main', code: ['ldstr text', 'stsfld password'] }] });
  const large = new MemorySource(Buffer.concat([bytes, Buffer.alloc((64 << 20) + 1 - bytes.length)]));
  const troubles: string[] = [];
  for await (const item of pe.entries(large, new Budget(AMPLE)))
    if ('trouble' in item) troubles.push(item.trouble.message);
  expect(troubles).toEqual(['an assembly of .NET with more than 64 MiB; its code was not read for settings']);
});

test('of a file that ends within its code, that is told', async () => {
  const bytes = assemblyOf({ methods: [{ name: 'main', code: ['ldstr text', 'stsfld password'] }] });
  expect(await read(bytes.subarray(0, bytes.length - 40))).toEqual([
    expect.stringMatching(/^damaged: expected \d+ bytes at offset 512/),
  ]);
});

test('settings stop at their limit, which is a gap', async () => {
  const code = [`ldstr ${'long '.repeat(200)}`, 'stsfld password'];
  const lines = await read(assemblyOf({ methods: [{ name: 'main', code, times: 5000 }], head: 'fat' }));
  expect(lines.at(-1)).toBe('budget: more than 4 MiB of settings of an assembly of .NET; no more were read');
  expect(lines.length).toBe(1 + Math.floor((4 << 20) / 'password = ""\n'.concat('long '.repeat(200)).length));
});

test('names stop at their limit, which is a gap', async () => {
  const parameters = Array.from({ length: 127 }, (_, index) => `a${index}`);
  const code = ['ldstr text', ...parameters.slice(1).map(() => 'dup'), 'call many'];
  const many = { name: 'many', parameters };
  const last = { name: 'last', code: ['ldstr text', 'stsfld password'] };
  const withTimes = (times: number) =>
    read(assemblyOf({ methods: [many, { name: 'main', code, times }, last], head: 'fat' }));
  expect(await withTimes(2700)).toEqual(['password = "text"']);
  expect(await withTimes(2800)).toEqual([
    'budget: more than 1,048,576 names in code of .NET; no more of it was read for settings',
  ]);
});
