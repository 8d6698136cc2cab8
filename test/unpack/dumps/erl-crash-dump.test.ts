import { describe, expect, test } from 'vitest';
import { erlCrashDump } from '../../../src/unpack/dumps/erl-crash-dump.ts';
import { crashDump, listCells } from '../../builders/erl-crash-dump.ts';
import { list } from '../observe.ts';

const PASSWORD = 'amqp://guest:correct-horse@mq.internal';
const textOf = async (dump: Buffer) =>
  (await list(erlCrashDump, dump)).entries.map(({ bytes }) => bytes.toString()).join('|');

describe('a crash dump of Erlang', () => {
  test('gives strings, one behind the other', async () => {
    const dump = crashDump(listCells(PASSWORD), ['7F00:t2:A3:pem,H7F10'], listCells('another string', 0x9000));
    expect(await textOf(dump)).toBe(`${PASSWORD}\nanother string`);
  });

  test('gives characters above ASCII as UTF-8, and bytes as they are', async () => {
    expect(await textOf(crashDump(listCells('пароль и ключ')))).toBe('пароль и ключ');
    const { entries } = await list(erlCrashDump, crashDump(listCells('\u00ff\u00fe and bytes')));
    expect(entries[0]!.bytes.toString('latin1')).toBe('\u00ff\u00fe and bytes');
  });

  test('leaves out lists of a few numbers, of other numbers, and cells that do not follow one another', async () => {
    const apart = listCells(PASSWORD).filter((_, at) => at % 2 === 0);
    const cells = [...listCells('short'), '7F00:lI-5|H7F10', '7F10:lI99999999999|H7F20', '7F20:lA4:true|N', ...apart];
    expect(await textOf(crashDump(cells, listCells('the one', 0x9000), listCells('string that stays', 0xa000)))).toBe(
      'string that stays',
    );
  });

  test('gives all of a long list, over the ends of windows', async () => {
    const long = Array.from({ length: 40_000 }, (_, at) => `line ${at}\n`).join('');
    expect((await textOf(crashDump(listCells(long)))).replaceAll('|', '')).toBe(long);
  });

  test('gives each string in one piece, however many there are', async () => {
    const cells = Array.from({ length: 400 }, (_, at) =>
      listCells(`begins ${'x'.repeat(1000)} ends`, 0x10_0000 * (at + 1)),
    );
    const { entries } = await list(erlCrashDump, crashDump(...cells));
    expect(entries.length).toBeGreaterThan(1);
    const whole = entries.map(({ bytes }) => bytes.toString().match(/begins x{1000} ends/g)?.length ?? 0);
    expect(whole.reduce((sum, count) => sum + count)).toBe(400);
  });

  test('that is cut gives what there is, and says so', async () => {
    const { entries, error } = await list(erlCrashDump, crashDump(listCells(PASSWORD)).subarray(0, 700));
    expect(PASSWORD.startsWith(entries[0]!.bytes.toString())).toBe(true);
    expect(error?.message).toContain('ends before its last section');
  });

  test('ends, whatever stands there', async () => {
    for (const noise of [':lI', ':lI1|H', 'A:lI65|HB\n', ':lI1', `${'F'.repeat(40)}:lI65|H${'F'.repeat(40)}`])
      await list(erlCrashDump, crashDump([noise.repeat(400_000)]));
  });
});
