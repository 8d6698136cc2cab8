import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { androidDex } from '../../../src/unpack/programs/android-dex.ts';
import { dexOf } from '../../builders/dex-file.ts';
import { AMPLE } from '../observe.ts';

async function read(bytes: Uint8Array): Promise<string[]> {
  const lines: string[] = [];
  for await (const item of androidDex.entries(new MemorySource(bytes), new Budget(AMPLE)))
    if ('open' in item) lines.push(...(await buffer(item.open())).toString().split('\n').slice(0, -1));
    else lines.push(`${item.trouble.code}: ${item.trouble.message}`);
  return lines;
}

const PASSWORD = ['password = "text"'];
const FORMS: readonly (readonly [source: string, code: string, lines: readonly string[]])[] = [
  ['static String password = "text"', 'const-string v9 text, sput-object v9 password', PASSWORD],
  ['the same in a large file', 'const-string/jumbo v200 text, sput-object v200 password', PASSWORD],
  ['this.password = "text"', 'const-string v3 text, iput-object v3,v12 password', PASSWORD],
  ['another object', 'const-string v3 text, iput-object v12,v3 password', []],
  [
    'a value that is moved near and far',
    `const-string v1 text, move-object v2,v1, move-object/from16 v30,v2, move-object/16 v900,v30, const/4 v1,
     move-object/from16 v4,v900, sput-object v4 password`,
    PASSWORD,
  ],
  ['setPassword("text")', 'const-string v1 text, invoke-virtual v0,v1 setPassword(L)V', PASSWORD],
  ['the object that is called', 'const-string v1 text, invoke-virtual v1,v0 setPassword(L)V', []],
  ['withPassword("text") of a class', 'const-string v1 text, invoke-static v1 withPassword(L)L', PASSWORD],
  [
    'map.put("db.password", "text")',
    'const-string v0 db.password, const-string v1 text, invoke-interface v2,v0,v1 put(LL)L',
    ['db.password = "text"'],
  ],
  [
    'the same with a range of registers',
    'const-string v20 db.password, const-string v21 text, invoke-interface/range v19,v20,v21 put(LL)L',
    ['db.password = "text"'],
  ],
  [
    'a long before it, in two registers',
    'const-string v3 token, const-string v4 text, invoke-virtual v0,v1,v2,v3,v4 put(JLL)V',
    ['token = "text"'],
  ],
  [
    'a call with more registers than its type',
    'const-string v1 token, const-string v2 text, invoke-static/range v1,v2,v3 put(LL)V',
    [],
  ],
  [
    'new UsernamePasswordCredentials("joan", "text")',
    'const-string v1 joan, const-string v2 text, invoke-direct v0,v1,v2 UsernamePasswordCredentials.<init>(LL)V',
    PASSWORD,
  ],
  [
    '"text".toCharArray()',
    'const-string v1 text, invoke-virtual v1 toCharArray()L, move-result-object v2, sput-object v2 password',
    PASSWORD,
  ],
  [
    'what other calls return',
    'const-string v1 text, invoke-virtual v1 other()L, move-result-object v1, sput-object v1 password',
    [],
  ],
  ...['const/4 v1', 'new-array v1,v2', 'iget-object v1,v2', 'sget-object v1', 'const-string v1 txt'].map(
    (other) =>
      [
        `a register with something else: ${other}`,
        `const-string v1 text, ${other}, sput-object v1 password`,
        [],
      ] as const,
  ),
  ['behind a goto', 'const-string v1 text, goto, sput-object v1 password', []],
  ['behind a return', 'const-string v1 text, return-void, sput-object v1 password', []],
  ['behind a condition', 'const-string v1 text, if-eqz v0, sput-object v1 password', PASSWORD],
  ['behind a long number', 'const-wide v2, const-string v1 text, sput-object v1 password', PASSWORD],
  ...['packed-switch-payload', 'sparse-switch-payload', 'fill-array-data-payload'].map(
    (table) => [`behind a ${table}`, `${table}, const-string v1 text, sput-object v1 password`, PASSWORD] as const,
  ),
  ['another name', 'const-string v1 text, sput-object v1 title', []],
];

test.each(FORMS)('%s', async (_, code, lines) => {
  expect(await read(dexOf({ methods: [code.split(/,\s+/)] }))).toEqual(lines);
});

test('static final String PASSWORD = "text", among numbers, and a text with quotes', async () => {
  const constants = { VERSION: 7, PASSWORD: 'text', TITLE: 'title', TOKEN: '"text"', SECRET: 'two\nlines', PWD: 'abc' };
  expect(await read(dexOf({ constants }))).toEqual(['PASSWORD = "text"', `TOKEN = '"text"'`]);
});

test('a local variable is named where its register gets a value, and not later', async () => {
  const code = [
    'const-string v1 text',
    'const-string v1 other',
    ...Array<string>(20).fill('nop'),
    'const-string v2 last',
  ];
  const locals = [
    { name: 'password', register: 1, from: 1 },
    { name: 'title', register: 1, from: 2 },
    { name: 'secret', register: 1, from: 3 },
    { name: 'token', register: 2, from: 23 },
  ];
  expect(await read(dexOf({ methods: [code], locals }))).toEqual(['password = "text"', 'token = "last"']);
});

