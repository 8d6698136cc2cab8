import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../src/model/errors.ts';
import { svndiff } from '../../../src/unpack/databases/svndiff.ts';
import { copy, delta, fresh, lz4Literals, number, repeat, window } from '../../builders/svndiff.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { list, noise } from '../observe.ts';

async function read(bytes: Uint8Array) {
  const { entries, troubles, error } = await list(svndiff, bytes);
  expect(error).toBeUndefined();
  return {
    entries: entries.map(({ name, bytes: content }) => [name, content.toString('latin1')]),
    codes: [
      ...troubles.map(({ trouble }) => trouble.code),
      ...entries.flatMap((entry) => (entry.error instanceof FormatError ? [entry.error.code] : [])),
    ],
  };
}
const sniffs = (bytes: Uint8Array): boolean => svndiff.sniff(bytes.subarray(0, svndiff.headBytes));

describe('deltas of Subversion', () => {
  test.each([0, 1, 2])(
    'what is new and what is repeated comes, of what is copied a line feed: version %i',
    async (version) => {
      const first = window(version, { made: 10, steps: [fresh(4), repeat(0, 6)], data: 'abcd' });
      const second = window(version, {
        base: 100,
        made: 90,
        steps: [fresh(2), copy(7, 80), fresh(8)],
        data: 'xyand then',
      });
      const bytes = delta(version, first, second);
      expect(sniffs(bytes)).toBe(true);
      expect(await read(bytes)).toEqual({ entries: [['data', 'abcdabcdabxy\nand then']], codes: [] });
    },
  );

  test('sections that are packed: zlib, and LZ4', async () => {
    const text = `${MARKER} `.repeat(300);
    const steps = [fresh(text.length)];
    const zlib = window(1, { made: text.length, steps, data: text, pack: deflateSync });
    const lz4 = window(2, { made: text.length, steps, data: text, pack: lz4Literals });
    for (const bytes of [delta(1, zlib), delta(2, lz4)]) {
      expect(sniffs(bytes)).toBe(true);
      expect(await read(bytes)).toEqual({ entries: [['data', text]], codes: [] });
    }
  });

  test('others have their turn between windows that cannot be unpacked, and node:zlib frees what it took', async () => {
    // A block of type 3, which RFC 1951 section 3.2.3 reserves.
    const broken = {
      made: 100,
      steps: [fresh(100)],
      data: 'x'.repeat(100),
      pack: () => Buffer.from('789cffffffff', 'hex'),
    };
    let [turns, isDone] = [0, false];
    const count = (): void => {
      turns++;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    await read(delta(1, ...Array<Buffer>(3000).fill(window(1, broken))));
    isDone = true;
    expect(turns).toBeGreaterThanOrEqual(2);
  });

  test('new data that cannot be unpacked is told, and the windows behind it are read', async () => {
    const data = 'some text '.repeat(100);
    const next = { made: 4, steps: [fresh(4)], data: 'next' };
    const hurt = (packed: Uint8Array): Uint8Array =>
      packed.map((byte, at) => (at === packed.length - 1 ? byte ^ 1 : byte));
    const zlib = window(1, { made: 1000, steps: [fresh(1000)], data, pack: (bytes) => hurt(deflateSync(bytes)) });
    const { entries, codes } = await read(delta(1, zlib, window(1, next)));
    expect([entries[0]![1]!.endsWith('next'), codes]).toEqual([true, ['damaged']]);
    const lz4 = window(2, {
      made: 1000,
      steps: [fresh(1000)],
      data,
      pack: (bytes) => lz4Literals(bytes).subarray(0, 99),
    });
    expect((await read(delta(2, lz4, window(2, next)))).codes).toEqual(['damaged']);
  });

  test('an empty line ends one in a dump, and what follows is read', async () => {
    const bytes = delta(0, window(0, { made: 4, steps: [fresh(4)], data: 'text' }));
    const behind = '\n\nNode-path: another\n';
    expect(await read(Buffer.concat([bytes, Buffer.from(behind)]))).toEqual({
      entries: [
        ['data', 'text'],
        ['[behind the archive]', behind],
      ],
      codes: [],
    });
  });

  test('one that is cut says so, wherever', async () => {
    const one = window(0, { made: 4, steps: [fresh(4)], data: 'text' });
    const whole = delta(0, one, one);
    for (let end = 5; end < whole.length; end++) {
      const { codes } = await read(whole.subarray(0, end));
      expect(codes, `${end}`).toEqual(end === 4 + one.length ? [] : ['damaged']);
    }
  });

  test.each<[string, Buffer]>([
    ['a window of megabytes', window(0, { made: 1 << 22, steps: [fresh(4)], data: 'rest' })],
    ['one that makes nothing', window(0, { made: 0, steps: [], data: 'rest' })],
    ['instructions that make more', window(0, { made: 4, steps: [fresh(4), repeat(0, 9)], data: 'rest' })],
    ['instructions that make less', window(0, { made: 5, steps: [fresh(4)], data: 'rest' })],
    ['new data that is left over', window(0, { made: 4, steps: [fresh(4)], data: 'the rest' })],
    ['new data that is not there', window(0, { made: 9, steps: [fresh(9)], data: 'rest' })],
    ['a copy from behind the base', window(0, { base: 9, made: 8, steps: [copy(6, 4), fresh(4)], data: 'rest' })],
    ['a repetition of what comes later', window(0, { made: 8, steps: [repeat(2, 4), fresh(4)], data: 'rest' })],
    ['an instruction that there is not', window(0, { made: 4, steps: [Buffer.of(0xc4)], data: 'rest' })],
    ['a number without an end', Buffer.alloc(20, 0xff)],
    ['a section of terabytes', Buffer.of(0, 0, 4, 9, 4, ...number(2 ** 41), 0, 0, 0, 1, 2, 3, 4)],
  ])('no window, and no memory for it: %s', async (_, wrong) => {
    expect(sniffs(delta(0, wrong)) || sniffs(delta(2, wrong))).toBe(false);
    const { entries, codes } = await read(delta(0, window(0, { made: 4, steps: [fresh(4)], data: 'text' }), wrong));
    expect([entries[0], entries[1]![0], codes]).toEqual([['data', 'text'], '[behind the archive]', ['damaged']]);
  });

  test.each([1, 2])('sections that say they are empty, and are not: version %i', async (version) => {
    const good = window(version, { made: 4, steps: [fresh(4)], data: 'text' });
    const instructions = Buffer.of(0, 0, 4, 4, 2, 0, 0x78, 0x9c, 3, 1, 0x41);
    const newData = Buffer.of(0, 9, 4, 3, 4, 2, ...copy(0, 4), 0, 0x78, 0x9c, 3);
    for (const wrong of [instructions, newData]) {
      const { entries, codes } = await read(delta(version, good, wrong));
      expect([entries[0]![1]!.startsWith('text'), codes]).toEqual([true, ['damaged']]);
    }
  });

  test('a window whose new data reaches beyond the head, and one whose instructions do', () => {
    const long = { made: 50_000, steps: [fresh(50_000)], data: 'x'.repeat(50_000) };
    expect(sniffs(delta(0, window(0, long)))).toBe(true);
    expect(sniffs(delta(2, window(2, long)))).toBe(true);
    const many = Array.from({ length: 5000 }, () => copy(90_000, 4));
    expect(sniffs(delta(0, window(0, { base: 100_000, made: 20_000, steps: many, data: '' })))).toBe(true);
  });

  // As in geoip-city.dat of geoip-lite: 16,256 bytes of instructions, of which 78 bytes were to be made.
  test('addresses in order are none', () => {
    const rows = [...'SVN'].map((_, index) => [83, 86, 78 + index, 0, 83, 86, 78 + index, 255, 0, 0, 0x7c, 0xd7]);
    expect(sniffs(Buffer.concat([Buffer.from(rows.flat()), noise(8192)]))).toBe(false);
  });

  test.each(['SVN\0', 'SVN\x01SVN\x02', 'SVN-fs-dump', 'SVN\x03'])('the letters alone are none: %j', (letters) => {
    expect(sniffs(Buffer.concat([Buffer.from(letters), Buffer.alloc(9), noise(100)]))).toBe(false);
    expect(sniffs(Buffer.from(letters))).toBe(false);
  });

  test('those in a dump of svnadmin have the text of each revision, and nothing is told', async () => {
    const bytes = fixtureBytes('svndiff-deltas.svndump');
    const texts: string[] = [];
    for (let at = bytes.indexOf('SVN\0'); at >= 0; at = bytes.indexOf('SVN\0', at + 1)) {
      expect(sniffs(bytes.subarray(at))).toBe(true);
      const { entries, codes } = await read(bytes.subarray(at));
      expect(codes).toEqual([]);
      texts.push(entries[0]![1]!);
    }
    expect(texts.filter((text) => text.includes(MARKER))).toHaveLength(1);
    expect(texts.at(-2)).toBe('\nOne more line.\n');
  });
});
