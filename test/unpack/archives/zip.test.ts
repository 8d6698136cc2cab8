import { constants, crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { zip } from '../../../src/unpack/archives/zip.ts';
import { buildZip, extraField, type ZipMember, type ZipShape } from '../../builders/zip.ts';
import { list, noise, texts } from '../observe.ts';

const DIRECTORY = '[central directory]';
const two: ZipMember[] = [
  { name: 'a.txt', data: 'alpha' },
  { name: 'dir/b.txt', data: 'beta', method: 0 },
];
const both = [
  ['a.txt', 'alpha'],
  ['dir/b.txt', 'beta'],
];
const long = 'long line, again and again\n'.repeat(100_000);

/** Entries but for the central directory, which is always last. */
async function files(bytes: Uint8Array) {
  const listing = await list(zip, bytes);
  return { ...listing, files: texts(listing).filter(([name]) => name !== DIRECTORY) };
}
const codes = ({ troubles }: Awaited<ReturnType<typeof files>>) =>
  troubles.map(({ name, trouble }) => [name, trouble.code]);

test('sizes that KZip never filled in are no trouble: the data ends at the next header', async () => {
  const marks = { crc32: 0x71435243, compressedSize: 0x5a495343, size: 0x5a495355 };
  const first: ZipMember = { ...two[1]!, name: 'mimetype', leaveOut: 'central record', local: marks };
  const found = await files(buildZip([first, ...two]));
  expect(found.files).toContainEqual(['mimetype', 'beta']);
  expect(codes(found)).toEqual([]);
});

test('a directory leaves nothing for a later turn of the event loop: zips in zips are read in one', async () => {
  const later = vi.spyOn(globalThis, 'setImmediate');
  const { files: read } = await files(buildZip([two[1]!]));
  const calls = later.mock.calls.length;
  later.mockRestore();
  expect(read).toEqual([['dir/b.txt', 'beta']]);
  expect(calls).toBe(0);
});

/** As Mozilla writes omni.ja: four bytes, the directory and an end record, the entries, and that end record again. */
function withDirectoryInFront(members: readonly ZipMember[], moved = { directorySize: 0 }): Buffer {
  const plain = buildZip(members);
  const directoryAt = plain.readUInt32LE(plain.length - 6);
  const frontBytes = 4 + plain.length - directoryAt;
  const bytes = buildZip(members, {
    prefix: Buffer.alloc(frontBytes),
    end: { directoryOffset: 4, ...(moved.directorySize && moved) },
  });
  const ends = bytes.subarray(frontBytes + directoryAt);
  const entries = bytes.subarray(frontBytes, frontBytes + directoryAt);
  return Buffer.concat([Buffer.alloc(4), ends, entries, ends.subarray(-22)]);
}

test('a directory in front of the entries, with an end record of its own, is no overlap', async () => {
  const found = await files(withDirectoryInFront(two));
  expect(found.files).toEqual(both);
  expect(codes(found)).toEqual([]);
});

test('an entry that only a size that lies leaves out of a directory in front is found by its local header', async () => {
  const found = await files(withDirectoryInFront(two, { directorySize: 51 }));
  expect(found.files).toEqual(expect.arrayContaining(both));
});

describe('a sound zip gives its files, and no trouble', () => {
  const utf8 = 0x800;
  const shapes: [string, ZipMember[], ZipShape, [string, string][]?][] = [
    ['stored and deflated', two, {}],
    ['nothing in it', [], {}, []],
    ['an empty file', [{ name: 'e', data: '' }], {}, [['e', '']]],
    // async_zip tries its reader with one: the record is the first 22 bytes.
    ['no file, and a comment of 65,535 bytes', [], { comment: 'c'.repeat(65_535) }, []],
    ['an empty stored file', [{ name: 'e', data: '', method: 0 }], {}, [['e', '']]],
    ['directories give nothing', [{ name: 'dir/', data: '', method: 0 }, ...two], {}],
    ['a directory that holds bytes gives them', [{ name: 'dir/', data: 'odd' }], {}, [['dir/', 'odd']]],
    ['the same name twice', [two[0]!, { ...two[0]!, data: 'other' }], {}, [both[0]!, ['a.txt', 'other']] as never],
    ['a comment', two, { comment: 'a comment' }],
    ['a comment of 65,535 bytes', two, { comment: 'c'.repeat(65_535) }],
    ['an end signature in the comment', two, { comment: `x${'PK\x05\x06'}${'y'.repeat(30)}` }],
    ['zip64 end records', two, { zip64: 'always' }],
    ['a count modulo 65,536', two, { end: { count: 1 } }],
    ['a signature behind the central records', two, { behindRecords: 'PK\x05\x05\x02\x00xx' }],
    ...(['signed', 'bare', 'signed zip64', 'bare zip64'] as const).flatMap((descriptor): typeof shapes => [
      [`descriptors: ${descriptor}`, two.map((member) => ({ ...member, descriptor })), {}],
      [
        `descriptors: ${descriptor}, of empty files`,
        ['p', 'q'].map((name) => ({ name, data: '', descriptor })),
        {},
        [
          ['p', ''],
          ['q', ''],
        ],
      ],
    ]),
    [
      'more than a read of compressed data',
      [{ name: 'n', data: noise(1_500_000) }],
      {},
      [['n', noise(1_500_000).toString('latin1')]],
    ],
    [
      'more output than is inflated at once',
      [{ name: 'z', data: Buffer.alloc(20 << 20) }],
      {},
      [['z', '\0'.repeat(20 << 20)]],
    ],
    ['a name in UTF-8', [{ name: 'é.txt', data: 'x', flags: utf8 }], {}, [['é.txt', 'x']]],
    ['a name in code page 437', [{ name: Uint8Array.of(0x82, 0x2e), data: 'x' }], {}, [['é.', 'x']]],
    [
      'local and central names that differ in a slash: the central one counts',
      [{ name: 'a/b', data: 'x', local: { name: 'a\\b' } }],
      {},
      [
        ['a/b', 'x'],
        ['[headers]', '\na\\b'],
      ],
    ],
    [
      'extra fields of local headers',
      [{ name: 'n', data: 'x', local: { extra: extraField(0xcafe, Buffer.from('in here')) } }],
      {},
      [
        ['n', 'x'],
        ['[headers]', '\n\xfe\xca\x07\x00in here'],
      ],
    ],
    [
      'an extra field whose length leaves it, as zipalign writes',
      [{ name: 'n', data: 'x', local: { extra: Uint8Array.of(1, 2, 3, 4, 5) } }],
      {},
      [
        ['n', 'x'],
        ['[headers]', '\n\x01\x02\x03\x04\x05'],
      ],
    ],
  ];
  test.each(shapes)('%s', async (_, members, shape, expected = both as [string, string][]) => {
    const result = await files(buildZip(members, shape));
    expect(result.files).toEqual(expected);
    expect(codes(result)).toEqual([]);
    expect(result.error).toBeUndefined();
  });

  test('Info-ZIP unicode names win where their CRC-32 fits the raw name', async () => {
    const raw = Buffer.from('x.txt');
    const field = (sum: number) => {
      const data = Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), Buffer.from('ж.txt')]);
      data.writeUInt32LE(sum, 1);
      return extraField(0x7075, data);
    };
    const named = (sum: number) => buildZip([{ name: raw, data: 'x', central: { extra: field(sum) } }]);
    expect((await files(named(crc32(raw)))).files).toEqual([['ж.txt', 'x']]);
    expect((await files(named(1))).files).toEqual([['x.txt', 'x']]);
  });

  test('zip64 sizes and offsets of single entries', async () => {
    const data = Buffer.from('wide');
    const packed = deflateRawSync(data);
    const wide = Buffer.alloc(16);
    wide.writeBigUInt64LE(BigInt(data.length), 0);
    wide.writeBigUInt64LE(BigInt(packed.length), 8);
    const fields = { compressedSize: 0xffffffff, size: 0xffffffff, extra: extraField(1, wide) };
    const listing = await files(buildZip([{ name: 'w', data, local: fields, central: fields }, two[0]!]));
    expect(listing.files.slice(0, 2)).toEqual([['w', 'wide'], both[0]]);
    expect(codes(listing)).toEqual([]);
  });

  test('entry names come through as they are, whatever they are', async () => {
    const hostile = [
      'a\nb',
      '::error::x',
      '../../etc/passwd',
      '/abs',
      'C:\\x',
      'nul\0byte',
      '\u202egnp.exe',
      'n'.repeat(4096),
      '',
    ];
    const members = hostile.map((name) => ({ name, data: `of ${hostile.indexOf(name)}`, flags: utf8 }));
    const result = await files(buildZip(members));
    expect(result.files).toEqual(hostile.map((name, index) => [name, `of ${index}`]));
    expect(codes(result)).toEqual([]);
  });

  test('many entries, in the order of the central directory', async () => {
    const members = Array.from({ length: 3000 }, (_, index) => ({
      name: `f${index}`,
      data: `${index}`,
      method: index % 2 ? 8 : 0,
    }));
    expect((await files(buildZip(members))).files).toEqual(members.map(({ name, data }) => [name, data]));
  });
});

