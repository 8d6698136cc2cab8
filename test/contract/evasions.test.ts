import { generateKeyPairSync } from 'node:crypto';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { GapCode } from '../../src/model/gap.ts';
import { compressed } from '../builders/compress.ts';
import { buildGzip, gzipMember } from '../builders/gzip.ts';
import { lz4Frame } from '../builders/lz4.ts';
import { buildSevenZip } from '../builders/seven-zip.ts';
import { base256, buildTar, gnuLong, paxHeader, tarMember } from '../builders/tar.ts';
import { plainChunks, xzStream } from '../builders/xz.ts';
import { buildZip, extraField, type ZipMember } from '../builders/zip.ts';
import { skippableFrame, zstdFrame } from '../builders/zstd.ts';
import { scanBytes } from '../support/scan-bytes.ts';

/*
 * What hides a file from scanners. Each test says what is found, and which gaps say what was not read or what is odd: no gap
 * but those, and each of them. "All of it" means the one key, by its fingerprint.
 */
let fingerprint: string;
const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const SECRET = Buffer.from(`${'a line of text before it\n'.repeat(4)}${pem}${'a line of text behind it\n'.repeat(4)}`);
const DECOY = Buffer.from('nothing to see here\n'.repeat(10));
const [FRONT, BACK] = [SECRET.subarray(0, 180), SECRET.subarray(180)];
const JUNK = Buffer.from('some words of junk that mean nothing at all\n');

beforeAll(async () => {
  fingerprint = (await scanBytes({ plain: SECRET })).findings[0]!.fingerprint;
});

type Gaps = readonly (readonly [GapCode, RegExp])[];

async function expectFound(bytes: Uint8Array, gaps: Gaps = [], name = 'artifact.bin'): Promise<void> {
  const verdict = await scanBytes({ [name]: bytes });
  const isTold = (code: GapCode, message: string): boolean =>
    gaps.some(([known, pattern]) => known === code && pattern.test(message));
  expect(verdict.gaps.filter(({ code, message }) => !isTold(code, message))).toEqual([]);
  for (const [code, pattern] of gaps)
    expect(verdict.gaps.some((gap) => gap.code === code && pattern.test(gap.message))).toBe(true);
  expect(verdict.findings.map((finding) => finding.fingerprint)).toContain(fingerprint);
}

interface Codec {
  readonly pack: (bytes: Uint8Array) => Buffer;
  /** What the file is called: brotli has no magic number. */
  readonly name?: string;
  /** Two streams, one behind the other, are one file to its own tool. */
  readonly joins?: true;
  /** It knows no end: what is behind it is taken for more of it. */
  readonly junkIs?: Gaps;
  /** Junk that is no such data, whatever the key. */
  readonly junk?: Buffer;
}

/** What a format cannot have is no case of it. */
function when(isPossible: boolean | undefined): (name: string, run: () => Promise<unknown>) => void {
  return (name, run) => {
    if (isPossible) test(name, run);
  };
}

const lz4 = (bytes: Uint8Array): Buffer => lz4Frame({ blocks: [{ packed: [{ literals: bytes }] }] });
const CODECS: Readonly<Record<string, Codec>> = {
  gzip: { pack: gzipSync, joins: true },
  zstd: { pack: zstdCompressSync, joins: true },
  lz4: { pack: lz4, joins: true },
  xz: { pack: (bytes) => xzStream({ chunks: plainChunks(bytes), size: bytes.length }), joins: true },
  zlib: { pack: deflateSync },
  brotli: { pack: brotliCompressSync, name: 'artifact.br' },
  compress: {
    pack: (bytes) => Buffer.from(compressed(Buffer.from(bytes).toString('latin1'))),
    name: 'artifact.Z',
    junkIs: [['damaged', /^the data of compress is damaged/]],
    junk: Buffer.alloc(64, 0xff),
  },
};

