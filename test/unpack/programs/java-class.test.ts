import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { javaClass } from '../../../src/unpack/programs/java-class.ts';
import { classOf, type JavaAnnotation, type JavaClass } from '../../builders/java-class.ts';
import { AMPLE } from '../observe.ts';

async function read(bytes: Uint8Array): Promise<string[]> {
  const chunks: Uint8Array[] = [];
  for await (const item of javaClass.entries(new MemorySource(bytes), new Budget(AMPLE)))
    if ('open' in item) chunks.push(await buffer(item.open()));
  return Buffer.concat(chunks).toString().split('\n').slice(0, -1);
}

const codeOf = (words: string): JavaClass['code'] =>
  words.split(', ').map((word) => word.split(' ') as [string, string?]);
const S = 'Ljava/lang/String;';

const FORMS: readonly (readonly [source: string, code: string, lines: readonly string[]])[] = [
  ['static String password = "text"', 'ldc text, putstatic password', ['password = "text"']],
  ['the same in a large class', 'ldc_w text, putstatic password', ['password = "text"']],
  ['this.password = "text"', 'aload_0, ldc text, putfield password', ['password = "text"']],
  [
    'password = token = "text"',
    'ldc text, dup, putstatic token, putstatic password',
    ['token = "text"', 'password = "text"'],
  ],
  ['its characters', `ldc text, invokevirtual String.toCharArray()[C, putstatic password`, ['password = "text"']],
  ['a value that is cast', 'ldc text, checkcast String, putstatic password', ['password = "text"']],
  ['setPassword("text")', `aload_0, ldc text, invokevirtual setPassword(${S})V`, ['password = "text"']],
  [
    'new A().user("joan").password("text")',
    `new A, dup, invokespecial <init>()V, ldc joan, invokevirtual user(${S})LA;, ldc text, invokevirtual password(${S})LA;`,
    ['password = "text"'],
  ],
  [
    'map.put("db.password", "text")',
    `aload_0, ldc db.password, ldc text, invokeinterface put(${S}${S})${S}`,
    ['db.password = "text"'],
  ],
  [
    'map.put("db.password", name("text"))',
    `aload_0, ldc db.password, ldc text, invokestatic name(${S})${S}, invokeinterface put(${S}${S})${S}`,
    [],
  ],
  [
    'Map.of("host", "one", "token", "text")',
    `ldc host, ldc host1, ldc token, ldc text, invokestatic of(${S}${S}${S}${S})${S}`,
    ['token = "text"'],
  ],
  [
    'getConnection(address, "joan", "text")',
    `aload_0, ldc joan, ldc text, invokestatic getConnection(${S}${S}${S})V`,
    ['password = "text"'],
  ],
  [
    'new PasswordAuthentication("joan", "text")',
    `new A, dup, ldc joan, ldc text, invokespecial PasswordAuthentication.<init>(${S}${S})V`,
    ['password = "text"'],
  ],
  ['new Password("text")', `new A, dup, ldc text, invokespecial Password.<init>(${S})V`, []],
  [
    'numbers before it',
    `aload_0, bipush 5, aconst_null, ldc text, invokevirtual setPassword(IJ${S})V, putstatic password`,
    [],
  ],
  ['a text that goes elsewhere', 'ldc text, pop, aconst_null, putstatic password', []],
  ['an element of an array', 'ldc text, bipush 1, aaload, putstatic password', []],
  ['what other instructions leave', 'ldc text, lcmp, putstatic password', []],
  ['another name', 'ldc text, putstatic title, aconst_null, putstatic password', []],
  ['behind a switch', 'tableswitch, ldc text, putstatic password', ['password = "text"']],
  ['behind a switch by pairs', 'nop, lookupswitch, ldc text, putstatic password', ['password = "text"']],
];

test.each(FORMS)('%s', async (_, code, lines) => {
  expect(await read(classOf({ code: codeOf(code)! }))).toEqual(lines);
});

test('static final String PASSWORD = "text", and a text with quotes', async () => {
  const constants = { PASSWORD: 'text', TITLE: 'title', TOKEN: '"text"', SECRET: 'two\nlines', PWD: 'abc' };
  expect(await read(classOf({ constants }))).toEqual(['PASSWORD = "text"', `TOKEN = '"text"'`]);
});

