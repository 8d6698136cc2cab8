import { describe, expect, test } from 'vitest';
import { tar } from '../../../src/unpack/archives/tar.ts';
import {
  BLOCK,
  base256,
  buildTar,
  gnuLong,
  paxHeader,
  paxRecord,
  type TarFields,
  tarHeader,
  tarMember,
} from '../../builders/tar.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise, texts } from '../observe.ts';

const HEADERS = '[headers]';
const two: TarFields[] = [
  { name: 'a.txt', data: 'alpha' },
  { name: 'dir/b.txt', data: 'b'.repeat(1000) },
];
const both: [string, string][] = [
  ['a.txt', 'alpha'],
  ['dir/b.txt', 'b'.repeat(1000)],
];

/** Entries but for the headers. */
async function files(bytes: Uint8Array, chunkBytes?: number) {
  const listing = await list(tar, bytes, chunkBytes);
  const headers = listing.entries.filter(({ name }) => name === HEADERS).map((entry) => entry.bytes.toString('latin1'));
  const codes = listing.troubles.map(({ name, trouble }) => [name, trouble.code]);
  return { ...listing, files: texts(listing).filter(([name]) => name !== HEADERS), headers: headers.join(''), codes };
}

describe('a sound tar gives its files, and no trouble', () => {
  const name300 = `${'d/'.repeat(140)}name-of-300-bytes-or-so`;
  test.each<[string, Uint8Array, [string, string][]?]>([
    ['ustar', buildTar(two)],
    ['GNU', buildTar(two.map((file) => ({ ...file, format: 'gnu' })))],
    ['v7', buildTar(two.map((file) => ({ ...file, format: 'v7' })))],
    [
      'a checksum of signed bytes',
      buildTar(two.map((file) => ({ ...file, uname: '\u00ff\u00fe', checksum: 'signed' }))),
    ],
    ['no end blocks', buildTar(two, Buffer.alloc(0))],
    ['one end block', buildTar(two, Buffer.alloc(BLOCK))],
    ['padded to 10 KiB', buildTar(two, Buffer.alloc(10_240))],
    ['two archives one behind the other', Buffer.concat([buildTar([two[0]!]), buildTar([two[1]!])])],
    ['nothing but a directory', buildTar([{ name: 'dir/', type: '5' }]), []],
    ['an empty file', buildTar([{ name: 'e' }]), [['e', '']]],
    ['a prefix', buildTar([{ ...two[0]!, prefix: 'some/where' }]), [['some/where/a.txt', 'alpha']]],
    [
      'the times that GNU keeps where ustar has a prefix',
      buildTar([{ ...two[0]!, prefix: '14636025530', format: 'gnu' }]),
      [both[0]!],
    ],
    ['a name of 100 bytes', buildTar([{ name: 'n'.repeat(100), data: 'x' }]), [['n'.repeat(100), 'x']]],
    ['a GNU long name', buildTar([gnuLong(name300), { name: 'cut', data: 'x' }]), [[name300, 'x']]],
    [
      'a GNU long link target and name',
      buildTar([gnuLong('target', 'K'), gnuLong(name300), { name: 'cut', data: 'x' }]),
      [[name300, 'x']],
    ],
    [
      'a pax path',
      buildTar([paxHeader({ mtime: '1.5', path: name300 }), { name: 'cut', data: 'x' }]),
      [[name300, 'x']],
    ],
    ['a pax path holds for one file', buildTar([paxHeader({ path: 'p' }), ...two]), [['p', 'alpha'], both[1]!]],
    [
      'a pax size',
      buildTar([paxHeader({ size: '5' }), tarMember({ name: 'f', data: 'right', size: 0 })]),
      [['f', 'right']],
    ],
    ['a global pax header', buildTar([paxHeader({ comment: 'of git archive' }, 'g'), ...two])],
    [
      'a pax value with line feeds and equals signs',
      buildTar([paxHeader({ path: 'a=b\nc' }), { name: 'x', data: 'x' }]),
      [['a=b\nc', 'x']],
    ],
    ['a base-256 size', buildTar([{ name: 'f', data: 'five!', size: base256(5n) }]), [['f', 'five!']]],
    ['a size with spaces', buildTar([{ name: 'f', data: 'five!', size: '         5 ' }]), [['f', 'five!']]],
    [
      'links, devices and directories have no data, whatever their size says',
      buildTar([...'123456'].flatMap((type): TarFields[] => [{ name: type, type, size: 4096 }, two[0]!])),
      [...'123456'].map(() => both[0]!),
    ],
    [
      'a hard link that has data',
      buildTar([{ name: 'l', type: '1', linkname: 'a', data: 'linked' }, two[0]!]),
      [['l', 'linked'], both[0]!],
    ],
    ['types that nobody knows have data', buildTar([{ name: 'u', type: 'Z', data: 'unknown' }]), [['u', 'unknown']]],
    ['a contiguous file', buildTar([{ name: 'c', type: '7', data: 'contiguous' }]), [['c', 'contiguous']]],
  ])('%s', async (_, bytes, expected = both) => {
    for (const chunkBytes of [undefined, 1, 511, 513, 1000]) {
      const result = await files(bytes, chunkBytes);
      expect(result.files).toEqual(expected);
      expect(result.codes).toEqual([]);
      expect(result.error).toBeUndefined();
    }
  });

  test('GNU sparse: the segments that are stored, behind a map of several blocks that makes no sense, and a gap', async () => {
    const map = [tarHeader({ name: 'ignored' }).fill(1), Buffer.alloc(BLOCK, 2)];
    map[0]![504] = 1;
    map[1]![504] = 0;
    const data = noise(4096);
    const sparse = [tarHeader({ name: 's', type: 'S', format: 'gnu', size: 4096, isExtended: true }), ...map, data];
    const result = await files(buildTar([...sparse, two[0]!]));
    expect(result.files).toEqual([['s', data.toString('latin1')], both[0]]);
    expect(result.codes).toEqual([['s', 'damaged']]);
  });

  const stored = ['a'.repeat(512), 'b'.repeat(1024), 'c'.repeat(100)];
  const map = [[4096, 512], [10_240, 1024], [500_000, 100]] as const; // biome-ignore format: a row
  const SPARSE_BYTES = 600_000;
  const sparseFile = Buffer.alloc(SPARSE_BYTES);
  for (const [index, [offset]] of map.entries()) sparseFile.write(stored[index]!, offset);

  test.each([undefined, 1, 513])('old GNU sparse: zeros in its holes, in chunks of %s bytes', async (chunkBytes) => {
    const header = tarHeader({ name: 's', type: 'S', format: 'gnu', size: stored.join('').length });
    const field = (value: number): string => `${value.toString(8).padStart(11, '0')}\0`;
    header.write(map.flat().map(field).join(''), 386);
    header.write(field(SPARSE_BYTES), 483);
    header.write('        ', 148);
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    const data = Buffer.from(stored.join(''));
    const result = await files(buildTar([header, data, Buffer.alloc(-data.length & 511), two[0]!]), chunkBytes);
    expect(result.files).toEqual([['s', sparseFile.toString('latin1')], both[0]]);
    expect(result.codes).toEqual([]);
  });

  const record = (keyword: string, value: unknown): string => {
    const rest = ` ${keyword}=${value}\n`;
    return `${rest.length + `${rest.length + 2}`.length}${rest}`;
  };
  test.each([
    ['0.0', ['size', SPARSE_BYTES], ...map.flatMap(([offset, bytes]) => [['offset', offset], ['numbytes', bytes]])], // biome-ignore format: a row
    ['0.1', ['size', SPARSE_BYTES], ['map', map.flat().join(',')]],
    ['1.0', ['major', 1], ['minor', 0], ['realsize', SPARSE_BYTES]],
  ] as const)('pax sparse %s: zeros in its holes', async (version, ...values) => {
    const records = values.map(([keyword, value]) => record(`GNU.sparse.${keyword}`, value));
    const lines = Buffer.from(`${[map.length, ...map.flat()].join('\n')}\n`);
    const front = version === '1.0' ? Buffer.concat([lines, Buffer.alloc(-lines.length & 511)]) : '';
    const data = Buffer.concat([Buffer.from(front), Buffer.from(stored.join(''))]);
    const header = tarMember({ name: 'pax', type: 'x', data: records.join('') });
    const result = await files(buildTar([header, { name: 's', data }, two[0]!]));
    expect(result.files).toEqual([['s', sparseFile.toString('latin1')], both[0]]);
    expect(result.codes).toEqual([]);
  });

  test.each([
    [
      'runs backwards',
      [
        [4096, 512],
        [0, 1024],
        [500_000, 100],
      ],
    ],
    [
      'is of other data',
      [
        [4096, 512],
        [8192, 512],
      ],
    ],
    [
      'goes on behind the end',
      [
        [4096, 1536],
        [599_950, 100],
      ],
    ],
  ] as const)('a sparse map that %s: the segments one behind the other, and a gap', async (_, segments) => {
    // biome-ignore format: a row
    const data = stored.join('');
    const size = Math.max(SPARSE_BYTES, segments[0][0] + 4096);
    const records = [record('GNU.sparse.size', size), record('GNU.sparse.map', segments.flat().join(','))];
    const header = tarMember({ name: 'pax', type: 'x', data: records.join('') });
    const result = await files(buildTar([header, { name: 's', data }, two[0]!]));
    expect(result.files).toEqual([['s', data], both[0]]);
    expect(result.codes).toEqual([['s', 'damaged']]);
  });

  test.each(['0.0', '0.1', '1.0'])('pax sparse %s: the bytes that are stored, under the true name', async (version) => {
    const [major, minor] = version.split('.') as [string, string];
    const data = `1\n0\n4096\n${'\0'.repeat(503)}stored`;
    const isFront = version === '1.0';
    const header = paxHeader({
      'GNU.sparse.major': major,
      'GNU.sparse.minor': minor,
      'GNU.sparse.name': 'true',
      'GNU.sparse.realsize': '99999999',
    });
    const result = await files(buildTar([header, { name: 'GNUSparseFile.1/true', data }, two[0]!]));
    expect(result.files).toEqual([['true', isFront ? 'stored' : data], both[0]]);
  });

  test.each([
    ['no number', 'x\n0\n4096\n'],
    ['too few numbers', '3\n0\n4096\n'],
    ['nothing', ''],
  ])('pax sparse 1.0 with a map of %s: the bytes that are stored, and a gap', async (_, map) => {
    const header = paxHeader({ 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.realsize': '4096' });
    const data = `${map}${'\0'.repeat(512 - map.length)}stored`;
    const result = await files(buildTar([header, { name: 'f', data }, two[0]!]));
    expect(result.files).toEqual([['f', data], both[0]]);
    expect(result.codes).toEqual([['f', 'damaged']]);
  });

  test('entry names come through as they are', async () => {
    const hostile = ['a\nb', '::error::x', '../../etc/passwd', '/abs', '\u202egnp.exe', 'n'.repeat(4096)];
    const members = hostile.flatMap((name) => [paxHeader({ path: name }), tarMember({ name: 'x', data: name })]);
    expect((await files(buildTar(members))).files.map(([name]) => name)).toEqual(hostile);
  });

  test('a name that is no UTF-8 is read as Latin-1', async () => {
    expect((await files(buildTar([{ name: Uint8Array.of(0xe9, 0x74), data: 'x' }]))).files).toEqual([['ét', 'x']]);
  });
});

describe('what lies in headers is scanned', () => {
  test.each<[string, Uint8Array]>([
    ['a link target', buildTar([{ name: 'l', type: '2', linkname: 'PLANTED' }])],
    ['an owner', buildTar([{ ...two[0]!, uname: 'PLANTED' }])],
    ['a name', buildTar([{ name: 'PLANTED', type: '5' }])],
    ['a pax record', buildTar([paxHeader({ 'SCHILY.xattr.user.note': 'PLANTED' }), two[0]!])],
    ['a global pax record', buildTar([paxHeader({ comment: 'PLANTED' }, 'g'), two[0]!])],
    ['a pax record that does not parse', buildTar([tarMember({ name: 'x', type: 'x', data: '99 PLANTED' }), two[0]!])],
    ['a GNU long link target', buildTar([gnuLong(`${'x'.repeat(200)}PLANTED`, 'K'), { name: 'l', type: '2' }])],
    [
      'the padding behind a file',
      buildTar([
        Buffer.concat([
          tarMember({ name: 'f', data: 'x' }).subarray(0, BLOCK + 100),
          Buffer.from('PLANTED'),
          Buffer.alloc(BLOCK - 107),
        ]),
      ]),
    ],
    [
      'a header block with a wrong checksum',
      buildTar([two[0]!, tarMember({ name: 'PLANTED', checksum: 'bad', data: 'x' }), two[1]!]),
    ],
    [
      'a pax header of 3 MB',
      buildTar([tarMember({ name: 'x', type: 'x', data: paxRecord('comment', `${'x'.repeat(3_000_000)}PLANTED`) })]),
    ],
    [
      'a thousand headers behind',
      buildTar([...Array.from({ length: 3000 }, () => ({ name: 'd/', type: '5' })), { name: 'PLANTED', type: '5' }]),
    ],
  ])('%s', async (_, bytes) => {
    const { entries } = await list(tar, bytes);
    expect(entries.filter((entry) => entry.bytes.includes('PLANTED'))).toHaveLength(1);
  });
});

describe('damage is told, and what can be had is given', () => {
  const bad = tarMember({ name: 'bad', data: 'of bad', checksum: 'bad' });
  test.each<[string, Uint8Array, [string, string][], [string | undefined, string][]]>([
    [
      'a header with a wrong checksum',
      buildTar([two[0]!, bad, two[1]!]),
      [both[0]!, ['[between entries]', `of bad${'\0'.repeat(506)}`], both[1]!],
      [[undefined, 'damaged']],
    ],
    [
      'the first header with a wrong checksum',
      buildTar([bad, ...two]),
      [['[between entries]', `of bad${'\0'.repeat(506)}`], ...both],
      [[undefined, 'damaged']],
    ],
    [
      'a bad header of an empty file',
      buildTar([two[0]!, tarHeader({ name: 'e', checksum: 'bad' }), two[1]!]),
      both,
      [[undefined, 'damaged']],
    ],
    [
      'junk between',
      buildTar([two[0]!, Buffer.alloc(BLOCK * 3, 'j'), two[1]!]),
      [both[0]!, ['[between entries]', 'j'.repeat(BLOCK * 3)], both[1]!],
      [[undefined, 'damaged']],
    ],
    [
      'a negative size',
      buildTar([two[0]!, tarMember({ name: 'n', data: 'data', size: base256(-1n) }), two[1]!]),
      [both[0]!, ['[between entries]', `data${'\0'.repeat(508)}`], both[1]!],
      [['n', 'damaged']],
    ],
    [
      'a size above 2^53',
      buildTar([two[0]!, tarMember({ name: 'n', size: base256(1n << 60n) }), two[1]!]),
      both,
      [['n', 'damaged']],
    ],
    [
      'a size that is no number',
      buildTar([two[0]!, tarMember({ name: 'n', size: 'not a size!!' }), two[1]!]),
      both,
      [['n', 'damaged']],
    ],
    [
      'a pax header that does not parse',
      buildTar([tarMember({ name: 'pax', type: 'x', data: '5 x\n' }), ...two]),
      both,
      [['pax', 'damaged']],
    ],
    [
      'a pax size that is no number',
      buildTar([paxHeader({ size: '-5' }), ...two]),
      both,
      [['PaxHeaders/x', 'damaged']],
    ],
  ])('%s', async (_, bytes, expected, codes) => {
    for (const chunkBytes of [undefined, 700]) {
      const result = await files(bytes, chunkBytes);
      expect(result.files).toEqual(expected);
      expect(result.codes).toEqual(codes);
      expect(result.error).toBeUndefined();
    }
  });

  const alone = [tarMember(two[0]!), Buffer.alloc(BLOCK), Buffer.alloc(BLOCK * 2, 'j')];

  test('a single block of zeros ends an archive, as for GNU tar and bsdtar', async () => {
    const result = await files(Buffer.concat(alone));
    expect(result.files).toEqual([both[0], ['[behind the archive]', 'j'.repeat(BLOCK * 2)]]);
    expect(result.codes).toEqual([]);
  });

  test('but not in front of another header: it may have been one', async () => {
    const result = await files(Buffer.concat([...alone, buildTar([two[1]!])]));
    expect(result.files).toEqual([both[0], ['[behind the archive]', 'j'.repeat(BLOCK * 2)], both[1]]);
    expect(result.codes).toEqual([[undefined, 'damaged']]);
  });

  test('a message names the offset', async () => {
    const { troubles } = await files(buildTar([two[0]!, bad, two[1]!]));
    expect(troubles[0]!.trouble.message).toMatch(/offset 1024\b/);
  });

  test('data behind the end is an entry, and headers in it are read', async () => {
    const result = await files(
      Buffer.concat([buildTar([two[0]!]), Buffer.from('j'.repeat(BLOCK)), buildTar([two[1]!]), Buffer.from('tail')]),
    );
    expect(result.files).toEqual([
      both[0],
      ['[behind the archive]', 'j'.repeat(BLOCK)],
      both[1],
      ['[behind the archive]', 'tail'],
    ]);
    expect(result.codes).toEqual([]);
  });

  test('a file that is cut off gives what there is, then one error', async () => {
    const result = await files(buildTar(two).subarray(0, BLOCK * 3 + 100));
    expect(result.files).toEqual([both[0], ['dir/b.txt', 'b'.repeat(100)]]);
    expect(result.entries.map(({ error }) => error?.message).filter(Boolean)).toEqual([
      expect.stringMatching(/cut off 900 bytes before/),
    ]);
    expect(result.error).toBeUndefined();
    expect(result.headers).toContain('dir/b.txt');
  });

  test('an archive that is cut off in a header', async () => {
    const result = await files(buildTar(two).subarray(0, BLOCK * 2 + 9));
    expect(result.files).toEqual([both[0], ['[between entries]', 'dir/b.txt']]);
    expect(result.codes).toEqual([[undefined, 'damaged']]);
  });

  test('a size that lies takes what follows, and nothing is lost', async () => {
    const result = await files(buildTar([{ name: 'f', data: 'x', size: 0o77777777777 }, two[0]!]));
    expect(result.files).toHaveLength(1);
    expect(result.files[0]![1]).toContain('alpha');
    expect(result.entries[0]!.error?.message).toMatch(/cut off/);
  });

  test('a consumer that leaves entries unread gets all the others', async () => {
    async function* chunks() {
      yield buildTar([...two, { name: 'last', data: 'x' }]);
    }
    const names: string[] = [];
    for await (const item of tar.entries(chunks(), { checkTime: () => {} } as never))
      if ('name' in item) names.push(item.name!);
    expect(names).toEqual(['a.txt', 'dir/b.txt', 'last', HEADERS]);
  });
});

describe('a volume of GNU tar that begins', () => {
  const offsetField = (offset: number) => `${'\0'.repeat(24)}${offset.toString(8).padStart(11, '0')}\0`;
  const announced = (file: TarFields, offset: number, format: 'gnu' | 'pax'): Buffer =>
    format === 'gnu'
      ? tarHeader({ ...file, type: 'M', format, size: file.data!.length, prefix: offsetField(offset) })
      : Buffer.concat([
          paxHeader({ 'GNU.volume.filename': String(file.name), 'GNU.volume.offset': String(offset) }, 'g'),
          paxHeader({ atime: '0' }),
          tarHeader({ ...file, name: 'GNUFileParts/a.txt.2', size: file.data!.length }),
        ]);

  test.each(['gnu', 'pax'] as const)(
    'with a file (%s): its header is announced, and that is no entry',
    async (format) => {
      const found = await files(Buffer.concat([announced(two[1]!, 0, format), buildTar([two[1]!, two[0]!])]));
      expect(found.files).toEqual([both[1], both[0]]);
      expect(found.codes).toEqual([]);
    },
  );

  test.each(['gnu', 'pax'] as const)('in a file (%s): what lies before is told', async (format) => {
    const rest = tarMember(two[0]!).subarray(BLOCK);
    const found = await files(Buffer.concat([announced(two[0]!, 4096, format), rest, buildTar([two[1]!])]));
    expect(found.files).toEqual(both);
    expect(found.codes).toEqual([['a.txt', 'unsupported']]);
  });
});

describe('sniffing has no false yes', () => {
  test.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array(0)],
    ['zeros', Buffer.alloc(10_240)],
    ['a short file', buildTar(two).subarray(0, 511)],
    ['text', Buffer.from('ustar is the format of tar, POSIX.1-1988\n'.repeat(50))],
    ['text with the magic where it belongs', Buffer.from(`${' '.repeat(257)}ustar  ${' '.repeat(400)}`)],
    ['digits', Buffer.alloc(1024, '0')],
    ['spaces', Buffer.alloc(1024, ' ')],
    ['0xff', Buffer.alloc(1024, 0xff)],
  ])('%s', (_, bytes) => expect(tar.sniff(bytes)).toBe(false));

  test('20,000 blocks of noise', () => {
    const bytes = noise(20_000 * 97 + BLOCK, 7);
    let yes = 0;
    for (let at = 0; at < 20_000; at++) if (tar.sniff(bytes.subarray(at * 97, at * 97 + BLOCK))) yes++;
    expect(yes).toBe(0);
  });

  test.each(['v7', 'ustar', 'gnu'] as const)('%s is a yes', (format) =>
    expect(tar.sniff(buildTar([{ ...two[0]!, format }]))).toBe(true),
  );
  test('a wrong checksum under a right magic is a yes', () =>
    expect(tar.sniff(tarHeader({ name: 'x', checksum: 'bad' }))).toBe(true));
});