describe.each(Object.entries(CODECS))('%s', (id, { pack, name, joins, junkIs = [], junk = JUNK }) => {
  test('alone', () => expectFound(pack(SECRET), [], name));
  test('with junk behind it', () => expectFound(Buffer.concat([pack(SECRET), junk]), junkIs, name));
  when(joins)('in the second of two streams', () => expectFound(Buffer.concat([pack(DECOY), pack(SECRET)])));
  when(joins)('across two streams', () => expectFound(Buffer.concat([pack(FRONT), pack(BACK)])));
  when(joins)('behind a stream of nothing', () => expectFound(Buffer.concat([pack(Buffer.alloc(0)), pack(SECRET)])));
  when(joins)('in the second of two streams, with zeros between', () =>
    expectFound(Buffer.concat([pack(DECOY), Buffer.alloc(64), pack(SECRET)])),
  );
  when(joins)('in the second of two streams, with junk between', () =>
    expectFound(Buffer.concat([pack(DECOY), JUNK, pack(SECRET)])),
  );
  // Nothing tells where brotli and compress begin.
  when(!['brotli', 'compress'].includes(id))('with junk before it', () =>
    expectFound(Buffer.concat([JUNK, pack(SECRET)])),
  );
  when(name === undefined)('under a name that lies', () => expectFound(pack(SECRET), [], 'picture.png'));
});

const member: ZipMember = { name: 'secret.txt', data: SECRET };
const decoy: ZipMember = { name: 'decoy.txt', data: DECOY };
const zipped = buildZip([member]);
const tarred = buildTar([tarMember({ name: 'secret.txt', data: SECRET })]);
const sevenZipped = buildSevenZip({ name: 'secret.gz', packed: gzipSync(SECRET) });
/** Of 64 bits, with program headers and no sections. */
const elf = Buffer.alloc(64);
elf.write('7f454c46020101', 'hex');
elf[32] = 64;
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('0000000049454e44ae426082', 'hex')]);

describe('archives before, behind and in others', () => {
  test.each<[string, () => Uint8Array, Gaps?]>([
    ['a zip behind a stub, offsets as they were', () => buildZip([member], { prefix: JUNK, offsets: 'unadjusted' })],
    ['a zip behind a stub, offsets adjusted', () => buildZip([member], { prefix: JUNK, offsets: 'adjusted' })],
    ['a zip behind a zip', () => Buffer.concat([buildZip([decoy]), zipped])],
    ['a zip before a zip', () => Buffer.concat([zipped, buildZip([decoy])])],
    ['a zip with junk behind it', () => Buffer.concat([zipped, JUNK])],
    ['a zip with 100 KB of zeros behind it', () => Buffer.concat([zipped, Buffer.alloc(100_000)])],
    ['a zip with 100 KB of junk behind it', () => Buffer.concat([zipped, Buffer.alloc(100_000, JUNK)])],
    ['a 7z behind a zip', () => Buffer.concat([buildZip([decoy]), sevenZipped])],
    ['a zip behind a 7z', () => Buffer.concat([buildSevenZip({ name: 'a', packed: DECOY }), zipped])],
    ['a tar.gz behind an image', () => Buffer.concat([png, gzipSync(tarred)])],
    ['a zip behind an image', () => Buffer.concat([png, zipped])],
    ['a zip behind a tar', () => Buffer.concat([buildTar([tarMember({ name: 'a', data: DECOY })]), zipped])],
    ['a tar behind a tar', () => Buffer.concat([buildTar([tarMember({ name: 'a', data: DECOY })]), tarred])],
    ['a gzip behind a zip', () => Buffer.concat([buildZip([decoy]), gzipSync(SECRET)])],
    ['a zip behind a gzip', () => Buffer.concat([gzipSync(DECOY), zipped])],
    ['a zstd behind a gzip', () => Buffer.concat([gzipSync(DECOY), zstdCompressSync(SECRET)])],
    [
      'a gzip in a skippable frame of zstd',
      () => Buffer.concat([skippableFrame(gzipSync(SECRET)), zstdCompressSync(DECOY)]),
    ],
    ['a zip in the comment of a zip', () => buildZip([decoy], { comment: zipped })],
    ['a gzip in the comment of an entry', () => buildZip([{ ...decoy, central: { comment: gzipSync(SECRET) } }])],
    [
      'a gzip in an extra field',
      () => buildZip([{ ...decoy, local: { extra: extraField(0xcafe, gzipSync(SECRET)) } }]),
    ],
    ['a gzip between entries', () => buildZip([decoy, { ...decoy, name: 'b', gap: gzipSync(SECRET) }])],
    ['a gzip before the central directory', () => buildZip([decoy], { beforeDirectory: gzipSync(SECRET) })],
    ['a gzip in the extra field of a gzip', () => gzipMember({ data: DECOY, extra: gzipSync(SECRET) })],
  ])('%s', (_, make, gaps) => expectFound(make(), gaps));
});

