import { describe, expect, test } from 'vitest';
import { journal } from '../../../src/unpack/databases/journal.ts';
import { buildJournal, type JournalData, lz4Value } from '../../builders/journal.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { list, observe } from '../observe.ts';

const text = `MESSAGE=${'a message '.repeat(100)}`;
const lz4: JournalData = { payload: lz4Value(text), flags: 2 };

describe.each([false, true])('compact: %s', (compact) => {
  test('packed values are given, of which LZ4 is unpacked', async () => {
    const objects = [
      { payload: 'PLAIN=x' },
      lz4,
      { payload: 'an xz stream', flags: 1 },
      { payload: 'entries', type: 3 },
      { payload: 'a Zstandard frame', flags: 4 },
    ];
    const { entries, troubles, error } = await list(journal, buildJournal(objects, { compact }));
    expect([troubles, error]).toEqual([[], undefined]);
    expect(entries.map(({ bytes }) => bytes.toString())).toEqual([
      text,
      'an xz stream',
      'a Zstandard frame',
      '\nPLAIN=x',
    ]);
  });
});

test('values that are not packed come together, but for large ones', async () => {
  const large = `LARGE=${'x'.repeat(2_000_000)}`;
  const objects = [
    { payload: 'PLAIN=x' },
    { payload: large },
    { payload: 'OTHER=y' },
    { payload: 'no value', type: 2 },
  ];
  const { entries } = await list(journal, buildJournal(objects));
  expect(entries.map(({ bytes }) => bytes.toString())).toEqual([large, '\nPLAIN=x\nOTHER=y']);
});

describe('journals with faults', () => {
  test.each<[string, Buffer]>([
    ['a size that is too small', lz4Value(text, 5)],
    ['a size that is too large', lz4Value(text, text.length + 1)],
    ['a block that is cut off', lz4Value(text).subarray(0, -3)],
    ['no block', lz4Value(text).subarray(0, 8)],
    ['nothing', Buffer.alloc(1)],
  ])('LZ4 with %s', async (_, payload) => {
    const { entries, troubles } = await list(journal, buildJournal([{ payload, flags: 2 }, lz4]));
    expect(troubles).toMatchObject([{ name: 'data at 264', trouble: { code: 'damaged' } }]);
    expect(text.startsWith(entries[0]!.bytes.toString())).toBe(true);
    expect(entries[1]!.bytes.toString()).toBe(text);
  });

  test('LZ4 that promises terabytes', async () => {
    const { troubles } = await list(journal, buildJournal([{ payload: lz4Value(text, 2 ** 42), flags: 2 }]));
    expect(troubles).toMatchObject([{ trouble: { code: 'unsupported' } }]);
  });

  test.each<[string, Partial<JournalData>]>([
    ['a size beyond the end', { size: 2 ** 40 }],
    ['a size below its header', { size: 15 }],
    ['no size', { size: 0 }],
    ['an unknown type', { type: 99 }],
    ['two ways of packing', { flags: 6 }],
    ['other bytes before it', { before: Buffer.alloc(24, 0xee) }],
    ['zeros before it', { before: Buffer.alloc(5000) }],
  ])('an object with %s: the next ones are found', async (_, lie) => {
    const { entries, error } = await list(journal, buildJournal([{ ...lz4, ...lie }, lz4]));
    expect(error).toMatchObject({ code: 'damaged' });
    expect(entries.findLast(({ name }) => name !== '[headers]')!.bytes.toString()).toBe(text);
  });

  test('space that was taken ahead is no fault, and bytes behind it are', async () => {
    const faultOf = async (options: object) => (await list(journal, buildJournal([lz4], options))).error;
    expect(await faultOf({ blankBytes: 1_000_000 })).toBeUndefined();
    expect(await faultOf({ blankBytes: 0 })).toBeUndefined();
    expect(await faultOf({ suffix: 'something else that is here' })).toMatchObject({ code: 'damaged' });
  });

  test('bits that are flipped and ends that are cut off', async () => {
    const whole = buildJournal([lz4, { payload: 'x', flags: 1 }, { payload: 'PLAIN=x' }, lz4], { blankBytes: 64 });
    const random = seededRandom(13);
    for (let round = 0; round < 500; round++) {
      const harmed = Buffer.from(whole);
      for (let flip = 0; flip <= round % 5; flip++) harmed[random.int(harmed.length)]! ^= 1 << random.int(8);
      const { leaves } = await observe(harmed.subarray(0, round % 3 === 0 ? random.int(whole.length) : whole.length));
      expect(leaves.length).toBeGreaterThan(0);
    }
  });
});
