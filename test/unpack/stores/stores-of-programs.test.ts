import { describe, expect, test } from 'vitest';
import { ostreeFile } from '../../../src/unpack/archives/ostree-file.ts';
import { phar } from '../../../src/unpack/archives/phar.ts';
import { unpackLzf } from '../../../src/unpack/codecs/lzf.ts';
import { redis } from '../../../src/unpack/stores/redis.ts';
import { mozLz4 } from '../../../src/unpack/streams/mozlz4.ts';
import { buildPhar } from '../../builders/phar.ts';
import { mozLz4 as buildMozLz4, ostreeFile as buildOstree, lzf, redisDump } from '../../builders/redis.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise, texts } from '../observe.ts';

const said = async (container: Parameters<typeof list>[0], bytes: Uint8Array) =>
  (await list(container, bytes)).troubles.map(({ trouble }) => trouble.message);

describe('LZF', () => {
  const { packed, unpacked } = lzf('text');
  const run = (bytes: Uint8Array, room: number) => unpackLzf(bytes, new Uint8Array(room));

  test('unpacks whole steps, up to where one is cut off', () => {
    expect(run(packed, unpacked)).toEqual({ read: packed.length, made: unpacked });
    expect(run(packed.subarray(0, -1), unpacked)).toEqual({ read: 5, made: 40 });
    expect(run(packed.subarray(0, 4), unpacked)).toEqual({ read: 2, made: 1 });
  });

  test('makes no more than there is room for, and copies nothing from before its beginning', () => {
    for (let room = 0; room < unpacked; room++) expect(run(packed, room).made).toBeLessThanOrEqual(room);
    expect(run(Uint8Array.of(0, 97, 0xe0, 30, 1), 99)).toEqual({ read: 2, made: 1 });
  });

  test('survives noise', () => {
    for (let seed = 1; seed < 500; seed++) expect(run(noise(300, seed), 4000).made).toBeLessThanOrEqual(4000);
  });
});

describe('a dump of Redis', () => {
  const values = {
    plain: 'a value',
    first: { packed: 'one' },
    second: { packed: 'two'.repeat(300), letters: 300 },
    third: { packed: 'three', letters: 26_401 },
  };

  test('gives the values that are packed, with lengths of any size', async () => {
    const { entries, troubles } = await list(redis, redisDump(values));
    expect(troubles).toEqual([]);
    const [entry] = texts({ entries, troubles });
    expect(entry).toEqual([
      'strings',
      `\n${'a'.repeat(40)}one\n${'a'.repeat(300)}${'two'.repeat(300)}\n${'a'.repeat(26_401)}three`,
    ]);
  });

  test('without packed values opens nothing, and its values are scanned as is', async () => {
    const { entries, troubles } = await list(redis, redisDump({ plain: 'a value' }));
    expect({ entries, troubles }).toEqual({ entries: [], troubles: [] });
  });

  test.each<[string, Uint8Array]>([
    ['is cut', redisDump(values).subarray(0, -1)],
    ['has a bit flipped', redisDump(values).map((byte, at) => (at === 30 ? byte ^ 1 : byte))],
  ])('that %s is told', async (_, bytes) => {
    expect(await said(redis, bytes)).toEqual(['expected an end whose checksum fits the dump, found none']);
  });

  test('of noise and of lengths that lie takes no longer than its size lets it', async () => {
    // Literals, 32 at a time, in which begins what claims to be 16 MiB of them and unpacks to less.
    const unit = Buffer.alloc(33);
    unit[0] = 31;
    Buffer.from('c38000ffffff8001ffffff', 'hex').copy(unit, 22);
    const lies = Buffer.alloc(17 << 20, unit);
    lies.write('REDIS0011');
    expect(await said(redis, lies)).toEqual([
      expect.stringContaining('too much begins like a packed value'),
      expect.stringContaining('expected an end'),
    ]);
    const noisy = Buffer.concat([Buffer.from('REDIS0011'), noise(1 << 20)]);
    expect(await said(redis, noisy)).toEqual([expect.stringContaining('expected an end')]);
  });

  test('of an unknown kind is none', () => {
    for (const text of ['REDIS', 'REDISABCD', 'REDISTRIBUTION', 'VALKEY', 'redis0011'])
      expect(redis.sniff(Buffer.from(text.padEnd(9).slice(0, 9)))).toBe(false);
  });
});