describe('polyglots: every claim is followed', () => {
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');
  const gif = Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1');
  const iso = Buffer.alloc(40_960);
  iso.write('\x01CD001\x01', 32_768, 'latin1');
  test.each<[string, () => Uint8Array, Gaps?]>([
    ['PDF and zip', () => buildZip([member], { prefix: pdf, offsets: 'adjusted' })],
    ['GIF and zip', () => buildZip([member], { prefix: gif, offsets: 'adjusted' })],
    ['ELF and zip', () => buildZip([member], { prefix: elf, offsets: 'unadjusted' })],
    ['gzip and zip', () => buildZip([member], { prefix: gzipSync(DECOY), offsets: 'adjusted' })],
    ['ISO and zip', () => buildZip([member], { prefix: iso, offsets: 'adjusted' }), [['damaged', /7-Zip says/]]],
    ['a tar whose first file is a zip', () => buildTar([tarMember({ name: 'a.zip', data: zipped })])],
    [
      'a tar whose first file is named PK\\x03\\x04',
      () => buildTar([tarMember({ name: 'PK\x03\x04', data: gzipSync(SECRET) })]),
      [['damaged', /end of central directory/]],
    ],
    ['a zip that begins as a shell script', () => buildZip([member], { prefix: '#!/bin/sh\nexec java -jar "$0"\n' })],
    ['a zip whose first entry is a stored tar', () => buildZip([{ name: 'a.tar', data: tarred, method: 0 }])],
  ])('%s', (_, make, gaps) => expectFound(make(), gaps));
});

describe('names', () => {
  const names: Readonly<Record<string, string | Uint8Array>> = {
    'invalid UTF-8': Buffer.from('c328a0e28281ff2e747874', 'hex'),
    'code page 437': Buffer.from('\x81\x94\xe1.txt', 'latin1'),
    'like UTF-16': Buffer.from('secret.txt', 'utf16le'),
    'of 4 KiB': 'x'.repeat(4096),
    'of 65,535 bytes': 'x'.repeat(65_535),
    'with line feeds': 'a\nb\r\n::error::c',
    absolute: '/etc/passwd',
    'that leaves the folder': '../../../../etc/passwd',
    'of Windows, that leaves the folder': '..\\..\\x',
    'with a drive': 'C:\\x',
    'with a zero byte': 'a\0b.txt',
    empty: '',
    'of a folder, with data': 'folder/',
    'with a direction override': 'cod.\u202egnp.exe',
  };
  const UTF8 = 1 << 11;
  test.each(Object.entries(names))('%s', async (_, name) => {
    await expectFound(buildZip([{ ...member, name }]));
    await expectFound(buildZip([{ ...member, name, flags: UTF8 }]));
    await expectFound(buildTar([tarMember({ name, data: gzipSync(SECRET) })]));
    const text = Buffer.from(name).toString('latin1');
    await expectFound(buildTar([gnuLong(text), tarMember({ name: 'x', data: gzipSync(SECRET) })]));
    if (!text.includes('\n'))
      await expectFound(buildTar([paxHeader({ path: text }), tarMember({ name: 'x', data: gzipSync(SECRET) })]));
    await expectFound(gzipMember({ data: SECRET, ...(!text.includes('\0') && { name }) }));
  });

  test.each([
    ['first', [member, { ...decoy, name: 'secret.txt' }]],
    ['last', [{ ...decoy, name: 'secret.txt' }, member]],
  ] as const)('twice in an archive, the secret is the %s', async (_, members) => {
    await expectFound(buildZip(members));
    await expectFound(buildTar(members.map(({ name, data }) => tarMember({ name: name!, data: gzipSync(data!) }))));
  });
});