describe('bytes before and behind the archive come as entries, and the archive is read', () => {
  const stub = 'MZ not a true stub. '.repeat(10);
  test.each<[string, ZipShape, [string, string][]]>([
    ['a stub that offsets count', { prefix: stub, offsets: 'adjusted' }, [['[before the archive]', stub]]],
    ['a stub that offsets do not count', { prefix: stub, offsets: 'unadjusted' }, [['[before the archive]', stub]]],
    [
      'a stub, zip64, offsets not adjusted',
      { prefix: stub, offsets: 'unadjusted', zip64: 'always' },
      [['[before the archive]', stub]],
    ],
    ['a line feed behind it', { suffix: '\n' }, [['[behind the archive]', '\n']]],
    ['70 KB behind it', { suffix: 'j'.repeat(70_000) }, [['[behind the archive]', 'j'.repeat(70_000)]]],
    ['3 MB behind it', { suffix: long }, [['[behind the archive]', long]]],
    [
      'both',
      { prefix: stub, suffix: 'tail', offsets: 'unadjusted' },
      [
        ['[before the archive]', stub],
        ['[behind the archive]', 'tail'],
      ],
    ],
    ['a signing block before the directory', { beforeDirectory: 'APK Sig' }, [['[between entries]', 'APK Sig']]],
    ['zeros behind it hold nothing', { suffix: '\0'.repeat(1000) }, []],
    [
      'an end record that counts nothing behind it',
      { suffix: buildZip([]).toString('latin1') },
      [['[behind the archive]', buildZip([]).toString('latin1')]],
    ],
  ])('%s', async (_, shape, remainders) => {
    const result = await files(buildZip(two, shape));
    expect(result.files).toEqual([...both, ...remainders]);
    expect(codes(result)).toEqual([]);
  });

  test('two archives one behind the other are both read', async () => {
    const first = buildZip([{ name: 'first', data: 'one' }]);
    const result = await files(buildZip(two, { prefix: first }));
    expect(result.files.slice(0, 3)).toEqual([...both, ['first', 'one']]);
    expect(codes(result)).toEqual([]);
  });

  test('bytes between entries', async () => {
    const result = await files(buildZip([two[0]!, { ...two[1]!, gap: 'between' }]));
    expect(result.files).toEqual([...both, ['[between entries]', 'between']]);
  });

  test('the central directory, with extra fields and comments, is an entry', async () => {
    const member = {
      name: 'n',
      data: 'x',
      central: { comment: 'said here', extra: extraField(0x1234, Buffer.from('or here')) },
    };
    const { entries } = await list(zip, buildZip([member], { comment: 'or there' }));
    const directory = entries.find(({ name }) => name === DIRECTORY)!.bytes.toString('latin1');
    for (const text of ['said here', 'or here', 'or there']) expect(directory).toContain(text);
  });
});

