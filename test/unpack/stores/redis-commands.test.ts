import { describe, expect, test } from 'vitest';
import { drawnPassword } from '../../../src/detect/text/password.ts';
import { redisCommands } from '../../../src/unpack/stores/redis-commands.ts';
import { redisCommands as build } from '../../builders/redis.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { list, texts } from '../observe.ts';

const SELECT = ['SELECT', '0'];

describe('an append-only file of Redis', () => {
  test('gives names and values of its commands', async () => {
    const commands = [
      ['SET', 'db_password', 'a_value'],
      ['SET', 'other', 'b_value', 'PXAT', '1700000000000'],
      ['MSET', 'one', 'c_value', 'two', 'd_value'],
      ['HSET', 'user:1', 'name', 'app', 'password', 'e_value'],
      ['XADD', 'log', '1-1', 'token', 'f_value'],
      ['SET', 'long', 'x'.repeat(5000)],
      ['SADD', 'set', 'g_value'],
    ];
    const listing = await list(redisCommands, build([SELECT, ...commands]));
    expect(listing.troubles).toEqual([]);
    const lines = texts(listing)[0]![1]!.split('\n');
    for (const line of ['db_password=a_value', 'other=b_value', 'one=c_value', 'two=d_value', 'password=e_value'])
      expect(lines).toContain(line);
    expect(lines).toContain('token=f_value');
    expect(lines).not.toContain('a_value=PXAT');
  });

  test('that is cut is told, and gives what comes before', async () => {
    const whole = build([SELECT, ['SET', 'db_password', 'a_value'], ['SET', 'k', 'v']]);
    const start = whole.indexOf('*3\r\n$3\r\nSET\r\n$1\r');
    for (let end = start + 1; end < whole.length; end++) {
      const listing = await list(redisCommands, whole.subarray(0, end));
      expect(texts(listing)).toEqual([['pairs', 'db_password=a_value\n']]);
      expect(listing.troubles).toMatchObject([
        { trouble: { code: 'damaged', message: expect.stringContaining(`at byte ${start};`) } },
      ]);
    }
  });

  test('that claims more words, and longer ones, than it has takes no room for them', async () => {
    for (const lie of ['*999999999999\r\n', '*2\r\n$999999999999\r\n'])
      expect((await list(redisCommands, Buffer.concat([build([SELECT]), Buffer.from(lie)]))).troubles).toHaveLength(1);
  });

  test('is known by the database that it selects first', () => {
    const sniff = (text: string) => redisCommands.sniff(Buffer.from(text).subarray(0, redisCommands.headBytes));
    expect(sniff(`#TS:1700000000\r\n${build([SELECT])}`)).toBe(true);
    for (const text of ['* a list\n* of text', '*1\r\n$4\r\nPING\r\n', '# a title\n']) expect(sniff(text)).toBe(false);
  });

  test('has a password that is found', async () => {
    const aof = build([SELECT, ['HSET', 'user:1', 'password', drawnPassword(seededRandom(1)), 'name', 'app']]);
    expect((await scanBytes({ aof })).findings).toMatchObject([{ rule: 'generic-password' }]);
  });
});