test('each method is read without what another left in registers', async () => {
  const methods = [
    ['const-string v1 text'],
    ['sput-object v1 password'],
    ['const-string v1 text', 'sput-object v1 token'],
  ];
  expect(await read(dexOf({ methods }))).toEqual(['token = "text"']);
});

test('a text that a damaged file gives a million names', async () => {
  const code = ['const-string v1 '.concat('x'.repeat(1000)), ...Array<string>(5000).fill('sput-object v1 password')];
  const lines = await read(dexOf({ methods: [code] }));
  expect(lines.at(-1)).toBe('budget: more than 4 MiB of settings of a program of Android; no more were read');
  expect(lines.length).toBe(1 + Math.floor((4 << 20) / 'password = ""\n'.concat('x'.repeat(1000)).length));
});

test('calls of 255 arguments are looked at as often as those of a large program', async () => {
  const call = `invoke-static/range ${Array.from({ length: 255 }, (_, index) => `v${1000 + index}`)} f()V`;
  const calls = Array<string>(Math.ceil((8 << 20) / 255)).fill(call);
  const code = (count: number) => ['const-string v0 text', ...calls.slice(0, count), 'sput-object v0 password'];
  expect(await read(dexOf({ methods: [code(1000)] }))).toEqual(PASSWORD);
  await expect(read(dexOf({ methods: [code(calls.length)] }))).rejects.toMatchObject({ message: /fewer arguments/ });
});

test('a text of any length is looked at no further than a setting may be long', async () => {
  const read1 = (length: number) => read(dexOf({ constants: { password: 'x'.repeat(length) } }));
  expect(await read1(1024)).toEqual([`password = "${'x'.repeat(1024)}"`]);
  expect(await read1(1025)).toEqual([]);
});

const CODE = ['const-string v1 text', 'sput-object v1 password'];

test('cut off: what is complete is read, and the rest told', async () => {
  const whole = dexOf({ constants: { PASSWORD: 'text' }, methods: [CODE] });
  for (let end = 0x70; end < whole.length; end++)
    await expect(read(whole.subarray(0, end))).rejects.toMatchObject({ code: 'damaged' });
});

test('methods that share their code are read once, and those that overlap no further than the file is long', async () => {
  const whole = dexOf({ methods: Array<string[]>(20).fill(CODE) });
  expect(await read(whole)).toEqual(Array<string>(20).fill('password = "text"'));
  // Four counts, then of each method a byte, its flags, and the place of its code in two bytes.
  const places = Array.from({ length: 20 }, (_, index) => whole.length - 4 * (20 - index) + 2);
  const shared = Buffer.from(whole);
  for (const place of places) shared.copy(shared, place, places[0], places[0]! + 2);
  expect(await read(shared)).toEqual(PASSWORD);
  for (const place of places) {
    const at = (whole[place]! & 0x7f) | (whole[place + 1]! << 7);
    whole.writeUInt32LE(Math.floor((whole.length - at - 16) / 2), at + 12);
  }
  await expect(read(whole)).rejects.toMatchObject({ code: 'damaged', message: /do not overlap/ });
});

test.each([
  ['classes', 96, 0x1_0001],
  ['classes', 96, 2],
  ['classes', 100, 0xffff_fff0],
])('more %s than there are: damaged (%i, %i)', async (_, at, value) => {
  const bytes = dexOf({ methods: [CODE] });
  bytes.writeUInt32LE(value, at);
  await expect(read(bytes)).rejects.toMatchObject({ code: 'damaged' });
});

test('more members than can be numbered: damaged', async () => {
  const bytes = dexOf({ methods: [CODE] });
  const members = bytes.readUInt32LE(bytes.readUInt32LE(100) + 24);
  Buffer.from([0xff, 0xff, 0xff, 0x7f]).copy(bytes, members);
  await expect(read(bytes)).rejects.toMatchObject({ code: 'damaged', message: /more members/ });
});

test.each([56, 64, 72, 80, 88])(
  'a table at %i that is elsewhere or empty gives no names, and no other error',
  async (at) => {
    for (const value of [0, 1, 0xffff_ffff])
      for (const place of [at, at + 4]) {
        const bytes = dexOf({ constants: { TOKEN: 'text' }, methods: [CODE] });
        bytes.writeUInt32LE(value, place);
        const lines = await read(bytes).catch((error: { code: string }) => [error.code]);
        expect([['damaged'], [], ['TOKEN = "text"'], ['TOKEN = "text"', ...PASSWORD], PASSWORD]).toContainEqual(lines);
      }
  },
);

test('what only begins like a DEX file is not opened', () => {
  const head = dexOf({}).subarray(0, 0x70);
  expect(androidDex.sniff(head)).toBe(true);
  head.writeUInt32BE(0x12345678, 40);
  expect(androidDex.sniff(head)).toBe(false);
});