describe('an archive without its directory is read by its local headers', () => {
  const deflated: ZipMember[] = [two[0]!, { name: 'c', data: long }];
  const read = [both[0], ['c', long]];
  test.each<[string, ZipMember[], ZipShape, unknown[]]>([
    ['no end record', deflated, { leaveOut: 'end' }, read],
    ['cut off before the directory', deflated, { leaveOut: 'directory and end' }, read],
    ['an end record that points nowhere', deflated, { end: { directorySize: 7, directoryOffset: 99_999_999 } }, read],
    [
      'sizes in descriptors only',
      deflated.map((member) => ({ ...member, descriptor: 'signed' })),
      { leaveOut: 'directory and end' },
      read,
    ],
    [
      'bare zip64 descriptors',
      deflated.map((member) => ({ ...member, descriptor: 'bare zip64' })),
      { leaveOut: 'directory and end' },
      read,
    ],
    [
      'stored, with a descriptor',
      two.map((member) => ({ ...member, method: 0, descriptor: 'signed' })),
      { leaveOut: 'directory and end' },
      both,
    ],
    [
      'stored, with a bare descriptor',
      [{ name: 's', data: 'stored', method: 0, descriptor: 'bare' }],
      { leaveOut: 'directory and end' },
      [['s', expect.stringMatching(/^stored/)]],
    ],
    [
      'a stub before',
      deflated,
      { leaveOut: 'directory and end', prefix: 'stub' },
      [['[between entries]', 'stub'], ...read],
    ],
  ])('%s', async (_, members, shape, expected) => {
    const result = await files(buildZip(members, shape));
    expect(result.files.slice(0, expected.length)).toEqual(expected);
    expect(codes(result)).toEqual([[undefined, 'damaged']]);
  });

  test('one bad central record costs only itself, and its file is read by its local header', async () => {
    const members = ['p', 'q', 'r'].map((name) => ({ name, data: `of ${name}` }));
    const bytes = buildZip(
      members.map((member) => (member.name === 'q' ? { ...member, central: { flags: 0x40, method: 8 } } : member)),
    );
    const result = await files(bytes);
    expect(result.files.slice(0, 3)).toEqual([
      ['p', 'of p'],
      ['r', 'of r'],
      ['q', 'of q'],
    ]);
    expect(codes(result)).toEqual([[undefined, 'damaged']]);
  });

  test('a directory that breaks in the middle', async () => {
    const bytes = buildZip(['p', 'q', 'r'].map((name) => ({ name, data: `of ${name}` })));
    const second = bytes.indexOf('PK\x01\x02', bytes.indexOf('PK\x01\x02') + 1);
    bytes.fill(0x2e, second, second + 20);
    const result = await files(bytes);
    expect(result.files.slice(0, 3)).toEqual([
      ['p', 'of p'],
      ['q', 'of q'],
      ['r', 'of r'],
    ]);
    expect(codes(result)).toEqual([[undefined, 'damaged']]);
  });

  test('a file that the directory leaves out is read all the same', async () => {
    const result = await files(buildZip([two[0]!, { name: 'hidden', data: 'secret', leaveOut: 'central record' }]));
    expect(result.files.slice(0, 2)).toEqual([both[0], ['hidden', 'secret']]);
    expect(codes(result)).toEqual([]);
  });

  test('a central record that points at no local header', async () => {
    const result = await files(buildZip([{ ...two[0]!, central: { offset: 7 } }]));
    expect(result.files.slice(0, 1)).toEqual([both[0]]);
    expect(codes(result)).toEqual([['a.txt', 'damaged']]);
  });
});

