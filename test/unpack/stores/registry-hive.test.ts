import { expect, test } from 'vitest';
import { registryHive } from '../../../src/unpack/stores/registry-hive.ts';
import { hiveOf, wide } from '../../builders/hive.ts';
import { testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list } from '../observe.ts';

const hive = hiveOf([
  { name: 'Path', type: 2, data: wide('%SystemRoot%\\note') },
  { name: 'Lines', type: 7, data: wide('one', 'two', '') },
  { name: 'One', type: 7, data: wide('alone', '') },
  { name: 'Bytes', type: 3, data: Buffer.from('as they lie') },
]);

test('values come with their names', async () => {
  const { entries, troubles, error } = await list(registryHive, hive);
  expect([troubles, error]).toEqual([[], undefined]);
  expect(entries.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
    ['values from 4096 on', '"Path"="%SystemRoot%\\note"\n"Lines"=\none\ntwo\n"One"="alone"\n'],
  ]);
});

test('data in pieces are put together', async () => {
  const data = Buffer.alloc(50_000, 'long data, ');
  const { entries } = await list(registryHive, hiveOf([{ name: 'Long', type: 3, data }]));
  expect(entries.map(({ name }) => name)).toEqual([expect.stringMatching(/^Long at \d+$/)]);
  expect(entries[0]!.bytes.equals(data)).toBe(true);
});

test('many values come in batches', async () => {
  const values = Array.from({ length: 9000 }, (_, index) => ({
    name: `n${index}`,
    type: 1,
    data: wide('x'.repeat(40)),
  }));
  const { entries } = await list(registryHive, hiveOf(values));
  expect(entries.length).toBeGreaterThan(1);
  expect(entries.flatMap(({ bytes }) => bytes.toString().trimEnd().split('\n'))).toHaveLength(9000);
});

test('one that is cut is read as far as it goes, and told', async () => {
  for (const length of [4, 100, 4096, 4200, hive.length - 1]) {
    const { troubles, error } = await list(registryHive, hive.subarray(0, length));
    expect(error).toBe(undefined);
    expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
  }
});

test('sizes and offsets that lie are not followed', async () => {
  const long = hiveOf([
    { name: 'Long', type: 3, data: Buffer.alloc(20_000, 'a') },
    { name: 'Path', type: 1, data: wide('note') },
  ]);
  for (const marker of ['vk', 'db'])
    for (let at = long.indexOf(marker); at >= 0; at = long.indexOf(marker, at + 1))
      for (const field of [2, 4, 8, 12])
        for (const value of [0, 1, 0x7fffffff, 0x80000004, 0xffffffff]) {
          const bytes = Buffer.from(long);
          bytes.writeUInt32LE(value, at + field);
          expect((await list(registryHive, bytes)).error).toBe(undefined);
        }
});

/** One value, and its key again and again. */
function repeated(value: Parameters<typeof hiveOf>[0][number], count: number, nameBytes = 1): Buffer {
  const one = hiveOf([value]);
  const key = Buffer.from(one.subarray(one.indexOf('vk') - 4).subarray(0, 24));
  key.writeUInt16LE(nameBytes, 6);
  return Buffer.concat([one, ...Array<Buffer>(count).fill(key), Buffer.alloc(65_536)]);
}

test('values that share their data or their names end the hive', async () => {
  const text = wide('x'.repeat(8000));
  const floods = [
    repeated({ name: 'n', type: 1, data: text }, 2000),
    repeated({ name: 'n', type: 1, data: wide('x') }, 2000, 60_000),
    repeated({ name: 'n', type: 3, data: Buffer.alloc(60_000) }, 2000),
  ];
  for (const bytes of floods) {
    const { entries, troubles } = await list(registryHive, bytes);
    expect(entries.reduce((sum, entry) => sum + entry.bytes.length, 0)).toBeLessThan(6 * bytes.length);
    expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
  }
});

test('a text of nothing but NULs before its end costs no square of it', async () => {
  const data = wide(`${'\0'.repeat(30_000)}x`);
  const { entries } = await list(
    registryHive,
    hiveOf(Array.from({ length: 500 }, () => ({ name: 'n', type: 1, data }))),
  );
  expect(entries).not.toEqual([]);
});

test('data of which pieces are missing are told', async () => {
  const bytes = hiveOf([{ name: 'Long', type: 3, data: Buffer.alloc(50_000, 'a') }]);
  bytes.writeUInt16LE(2, bytes.indexOf('db') + 2);
  const { entries, troubles } = await list(registryHive, bytes);
  expect([entries[0]!.bytes.length, troubles.map(({ trouble }) => trouble.code)]).toEqual([2 * 16_344, ['damaged']]);
});

test('a log of a hive is none that is cut', async () => {
  const log = Buffer.from(hive);
  log.writeUInt32LE(6, 28);
  log.writeUInt32LE(1 << 30, 40);
  expect((await list(registryHive, log)).troubles).toEqual([]);
});

test('a password is told by its name, and a key is put together from its lines', async () => {
  const { privateKey, facts } = testKey('P-256');
  const lines = `${privateKey.export({ format: 'pem', type: 'pkcs8' })}`.split('\n');
  const password = ['kV9', 'trombone', 'Hx77', 'abz'].join('');
  const bytes = hiveOf([
    { name: 'DefaultPassword', type: 1, data: wide(password) },
    { name: 'TlsKey', type: 7, data: wide(...lines) },
  ]);
  const { findings, gaps } = await scanBytes({ 'NTUSER.DAT': bytes });
  expect(gaps).toEqual([]);
  expect(findings.map(({ rule, facts: { name, spkiSha256 } }) => [rule, name ?? spkiSha256]).toSorted()).toEqual([
    ['generic-password', 'DefaultPassword'],
    ['private-key-pem', facts.spkiSha256],
  ]);
});

test('a log, whose pages are not those of the hive, is no hive that is cut', async () => {
  const log = Buffer.alloc(1024);
  hive.copy(log, 0, 0, 512);
  log.writeUInt32LE(1, 28);
  log.write('DIRT', 512, 'latin1');
  expect((await list(registryHive, log)).troubles).toEqual([]);
});

test('a bin that is none is told; what stands there is scanned as is', async () => {
  const bytes = hiveOf([{ name: 'Name', type: 1, data: wide('what it is') }]);
  bytes.write('regf', 4096);
  expect((await list(registryHive, bytes)).troubles).toMatchObject([
    { trouble: { code: 'damaged', message: expect.stringMatching(/bin of the hive at byte 4096/) } },
  ]);
});