describe('a packed file of Firefox', () => {
  test.each<[string, Uint8Array]>([
    ['that is cut', buildMozLz4('{"a": 1, "b": "a longer text"}').subarray(0, -3)],
    ['that claims more', buildMozLz4('{"a": 1, "b": "a longer text"}', 100_000)],
    ['that claims less', buildMozLz4('{"a": 1, "b": "a longer text"}', 50)],
  ])('%s is told, and handed on as is', async (_, bytes) => {
    const { entries, troubles } = await list(mozLz4, bytes);
    expect(troubles).toMatchObject([{ trouble: { code: 'damaged' } }]);
    expect(entries.at(-1)).toMatchObject({ name: '[all bytes]', bytes: Buffer.from(bytes) });
  });

  test.each([
    ['whole', 0, {}],
    ['cut', -3, { damaged: 1 }],
  ])('holds a value of its script engine (webext.sc.lz4): %s', async (_, end, codes) => {
    const packed = buildMozLz4('{"a": 1, "b": "a longer text"}').subarray('mozLz40.'.length);
    const bytes = Buffer.concat([Buffer.from('mozJSSCLz40v001\0'), packed]);
    const { gaps, stats } = await scanBytes({ 'startupCache/webext.sc.lz4': bytes.subarray(0, bytes.length + end) });
    expect(stats.formats).toEqual({ mozlz4: 1 });
    expect(Object.fromEntries(gaps.map(({ code }) => [code, 1]))).toEqual(codes);
    expect((await list(mozLz4, bytes)).entries[0]!.bytes.toString()).toBe(
      `${'a'.repeat(40)}{"a": 1, "b": "a longer text"}`,
    );
  });

  test('that claims 4 GiB is not unpacked, and told', async () => {
    expect((await list(mozLz4, buildMozLz4('{}'.padEnd(20), 2 ** 32 - 1))).troubles).toMatchObject([
      { trouble: { code: 'unsupported' } },
    ]);
  });

  test('is found in the middle of other bytes', async () => {
    const bytes = Buffer.concat([noise(3000), buildMozLz4('{"a": 1, "b": "a longer text"}'), noise(10)]);
    expect((await scanBytes({ bytes })).stats.formats).toEqual({ mozlz4: 1 });
    // In programs other constants stand behind the magic number, of any size: 20 literals and a distance of 4,096 here.
    const constants = Buffer.concat([
      Buffer.from('mozLz40\0'),
      Buffer.of(4, 0, 0, 1, 0xf0, 5),
      noise(20),
      Buffer.of(0, 16),
    ]);
    expect((await scanBytes({ bytes: Buffer.concat([noise(3000), constants, noise(99)]) })).gaps).toEqual([]);
  });
});

describe('a file of OSTree', () => {
  test('of another size than it says, or cut, is told', async () => {
    expect(await said(ostreeFile, buildOstree('some words', { size: 9 }))).toEqual([
      'expected a file of 9 bytes, found 10',
    ]);
    const cut = await list(ostreeFile, buildOstree('some words').subarray(0, -2));
    expect(cut.entries[0]!.error?.message).toMatch(/ends|cut|before/);
  });

  test('is nothing else that begins with zeros', () => {
    expect(ostreeFile.sniff(buildOstree('some words'))).toBe(true);
    expect(ostreeFile.sniff(new Uint8Array(4096))).toBe(false);
    const other = Buffer.concat([buildOstree('').subarray(0, 33), Buffer.from('some words')]);
    expect(ostreeFile.sniff(other)).toBe(false);
    // A picture of TGA in runs, 32 by 32, as holotz-castle has one: a header of 2,560 bytes in a file of 1,038.
    const runs = '00000a000000000000000000200020001800' + '9f0000009f0000008e00000000000000';
    expect(ostreeFile.sniff(Buffer.from(runs.padEnd(2 * 1038, '8a000000'), 'hex'))).toBe(false);
    expect(ostreeFile.sniff(buildOstree('some words', { size: 2 ** 41 }))).toBe(false);
  });
});

describe('a PHP archive', () => {
  const files = [
    { name: 'a.php', content: 'some words' },
    { name: 'b.php', content: 'other words', isStored: true },
  ];
  /** From its last token on, as it is found. */
  const found = (bytes: Buffer) => bytes.subarray(bytes.indexOf('__HALT'));

  test.each(['__HALT_COMPILER();', '__HALT_COMPILER(); ?>', '__HALT_COMPILER(); ?>\n', '__HALT_COMPILER();\n?>\r\n'])(
    'behind %j gives its files',
    async (stub) => {
      const { entries, troubles } = await list(phar, buildPhar(files, { stub }));
      expect(troubles).toEqual([]);
      expect(texts({ entries: entries.slice(1), troubles })).toEqual([
        ['a.php', 'some words'],
        ['b.php', 'other words'],
      ]);
    },
  );

  test.each<[string, Uint8Array, string]>([
    [
      'with a wrong sum',
      found(
        buildPhar([
          { ...files[0]!, crc: 1 },
          { ...files[1]!, crc: 2 },
        ]),
      ),
      'CRC-32',
    ],
    ['with a wrong size', found(buildPhar([{ ...files[0]!, size: 9 }])), 'expected 9 unpacked bytes'],
    ['that is cut', found(buildPhar(files)).subarray(0, -3), 'one of them is not in it'],
  ])('%s is told', async (_, bytes, message) => {
    const messages = await said(phar, bytes);
    expect(messages.length).toBeGreaterThan(0);
    for (const each of messages) expect(each).toContain(message);
  });

  test('is found in a program, and no program that only ends there is one', async () => {
    const program =
      '<?php if (true) { __HALT_COMPILER(); data that is read by the program itself, and no list of files';
    expect((await scanBytes({ program: buildPhar(files), other: Buffer.from(program) })).stats.formats).toEqual({
      phar: 1,
    });
  });
});

test('the magic number of Firefox in a list of such numbers is no block', async () => {
  const numbers = Buffer.concat([noise(999), Buffer.from('mozLz40'), Buffer.alloc(200), noise(999)]);
  const { gaps, stats } = await scanBytes({ numbers });
  expect({ gaps, formats: stats.formats }).toEqual({ gaps: [], formats: {} });
});