describe('sizes are hints, and all bytes come out', () => {
  test.each<[string, ZipMember, string]>([
    ['size too small', { name: 'f', data: long, central: { size: 10 } }, long],
    ['size of 4 GB', { name: 'f', data: long, central: { size: 0xfffffffe } }, long],
    ['size 0', { name: 'f', data: long, local: { size: 0 }, central: { size: 0 } }, long],
    ['compressed size too small', { name: 'f', data: long, central: { compressedSize: 5 } }, long],
    ['compressed size 0', { name: 'f', data: long, central: { compressedSize: 0 } }, long],
    ['compressed size too large', { name: 'f', data: long, central: { compressedSize: 0xffff } }, long],
    ['compressed size of 4 GB', { name: 'f', data: long, central: { compressedSize: 0xfffffffe } }, long],
  ])('%s', async (_, member, expected) => {
    const result = await files(buildZip([member, two[1]!]));
    expect(result.files.slice(0, 2)).toEqual([['f', expected], both[1]]);
    expect(codes(result)).toEqual([]);
  });

  test('what lies behind the end of a deflate stream is an entry', async () => {
    const packed = Buffer.concat([deflateRawSync(Buffer.from('seen')), Buffer.from('unseen by others')]);
    const result = await files(buildZip([{ name: 'f', data: 'seen', packed }]));
    expect(result.files).toEqual([
      ['f', 'seen'],
      ['[between entries]', 'unseen by others'],
    ]);
  });

  test('stored data that is declared too short', async () => {
    const result = await files(
      buildZip([{ name: 'f', data: 'seen and unseen', method: 0, central: { compressedSize: 4 } }]),
    );
    expect(result.files).toEqual([
      ['f', 'seen'],
      ['f', 'seen and unseen'],
    ]);
    expect(codes(result)).toEqual([['f', 'damaged']]);
  });

  test('stored data that is declared longer than the file', async () => {
    const { files: found, entries } = await files(
      buildZip([{ name: 'f', data: 'all of it', method: 0, central: { compressedSize: 1e9 } }]),
    );
    expect(found[0]![1]).toMatch(/^all of it/);
    expect(entries[0]!.error?.message).toContain('expected 1000000000 stored bytes');
  });
});

