import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../src/model/errors.ts';
import { fsfs } from '../../../src/unpack/databases/fsfs.ts';
import { delta, fresh, window } from '../../builders/svndiff.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { list } from '../observe.ts';

const sniffs = (bytes: Uint8Array): boolean => fsfs.sniff(bytes.subarray(0, fsfs.headBytes));

async function read(bytes: Uint8Array) {
  const { entries, troubles, error } = await list(fsfs, bytes);
  expect(error).toBeUndefined();
  return {
    entries: entries.map(({ name, bytes: content }) => [name, content.toString('latin1')]),
    codes: [
      ...troubles.map(({ trouble }) => trouble.code),
      ...entries.flatMap((entry) => (entry.error instanceof FormatError ? [entry.error.code] : [])),
    ],
  };
}

const DELTA = delta(0, window(0, { made: 4, steps: [fresh(4)], data: 'text' }));
const NODE = 'id: 0.0.r1/2\ntype: dir\n\n\n311 437\n';
/** A revision before format 7. */
const revision = (...parts: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));

describe('revisions of Subversion', () => {
  test.each([
    ['fsfs-lz4.rev', true],
    ['fsfs-zlib.rev', true],
    ['fsfs-zlib-indexed.rev', true],
    ['fsfs-lz4.pack', false],
    ['fsfs-zlib.pack', true],
  ])('what svnadmin makes has the marker, and nothing is told: %s', async (file, isByHead) => {
    const bytes = fixtureBytes(file);
    expect(sniffs(bytes)).toBe(isByHead);
    expect(fsfs.sniffTail!(bytes)).toBe(/lz4|indexed/.test(file));
    const { entries, codes } = await read(bytes);
    expect([entries.some(([, content]) => content!.includes(MARKER)), codes]).toEqual([true, []]);
  });

  test.each(['fsfs-lz4.rev', 'fsfs-lz4.pack'])('wherever a byte is wrong, that is told: %s', async (file) => {
    const bytes = fixtureBytes(file);
    const end = bytes.length - 1 - bytes.at(-1)!;
    const index = bytes.indexOf('L2P-INDEX');
    for (let at = 0; at < index; at++) {
      const hurt = Buffer.from(bytes);
      hurt[at]! ^= 0x11;
      expect((await read(hurt)).codes, `${at}`).toContain('damaged');
    }
    for (const at of [bytes.indexOf('P2L-INDEX'), end - 1]) {
      const hurt = Buffer.from(bytes);
      hurt[at]! ^= 0x80;
      expect((await read(hurt)).codes, `${at}`).toContain('damaged');
    }
  });

  test('deltas behind a line with their base, and without one; bytes as they are', async () => {
    const bytes = revision('DELTA\n', DELTA, 'ENDREP\nDELTA 3 14 159\n', DELTA, 'ENDREP\nPLAIN\nK 1\nENDREP\n', NODE);
    expect(sniffs(bytes)).toBe(true);
    expect(await read(bytes)).toEqual({
      entries: [
        ['delta at 6', 'text'],
        ['delta at 42', 'text'],
      ],
      codes: [],
    });
  });

  test('one that is under way ends with what came last', async () => {
    expect((await read(revision('DELTA\n', DELTA, 'ENDREP\n'))).codes).toEqual([]);
  });

  test.each<[string, Buffer]>([
    ['an end that is not there', revision('DELTA\n', DELTA, NODE)],
    ['another version', revision('DELTA\n', DELTA, 'ENDREP\nDELTA\nSVN\x07....ENDREP\n', NODE)],
    ['no delta', revision('DELTA\n', DELTA, 'ENDREP\nDELTA\nnone\nENDREP\n', NODE)],
    ['one that is cut off', revision('DELTA\n', DELTA, 'ENDREP\nDELTA\n', DELTA.subarray(0, -1))],
    ['letters that are cut off', revision('DELTA\n', DELTA, 'ENDREP\nDELTA\nSV')],
    ['a file that is cut off', revision('DELTA\n', DELTA, 'ENDREP\nid: 0.0')],
  ])('what is wrong is told, and what is not is read: %s', async (_, bytes) => {
    const { entries, codes } = await read(bytes);
    expect(entries[0]).toEqual(['delta at 6', 'text']);
    expect(new Set(codes)).toEqual(new Set(['damaged']));
  });

  test('an index that says that there are billions of pages, or items of nothing', async () => {
    const items = revision('DELTA\n', DELTA, 'ENDREP\n');
    const numbers = (...bytes: readonly number[]): Buffer =>
      revision(
        items,
        'P2L-INDEX\n',
        Buffer.from(bytes),
        `${items.length} ${'0'.repeat(32)} ${items.length} ${'0'.repeat(32)}`,
      );
    const wrong = [
      [1, items.length, 16, 0xff, 0xff, 0xff, 0xff, 15],
      [1, items.length, 16, 1, 9, 0, 0, 0, 0, 0, 0, 0],
      [1, items.length, 16, 0],
      [1, 0x7f, 16, 1, 5, 0, 1, 0, 0, 0],
      [],
    ];
    for (const bytes of wrong) {
      const file = numbers(...bytes);
      const footer = file.length - file.lastIndexOf(`${items.length} 0`, file.length - 36);
      const { codes } = await read(Buffer.concat([file, Buffer.of(footer)]));
      expect(codes, bytes.join(' ')).toEqual(['damaged']);
    }
  });

  test('a flood of deltas that are broken ends, and says so', async () => {
    const broken = delta(0, window(0, { made: 4, steps: [fresh(4)], data: 'text' }), Buffer.from([0, 0, 0, 9]));
    const flood = revision(...Array.from({ length: 400 }, () => ['DELTA\n', broken, '\n']).flat());
    const { entries, codes } = await read(revision(flood, NODE));
    expect([entries.length, codes.length, new Set(codes)]).toEqual([256, 257, new Set(['damaged'])]);
  });

  test.each(['DELTA\n', 'DELTA 1 2\nSVN\0', 'DELTA\nnone', 'PLAIN\ntext', 'Plain', 'DELTA force'])(
    'words alone are none: %j',
    (words) => {
      expect(sniffs(Buffer.from(words))).toBe(false);
      expect(fsfs.sniffTail!(Buffer.from(words))).toBe(false);
    },
  );
});