describe('headers that say two things', () => {
  const local = (fields: ZipMember['local']): Uint8Array => buildZip([{ ...member, local: fields! }, decoy]);
  const central = (fields: ZipMember['central']): Uint8Array => buildZip([{ ...member, central: fields! }, decoy]);
  const told: Gaps = [['damaged', /./]];
  test.each<[string, () => Uint8Array, Gaps?]>([
    ['another name in the local header', () => local({ name: 'other' }), told],
    ['another method in the local header', () => local({ method: 0 }), told],
    ['another method in the central record', () => central({ method: 0 }), told],
    ['"encrypted" in the local header', () => local({ flags: 1 })],
    ['"encrypted" in the central record', () => central({ flags: 1 })],
    ['no data in the local header', () => local({ size: 0, compressedSize: 0, crc32: 0 })],
    ['no data in the central record', () => central({ size: 0, compressedSize: 0, crc32: 0 })],
    ['a file that only local headers tell of', () => buildZip([decoy, { ...member, leaveOut: 'central record' }])],
    [
      'a file whose local header is gone',
      () => buildZip([decoy, { name: 'x', packed: gzipSync(SECRET), method: 0, leaveOut: 'local header' }]),
      told,
    ],
  ])('%s', (_, make, gaps) => expectFound(make(), gaps));
});

describe('sizes that lie', () => {
  const LIES = [0, 1, 0x7fffffff, 0xffffffff];
  const anyDamage = async (bytes: Uint8Array): Promise<void> => {
    const verdict = await scanBytes({ 'artifact.bin': bytes });
    expect(verdict.findings.map((finding) => finding.fingerprint)).toContain(fingerprint);
    for (const { code } of verdict.gaps) expect(['damaged', 'unsupported']).toContain(code);
  };
  const fields = ['size', 'compressedSize'] as const;
  const places = ['local', 'central'] as const;
  const cases = places.flatMap((place) => fields.flatMap((field) => LIES.map((lie) => ({ place, field, lie }))));
  test.each(cases)('zip, deflated: $place $field $lie', ({ place, field, lie }) =>
    anyDamage(buildZip([{ ...member, [place]: { [field]: lie } }, decoy])),
  );
  test.each(cases)('zip, stored: $place $field $lie', ({ place, field, lie }) =>
    anyDamage(buildZip([{ name: 's.gz', data: gzipSync(SECRET), method: 0, [place]: { [field]: lie } }, decoy])),
  );
  test.each(['count', 'directorySize', 'directoryOffset', 'disk'] as const)('zip, end record: %s', async (field) => {
    for (const lie of [0, 1, 0xfffe]) await anyDamage(buildZip([member, decoy], { end: { [field]: lie } }));
  });
  test.each<[string, number | string | Uint8Array]>([
    ['0', 0],
    ['one less', gzipSync(SECRET).length - 1],
    ['the largest octal', '777777777777'],
    ['2^63', base256(2n ** 63n)],
    ['negative', base256(-512n)],
    ['no number', 'not a number'],
    ['empty', '\0'.repeat(12)],
  ])('tar: %s', (_, size) =>
    anyDamage(
      buildTar([tarMember({ name: 's.gz', data: gzipSync(SECRET), size }), tarMember({ name: 'b', data: DECOY })]),
    ),
  );
  test.each(LIES)('gzip: ISIZE %i', (size) =>
    expectFound(gzipMember({ data: SECRET, size }), [['damaged', /the CRC-32 or the size of 1 of 1 gzip members/]]),
  );
  test.each([0n, 1n, 2n ** 31n, 2n ** 63n])('zstd: content size %i', (contentSize) =>
    expectFound(zstdFrame({ blocks: [{ raw: SECRET }], contentSize }), [
      ['damaged', /the size of 1 of 1 Zstandard frames/],
    ]),
  );
  test.each([0, 1, 2 ** 31, 2 ** 50])('7z: size %i', (size) =>
    anyDamage(buildSevenZip({ name: 'a', packed: SECRET, size })),
  );
  test.each([0, 1, 2 ** 31, 2 ** 50])('7z: packed size %i', (packedSize) =>
    anyDamage(buildSevenZip({ name: 'a', packed: SECRET, packedSize })),
  );
  // What a size cuts off is scanned as is, and is no longer the same file.
  test.each([1, 100])('tar: %i, of plain data', async (size) => {
    await expectFound(buildTar([tarMember({ name: 's', data: SECRET, size }), tarMember({ name: 'b', data: DECOY })]));
    await expectFound(buildTar([paxHeader({ size: `${size}` }), tarMember({ name: 's', data: SECRET })]));
  });
});