describe('damage is told once, and what can be had is given', () => {
  test('a wrong CRC-32', async () => {
    const result = await files(
      buildZip([
        { ...two[0]!, central: { crc32: 1 } },
        { ...two[1]!, central: { crc32: 1 } },
      ]),
    );
    expect(result.files.slice(0, 2)).toEqual(both);
    expect(result.files[2]).toEqual(['[between entries]', expect.stringMatching(/a\.txt.*dir\/b\.txtbeta$/s)]);
    expect(codes(result)).toEqual([
      ['a.txt', 'damaged'],
      ['dir/b.txt', 'damaged'],
    ]);
  });

  test.each([0, 1, 60_000])(
    'a deflate stream that is damaged behind %i bytes gives all of them, and lies there packed, too',
    async (length) => {
      // A block of type 3, which RFC 1951 section 3.2.3 reserves, behind a flush.
      const text = noise(60_000).toString('base64').slice(0, length);
      const sound = deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH });
      const packed = Buffer.concat([sound, Buffer.from('\xff plain rest', 'latin1')]);
      const result = await files(buildZip([{ name: 'f', data: text, packed }]));
      expect(result.files).toEqual([
        ['f', text],
        ['[between entries]', expect.stringContaining(packed.toString('latin1'))],
      ]);
      expect(result.entries[0]!.error?.message).toBe(
        `the deflate stream is damaged at or before its byte ${sound.length}`,
      );
      expect(codes(result)).toEqual([]);
    },
  );

  test('a deflate stream that is cut off gives all that came', async () => {
    const text = noise(100_000).toString('base64');
    const packed = deflateRawSync(Buffer.from(text));
    const bytes = buildZip([{ name: 'f', data: text, packed: packed.subarray(0, 50_000) }], {
      leaveOut: 'directory and end',
    });
    const { entries } = await list(zip, bytes);
    expect(text.startsWith(entries[0]!.bytes.toString())).toBe(true);
    expect(entries[0]!.bytes.length).toBeGreaterThan(60_000);
    expect(entries[0]!.error?.message).toMatch(/cut off/);
  });

  test('what is no deflate at all is scanned as is', async () => {
    const result = await files(
      buildZip([{ name: 'f', data: 'x', packed: Buffer.from('plain text, said to be deflated') }]),
    );
    expect(result.entries[0]!.error?.message).toMatch(/damaged/);
    expect(result.files[1]![1]).toContain('plain text, said to be deflated');
  });

  test('local and central methods that differ: the data is read both ways', async () => {
    const packed = deflateRawSync(Buffer.from('only inflated'));
    const result = await files(buildZip([{ name: 'f', data: 'only inflated', packed, central: { method: 0 } }]));
    expect(result.files.slice(0, 2)).toEqual([
      ['f', packed.toString('latin1')],
      ['f', 'only inflated'],
    ]);
    expect(codes(result)).toEqual([['f', 'damaged']]);
  });
});