const property = (values: JavaAnnotation['values']): JavaAnnotation => ({ type: 'Property', values });
const ANNOTATIONS: readonly (readonly [source: string, annotation: JavaAnnotation, lines: readonly string[]])[] = [
  [
    '@DataSourceDefinition(user = "joan", password = "text", port = 5)',
    { type: 'DataSourceDefinition', values: { port: 5, user: 'joan', password: 'text', kind: { constant: 'text' } } },
    ['password = "text"'],
  ],
  [
    '@Property(name = "db.password", value = "text")',
    property({ name: 'db.password', value: 'text' }),
    ['db.password = "text"'],
  ],
  [
    '@ConfigProperty(defaultValue = "text", name = "token")',
    property({ defaultValue: 'text', name: 'token' }),
    ['token = "text"'],
  ],
  [
    'some of them in another',
    {
      type: 'All',
      values: { value: [property({ name: 'secret', value: 'text' }), property({ key: 'token', value: 'more' })] },
    },
    ['secret = "text"', 'token = "more"'],
  ],
  [
    'one in another',
    { type: 'One', values: { by: property({ password: 'text' }), token: 'more' } },
    ['password = "text"', 'token = "more"'],
  ],
  ['names of others', property({ name: 'title', value: 'text' }), []],
  ['a list of texts', { type: 'All', values: { password: ['text', 'more'] } }, []],
  ['@Value("text") before what is no field', { type: 'Value', values: { value: 'text' } }, []],
];

test.each(ANNOTATIONS)('%s', async (_, annotation, lines) => {
  const before = { type: 'Before', values: { value: 'first' } };
  expect(await read(classOf({ annotations: [before, annotation] }))).toEqual(lines);
});

test('@Value("text") String password; and what names a field of something else', async () => {
  const constants = { password: 'abc' };
  const of = (type: string) => read(classOf({ constants, fieldAnnotations: [{ type, values: { value: 'text' } }] }));
  expect(await of('Value')).toEqual(['password = "text"']);
  expect(await of('JsonProperty')).toEqual([]);
});

test('annotations deep in one another, or cut off, are damaged', async () => {
  const deep = (depth: number): JavaAnnotation => property(depth === 0 ? { token: 'text' } : { by: deep(depth - 1) });
  expect(await read(classOf({ annotations: [deep(16)] }))).toEqual(['token = "text"']);
  await expect(read(classOf({ annotations: [deep(17)] }))).rejects.toMatchObject({ code: 'damaged' });
  const more = classOf({ annotations: [property({ token: 'text' })] });
  // An annotation, its type, how many values it has.
  more.writeUInt16BE(2, more.length - 7);
  await expect(read(more)).rejects.toMatchObject({ code: 'damaged' });
});

test('a local variable is named where its value is stored, and not later in the same slot', async () => {
  const code = codeOf('ldc text, astore_1, ldc other, astore 1, ldc last, astore 2');
  const locals = [
    { name: 'password', slot: 1, from: 2 },
    { name: 'title', slot: 1, from: 4 },
    { name: 'token', slot: 2, from: 6 },
  ];
  expect(await read(classOf({ code: code!, locals }))).toEqual(['password = "text"', 'token = "last"']);
});

test('a text that a damaged class gives a million names', async () => {
  const long = 'x'.repeat(1000);
  const code = Array.from({ length: 5000 }, () => [['ldc', long] as const, ['putstatic', 'password'] as const]).flat();
  const items = [];
  for await (const item of javaClass.entries(new MemorySource(classOf({ code })), new Budget(AMPLE))) items.push(item);
  expect(items).toMatchObject([{ name: 'settings' }, { trouble: { code: 'budget' } }]);
});

test('universal programs of Apple have the same first bytes', () => {
  const head = classOf({}).subarray(0, 10);
  expect(javaClass.sniff(head)).toBe(true);
  head.writeUInt32BE(2, 4);
  expect(javaClass.sniff(head)).toBe(false);
});

test('cut off: what is complete is read, and the rest told', async () => {
  const whole = classOf({ code: codeOf('ldc text, putstatic password')! });
  const pool = whole.lastIndexOf('LocalVariableTable') + 40;
  for (let end = pool; end < whole.length - 2; end++)
    await expect(read(whole.subarray(0, end))).rejects.toMatchObject({ code: 'damaged' });
});

test('code that is longer than its attribute says is damaged, and read at most once', async () => {
  const code = codeOf('ldc text, putstatic password');
  const whole = classOf({ code: code! });
  // The attribute ends two bytes before the file; before it is its size.
  const size = 12 + 5 + 6 + 2;
  const sizeAt = whole.length - 2 - size - 4;
  expect(whole.readUInt32BE(sizeAt)).toBe(size);
  for (const less of [0, 8, size - 1]) {
    whole.writeUInt32BE(less, sizeAt);
    await expect(read(whole)).rejects.toMatchObject({ code: 'damaged' });
  }
});