describe('checksums that are wrong: read anyway, and told', () => {
  test.each<[string, () => Uint8Array, RegExp]>([
    [
      'zip',
      () => buildZip([{ ...member, local: { crc32: 1 }, central: { crc32: 1 } }]),
      /^the CRC-32 does not fit the data/,
    ],
    [
      'zip, central record only',
      () => buildZip([{ ...member, central: { crc32: 1 } }]),
      /^the CRC-32 does not fit the data/,
    ],
    ['gzip', () => gzipMember({ data: SECRET, crc32: 1 }), /^the CRC-32 or the size of 1 of 1 gzip members/],
    [
      'zstd',
      () => zstdFrame({ blocks: [{ raw: SECRET }], checksum: Buffer.alloc(4) }),
      /^the checksum or the size of 1 of 1/,
    ],
    ['7z', () => buildSevenZip({ name: 'a', packed: gzipSync(SECRET), crc32: 1 }), /CRC/],
    ['zlib', () => Buffer.concat([deflateSync(SECRET).subarray(0, -4), Buffer.alloc(4, 1)]), /Adler-32/],
  ])('%s', (_, make, message) => expectFound(make(), [['damaged', message]]));
});

describe('one bad header in the middle', () => {
  const files = (bad: number): Uint8Array[] =>
    [0, 1, 2].map((at) =>
      tarMember({ name: `${at}`, data: gzipSync(at === 2 ? SECRET : DECOY), ...(at === bad && { checksum: 'bad' }) }),
    );
  test.each([0, 1, 2])('tar: header %i', (bad) =>
    expectFound(buildTar(files(bad)), [['damaged', /expected a tar header/]]),
  );

  test.each([0, 1, 2])('zip: local header %i', async (bad) => {
    const bytes = buildZip([decoy, { ...decoy, name: 'b' }, member]);
    let at = bytes.indexOf('PK\x03\x04', 'latin1');
    for (let index = 0; index < bad; index++) at = bytes.indexOf('PK\x03\x04', at + 4, 'latin1');
    bytes.fill(0xee, at, at + 4);
    // Where its own header is bad, nothing but the deflate stream is left, which begins nowhere: its bytes are scanned as is.
    const verdict = await scanBytes({ 'a.zip': bytes });
    expect(verdict.gaps.map(({ code }) => code)).toContain('damaged');
    if (bad < 2) expect(verdict.findings.map((finding) => finding.fingerprint)).toContain(fingerprint);
  });

  test.each([0, 1, 2])('zip: central record %i', (bad) => {
    const bytes = buildZip([decoy, { ...decoy, name: 'b' }, member]);
    let at = bytes.indexOf('PK\x01\x02', 'latin1');
    for (let index = 0; index < bad; index++) at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1');
    bytes.fill(0xee, at, at + 4);
    return expectFound(bytes, [['damaged', /central directory/]]);
  });

  test.each([0, 1, 2])('gzip: member %i, damaged in its middle', async (bad) => {
    const members = [DECOY, DECOY, SECRET].map((data) => gzipSync(data, { level: constants.Z_BEST_COMPRESSION }));
    members[bad]!.fill(0xff, 12, 16);
    const verdict = await scanBytes({ 'a.gz': Buffer.concat(members) });
    expect(verdict.gaps.map(({ code }) => code)).toContain('damaged');
    if (bad < 2) expect(verdict.findings.map((finding) => finding.fingerprint)).toContain(fingerprint);
  });

  test('cpio: what is behind it is found all the same', async () => {
    const entry = (name: string, data: Uint8Array, magic = '070701'): Buffer => {
      const fields = [name.charCodeAt(0), 0o100644, 0, 0, 1, 0, data.length, 0, 0, 0, 0, name.length + 1, 0];
      const head = Buffer.from(
        `${magic}${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}${name}\0`,
      );
      const aligned = (bytes: Uint8Array): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
      return Buffer.concat([aligned(head), aligned(data)]);
    };
    const trailer = entry('TRAILER!!!', Buffer.alloc(0));
    for (const magic of ['070701', '070777']) {
      const bytes = Buffer.concat([entry('a', DECOY), entry('b', DECOY, magic), entry('c', gzipSync(SECRET)), trailer]);
      const verdict = await scanBytes({ 'a.cpio': bytes });
      expect(verdict.findings.map((finding) => finding.fingerprint)).toContain(fingerprint);
      // What is behind a bad header is looked through as a file of its own: all of it was read.
      expect(verdict.gaps).toEqual([]);
    }
  });
});