describe('what only the local header tells of is read too', () => {
  const nothing = { compressedSize: 0, size: 0, crc32: 0 };
  test.each<[string, ZipMember]>([
    ['a directory in the central record', { name: 'x.pem', data: long, central: { ...nothing, name: 'x/' } }],
    ['a directory by both names', { name: 'x/', data: long, central: { ...nothing, method: 0 } }],
    ['an empty file in the central record', { name: 'x', data: long, central: nothing }],
    ['an empty stored file in the central record', { name: 'x', data: long, central: { ...nothing, method: 0 } }],
    [
      'an empty deflated file, and stored data',
      { name: 'x', data: long, method: 0, central: { ...nothing, method: 8 } },
    ],
    ['sizes behind the data', { name: 'x', data: long, descriptor: 'signed', central: nothing }],
    ['sizes behind the data of a directory', { name: 'x/', data: long, descriptor: 'bare', central: nothing }],
    ['sizes of nothing in both', { name: 'x', data: long, local: nothing, central: nothing }],
    [
      'sizes of nothing in the local header, without a central record',
      { name: 'x', data: long, local: nothing, leaveOut: 'central record' },
    ],
    [
      'an encryption flag and a wrong CRC-32 in the central record',
      { name: 'x', data: long, central: { flags: 1, crc32: 1 } },
    ],
    [
      'an encryption flag in both, and a wrong CRC-32 in the central record',
      { name: 'x', data: long, flags: 1, central: { crc32: 1 } },
    ],
    [
      'an encryption flag and a wrong CRC-32 in both',
      { name: 'x', data: long, flags: 1, local: { crc32: 1 }, central: { crc32: 1 } },
    ],
    ['an unknown method in the central record', { name: 'x', data: long, central: { method: 77 } }],
    ['less stored data in the central record', { name: 'x', data: long, method: 0, central: { compressedSize: 5 } }],
  ])('%s', async (_, member) => {
    const result = await files(buildZip([two[0]!, member, two[1]!]));
    const contents = result.files.filter(([name]) => !name.startsWith('[')).map(([, content]) => content);
    for (const content of ['alpha', 'beta']) expect(contents).toContain(content);
    expect(contents.filter((content) => content === long)).toHaveLength(1);
  });

  test.each<[string, ZipMember]>([
    ['a method that is not read', { name: 'x', packed: noise(60), method: 12, central: { ...nothing, method: 0 } }],
    [
      'such a method, with sizes behind the data',
      { name: 'x', packed: noise(60), method: 12, descriptor: 'signed', central: { ...nothing, method: 0 } },
    ],
  ])('%s is told', async (_, member) => {
    expect(codes(await files(buildZip([member, two[0]!])))).toEqual([
      ['x', expect.stringMatching(/^(damaged|unsupported)$/)],
    ]);
  });

  test.each<[string, Partial<ZipMember['central']>]>([
    ['encrypted', { flags: 1, crc32: 1 }],
    ['packed by a method that is not read', { method: 77 }],
    ['empty', nothing],
  ])('a second record of a file that the first one calls %s', async (_, central) => {
    const first: ZipMember = { name: 'a', data: long, local: { method: 77 }, central: { ...central } };
    const second: ZipMember = {
      name: 'b',
      packed: new Uint8Array(0),
      leaveOut: 'local header',
      central: { offset: 0, compressedSize: deflateRawSync(long).length, size: long.length, crc32: crc32(long) },
    };
    const contents = (await files(buildZip([first, second]))).files.map(([, content]) => content);
    expect(contents.filter((content) => content === long)).toHaveLength(1);
  });

  test('a thousand records that call one file encrypted are not all tried', async () => {
    const bomb = Array.from(
      { length: 1000 },
      (_, index): ZipMember => ({
        name: `f${index}`,
        packed: index === 0 ? noise(60) : new Uint8Array(0),
        ...(index > 0 && { leaveOut: 'local header' as const }),
        flags: 1,
        central: { offset: 0, compressedSize: 60, size: 60, crc32: index + 1 },
      }),
    );
    const { troubles } = await files(buildZip(bomb));
    expect(troubles.length).toBeLessThan(20);
    expect(troubles.at(-1)?.trouble.message).toMatch(/repeat/);
  });
});