describe('nodes before format 7', () => {
  const [begin, held] = ['DELTA\n', Buffer.concat([DELTA, Buffer.from('ENDREP\n')])];
  const made = ({
    offset = 0,
    size = DELTA.length,
    at = begin.length + held.length,
    more = 'type: dir',
  } = {}): Buffer =>
    revision(begin, held, `id: 0.0.r7/${at}\n${more}\ntext: 7 ${offset} ${size} 4 00\ncpath: /\n\n\n${at} 99\n`);

  test.each<[string, Parameters<typeof made>[0], string[]]>([
    ['that stand where they say', {}, []],
    ['that stand later than they say', { at: begin.length + held.length - 3 }, ['damaged']],
    ['that would stand before the file', { at: 9999 }, ['damaged']],
    ['whose text begins elsewhere', { offset: 1 }, ['damaged']],
    ['whose text ends elsewhere', { size: DELTA.length - 1 }, ['damaged']],
    ['whose text is far behind the end', { offset: 999_999_999_999 }, ['damaged']],
    ['that are none', { at: 9999, more: 'none' }, []],
  ])('%s', async (_, fields, codes) => expect((await read(made(fields))).codes).toEqual(codes));

  test('that have lost their beginning', async () => {
    const bytes = made();
    bytes.fill(0, 0, bytes.indexOf('text: '));
    expect((await read(Buffer.concat([made(), bytes]))).codes).toEqual(['damaged']);
  });
});