describe('by its name', () => {
  const damagedHead = Buffer.from(buildTar(two)).fill('0', 257, 262);
  damagedHead[0]! ^= 1;
  const scanned = async (name: string, bytes: Uint8Array) => {
    const { gaps, stats } = await scanBytes({ [name]: bytes });
    return { codes: gaps.map(({ code }) => code), formats: stats.formats };
  };

  test('one whose first header is damaged is read from the next header on', async () => {
    expect(await scanned('x.tar', damagedHead)).toEqual({ codes: ['damaged'], formats: { tar: 1 } });
    const zeroed = Buffer.from(buildTar(two)).fill(0, 0, BLOCK);
    expect(await scanned('x.tar', zeroed)).toEqual({ codes: ['damaged'], formats: { tar: 1 } });
    expect(await scanned('x.bin', damagedHead)).toEqual({ codes: [], formats: {} });
  });

  test('no gap: nothing but zeros, text, and what macOS keeps beside one', async () => {
    expect((await scanned('empty.tar', Buffer.alloc(10_240))).codes).toEqual([]);
    expect(await scanned('text.tar', Buffer.from('some text\n'.repeat(99)))).toEqual({ codes: [], formats: {} });
    const beside = Buffer.concat([Buffer.from('0005160700020000', 'hex'), noise(600)]);
    expect(await scanned('._x.tar', beside)).toEqual({ codes: [], formats: {} });
  });
});