describe('what cannot be decoded is told, with its name', () => {
  test.each<[string, ZipMember, string, RegExp]>([
    ['ZipCrypto', { name: 'f', packed: noise(60), flags: 1 }, 'encrypted', /ZipCrypto/],
    ['ZipCrypto, stored', { name: 'f', packed: noise(60), flags: 1, method: 0 }, 'encrypted', /ZipCrypto/],
    ['AES', { name: 'f', packed: noise(60), flags: 1, method: 99 }, 'encrypted', /AES/],
    ['WavPack', { name: 'f', packed: noise(60), method: 97 }, 'unsupported', /method 97 \(/],
    ['MP3', { name: 'f', packed: noise(60), method: 94 }, 'unsupported', /method 94 \(/],
    [
      'a method that nobody knows',
      { name: 'f', packed: noise(60), method: 77 },
      'unsupported',
      /method 77 \(unknown\)/,
    ],
  ])('%s', async (_, member, code, message) => {
    const result = await files(buildZip([member, two[0]!]));
    expect(result.troubles).toEqual([{ name: 'f', trouble: { code, message: expect.stringMatching(message) } }]);
    expect(result.files).toEqual([
      both[0],
      ['[between entries]', expect.stringContaining(noise(60).toString('latin1'))],
    ]);
  });

  test.each([0, 8])('an encryption flag that lies (method %i) hides nothing', async (method) => {
    const result = await files(buildZip([{ name: 'f', data: 'plain after all', flags: 1, method }]));
    expect(result.files).toEqual([['f', 'plain after all']]);
    expect(codes(result)).toEqual([]);
  });

  test('one part of several', async () => {
    const result = await files(buildZip(two, { end: { disk: 3 } }));
    expect(result.files).toEqual(expect.arrayContaining(both));
    expect(codes(result)).toEqual([[undefined, 'unsupported']]);
  });

  test('the last part of several, as `zip -s` writes it: it begins in the middle of an entry', async () => {
    const bytes = Buffer.concat([noise(500), buildZip(two, { end: { disk: 3 } }).subarray(60)]);
    expect(zip.sniff(bytes)).toBe(false);
    expect(zip.sniffTail!(bytes)).toBe(true);
    expect(codes(await files(bytes))).toEqual([[undefined, 'unsupported']]);
  });

  test('the last part of several with zip64 records, as `zip -fz -s` writes it', async () => {
    const whole = buildZip(two, { end: { disk: 3 }, zip64: 'always' });
    // What is small enough stands in the end record too.
    const end = whole.length - 22;
    const directoryBytes = Number(whole.readBigUInt64LE(end - 76 + 40));
    for (const [field, value] of [3, 3, two.length, two.length].entries())
      whole.writeUInt16LE(value, end + 4 + 2 * field);
    whole.writeUInt32LE(directoryBytes, end + 12);
    const bytes = Buffer.concat([noise(500), whole.subarray(60)]);
    expect(zip.sniffTail!(bytes)).toBe(true);
    expect(codes(await files(bytes))).toEqual([[undefined, 'unsupported']]);
  });

  test('the later part of one that was cut up', async () => {
    const whole = buildZip([{ name: 'a.txt', data: noise(500), method: 0 }, ...two]);
    const result = await files(whole.subarray(300));
    expect(result.files).toEqual(expect.arrayContaining(both));
    expect(result.troubles[0]).toMatchObject({
      name: 'a.txt',
      trouble: {
        message: 'expected the entry 300 bytes before the first byte: the beginning of the archive is missing',
      },
    });
  });
});

describe('overlaps', () => {
  test('a thousand records of one file give it once, and the overlap is told', async () => {
    const bomb = Array.from(
      { length: 1000 },
      (_, index): ZipMember =>
        index === 0
          ? { name: 'f0', data: long }
          : {
              name: `f${index}`,
              packed: new Uint8Array(0),
              leaveOut: 'local header',
              central: { offset: 0, compressedSize: 9999 + index },
            },
    );
    const result = await files(buildZip(bomb));
    expect(result.files).toEqual([['f0', long]]);
    expect(result.troubles).toEqual([
      { trouble: { code: 'damaged', message: expect.stringMatching(/found 999 that repeat/) } },
    ]);
  });

  /** @param sum CRC-32 of an entry, as the directory has it */
  function nested(sum: (data: Buffer) => number): Buffer {
    const zips: Buffer[] = [Buffer.alloc(128 << 10, 'some text, ')];
    for (const name of 'tsrqponmlkjihgfedcb')
      zips.unshift(buildZip([{ name, data: zips[0]!, method: 0 }], { leaveOut: 'directory and end' }));
    const inner = zips.slice(1).map((data, index): ZipMember => {
      const central = { offset: 31 * (index + 1), size: data.length, compressedSize: data.length, crc32: sum(data) };
      const name = String.fromCodePoint(0x62 + index);
      return { name, packed: new Uint8Array(0), method: 0, leaveOut: 'local header', central };
    });
    return buildZip([{ name: 'a', data: zips[0]!, method: 0 }, ...inner]);
  }

  test('twenty files, each of which holds all that follow, as in a bomb: some are read, and the rest is told', async () => {
    const result = await files(nested(crc32));
    expect(result.files.length).toBe(2);
    expect(result.files.map(([, content]) => content.includes('some text, '.repeat(9)))).not.toContain(false);
    expect(result.troubles).toEqual([
      {
        trouble: {
          code: 'damaged',
          message: expect.stringMatching(/found 0 that repeat and 1 that overlap .* 18 entries/),
        },
      },
    ]);
  });

  test('entries that are damaged, and claim more than there is: the rest is told, and no overlap', async () => {
    const { troubles } = await files(nested(() => 1));
    const messages = troubles.map(({ trouble }) => trouble.message);
    expect(messages).toContainEqual(
      expect.stringMatching(/found entries that claim more .*, and \d+ entries were not/),
    );
  });

  test('a file inside another one', async () => {
    const inner = buildZip([{ name: 'in', data: 'inner', method: 0 }]);
    const bytes = buildZip([
      { name: 'out', data: inner, method: 0 },
      {
        name: 'in',
        packed: new Uint8Array(0),
        method: 0,
        leaveOut: 'local header',
        central: { offset: 33, compressedSize: 5, crc32: crc32('inner') },
      },
    ]);
    const result = await files(bytes);
    expect(result.files).toEqual([
      ['out', inner.toString('latin1')],
      ['in', 'inner'],
    ]);
    expect(codes(result)).toEqual([[undefined, 'damaged']]);
  });
});

describe('sniffing', () => {
  test.each<[string, Uint8Array, boolean]>([
    ['a file in it', buildZip(two), true],
    ['an empty archive', buildZip([]), true],
    ['a mark of a split archive', Buffer.from('PK00PK\x03\x04'), true],
    ['text about it', Buffer.from('PK is for Phil Katz'), false],
    ['nothing', new Uint8Array(0), false],
  ])('head: %s', (_, head, expected) => expect(zip.sniff(head)).toBe(expected));

  test.each<[string, Uint8Array, boolean]>([
    ['an archive', buildZip(two), true],
    ['an archive with a comment', buildZip(two, { comment: 'c'.repeat(65_535) }), true],
    ['an archive with bytes behind', buildZip(two, { suffix: 'tail' }), true],
    ['zip64', buildZip(two, { zip64: 'always' }), true],
    ['an empty archive', buildZip([]), false],
    ['the signature alone', Buffer.concat([noise(500), Buffer.from('PK\x05\x06'), noise(500)]), false],
    ['noise', noise(66 << 10), false],
    ['nothing', new Uint8Array(0), false],
  ])('tail: %s', (_, tail, expected) => expect(zip.sniffTail!(tail.subarray(-66 << 10))).toBe(expected));
});

test.each<[string, string | Uint8Array, string | Uint8Array, string[]]>([
  ['another name', 'a/data.iwa', 'a/data.i\0\x80a', ['damaged']],
  ['no name', 'a/data.iwa', '', ['damaged']],
  ['slashes that lean the other way', 'a/b.txt', 'a\\b.txt', []],
  ['letters of another code page', Buffer.from('c4.txt', 'latin1'), Buffer.from('\x8ec4.txt', 'latin1'), []],
])('a central directory with %s', async (_, local, central, codes) => {
  const bytes = buildZip([{ name: local, data: 'content', central: { name: central } }]);
  const { troubles, entries } = await list(zip, bytes);
  expect(troubles.map(({ trouble }) => trouble.code)).toEqual(codes);
  expect(entries.some((entry) => entry.bytes.toString() === 'content')).toBe(true);
});
