import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import type { ByteSource } from '../../../src/bytes/byte-source.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { drawnPassword } from '../../../src/detect/text/password.ts';
import { redis } from '../../../src/unpack/stores/redis.ts';
import { linesOfList, RedisLists } from '../../../src/unpack/stores/redis-lists.ts';
import { listpack, redisHash, ziplist } from '../../builders/redis.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { CountingSource } from '../counting-source.ts';
import { AMPLE, list, noise, texts } from '../observe.ts';

const listsIn = (source: ByteSource): RedisLists => new RedisLists(source, new Budget(AMPLE));

/** Types of values: rdb.h. */
const [ZIPLIST_HASH, LISTPACK_HASH] = [13, 16];
const KINDS = [
  ['a listpack', LISTPACK_HASH, listpack],
  ['a ziplist', ZIPLIST_HASH, ziplist],
] as const;

describe.each(KINDS)('a hash that is %s', (_, type, write) => {
  test.each([
    ['short', 12],
    ['of more than 63 bytes', 100],
    ['of more than 253 bytes', 1000],
  ])('gives its fields beside its values, the list being %s', async (_, bytes) => {
    const hash = write(['name', 'app', 'password', 'a_value', 'note', 'x'.repeat(bytes)]);
    const { entries, troubles } = await list(redis, redisHash(type, hash));
    expect(troubles).toEqual([]);
    expect(texts({ entries, troubles })).toEqual([['pairs', `password=a_value\nnote=${'x'.repeat(bytes)}\n`]]);
  });

  test('gives nothing where it is cut, or its size is wrong', () => {
    const hash = write(['password', 'a_value']);
    expect(linesOfList(hash)).toBeDefined();
    for (let end = 0; end < hash.length; end++) expect(linesOfList(hash.subarray(0, end))).toBeUndefined();
    expect(linesOfList(Buffer.concat([hash, hash]))).toBeUndefined();
  });

  test('has a password that is found', async () => {
    const password = drawnPassword(seededRandom(type));
    const dump = redisHash(type, write(['name', 'app', 'password', password, 'shell', 'none']));
    expect((await scanBytes({ dump })).findings).toMatchObject([{ rule: 'generic-password' }]);
  });
});

test('lists are found on both sides of an end of what is read at once, each of them once', () => {
  const dump = redisHash(LISTPACK_HASH, listpack(['password', 'a_value']));
  const found = (before: number) =>
    [...listsIn(new MemorySource(Buffer.concat([Buffer.alloc(before), dump]))).lines()].map(String);
  for (let before = (256 << 10) - 60; before < 256 << 10; before++)
    expect(found(before)).toEqual(['password=a_value\n']);
});

test('lists that begin in each other and have no end: what is read in vain has a bound, and that is told', async () => {
  // An element of 10 bytes, the last of which are the size of a list, twice, and its count. What would end that list is the byte before its `0b`.
  const elements = Buffer.alloc(12 << 13, Buffer.from('8a0000007ff5f53f0000ff0b', 'hex'));
  const source = new CountingSource(elements);
  const lists = listsIn(source);
  expect([...lists.lines()]).toEqual([]);
  expect(lists.isGivenUp).toBe(true);
  expect(source.readBytes).toBeLessThan(20 * source.size);
  const { troubles } = await list(redis, Buffer.concat([Buffer.from('REDIS0011'), elements]));
  expect(troubles.map(({ name, trouble }) => [name, trouble.message])).toContainEqual([
    'pairs',
    'too much begins like a hash and is none; what follows is scanned as is',
  ]);
});

test('noise has no lists', () => {
  for (let seed = 1; seed < 200; seed++) {
    const bytes = Buffer.from(noise(300, seed));
    bytes.writeUInt32LE(bytes.length);
    bytes[299] = 0xff;
    expect(linesOfList(bytes)?.length ?? 0).toBe(0);
  }
});