describe('any order of codecs and archives, to the depth of the budget', () => {
  const layers: readonly [string, (bytes: Uint8Array) => Uint8Array][] = [
    ['gzip', (bytes) => gzipSync(bytes)],
    ['base64', (bytes) => Buffer.from(Buffer.from(bytes).toString('base64'))],
    ['zip', (bytes) => buildZip([{ name: 'x', data: bytes }])],
    ['tar', (bytes) => buildTar([tarMember({ name: 'x', data: bytes })])],
    ['zstd', (bytes) => zstdCompressSync(bytes)],
    ['zlib', (bytes) => deflateSync(bytes)],
    ['7z', (bytes) => buildSevenZip({ name: 'x', packed: bytes })],
    ['hex', (bytes) => Buffer.from(Buffer.from(bytes).toString('hex'))],
  ];
  test.each(layers.map(([id], first) => [id, first] as const))('beginning with %s', (_, first) => {
    const turned = [...layers.slice(first), ...layers.slice(0, first)];
    return expectFound(turned.reduceRight((bytes, [, wrap]) => wrap(bytes), SECRET as Uint8Array));
  });
  test('percent of percent of percent', () =>
    expectFound(Buffer.from([1, 2, 3].reduce((text) => encodeURIComponent(text), pem))));
  test('raw deflate in a zip of its own making', () =>
    expectFound(buildZip([{ name: 'x', packed: deflateRawSync(SECRET), data: SECRET }])));
  test('two layers of gzip in two members', () =>
    expectFound(buildGzip([{ data: gzipSync(FRONT) }, { data: gzipSync(BACK) }])));
});
