import { crc32, deflateRawSync } from 'node:zlib';
import { gzipMember } from '../../builders/gzip.ts';
import { buildSevenZip, sevenZipWithHeader } from '../../builders/seven-zip.ts';
import { base256, buildTar, gnuLong, paxHeader, tarHeader, tarMember } from '../../builders/tar.ts';
import { plainChunks } from '../../builders/xz.ts';
import { buildZip, type ZipMember } from '../../builders/zip.ts';
import { type Bomb, deflatedTimes, GIB, MIB, repeated } from './bomb.ts';
import { gzipQuine, zipQuine } from './quines.ts';

const MILLION = 1_000_000;

export const archiveBombs: readonly Bomb[] = [
  {
    name: 'nested zips, five levels of sixteen: bytes',
    isHeavy: true,
    make: () => nestedZips(64 * MIB),
    options: ['--max-total-bytes', '2GiB'],
    gaps: [['budget', /^more than 2147483648 unpacked bytes; raise max-total-bytes to scan the rest$/]],
    scannedBytes: 1.9 * 1024 * MIB,
  },
  {
    name: 'nested zips, five levels of sixteen with 4 GiB of zeros in each: as 42.zip',
    make: () => nestedZips(4 * GIB - MIB),
    isHeavy: true,
    options: ['--max-total-bytes', '6GiB'],
    gaps: [['budget', /^more than 6442450944 unpacked bytes; raise max-total-bytes to scan the rest$/]],
    scannedBytes: 5.9 * GIB,
  },
  {
    name: 'nested zips, five levels of sixteen: entries',
    isHeavy: true,
    make: () => nestedZips(0),
    options: ['--max-entries', '20000'],
    gaps: [['budget', /^more than 20000 entries; raise max-entries to scan the rest$/]],
    entries: 20_000,
  },
  {
    name: 'nested zips, five levels of sixteen: depth',
    make: () => nestedZips(MIB),
    options: ['--max-depth', '3'],
    gaps: [['budget', /^more than 3 levels of nested containers; raise max-depth to scan the rest$|^3096 more/]],
  },
  {
    name: 'nested zips, five levels of sixteen: seconds',
    isHeavy: true,
    make: () => nestedZips(64 * MIB),
    options: ['--max-seconds', '2'],
    gaps: [['timeout', /^not finished after 2 s; raise max-seconds to scan the rest$/]],
  },
  {
    name: 'overlapping entries: one kernel, 1,000 records',
    make: () => overlappingZip(deflatedTimes(Buffer.alloc(MIB), 64), 1000),
    gaps: [['damaged', /999 that repeat .* as in a zip bomb; repeated data is scanned once$/]],
    scannedBytes: 64 * MIB,
  },
  {
    name: 'overlapping entries: each of 40 local headers quoted by the one before',
    isHeavy: true,
    make: () => quotedZip(deflatedTimes(Buffer.alloc(MIB), 21), 40),
    gaps: [
      ['damaged', /overlap the data of others, as in a zip bomb/],
      // Each of these files begins as an archive does.
      ['damaged', /end of central directory record|deflate stream|local header|CRC-32/],
    ],
    // Then all packed bytes were unpacked.
    scannedBytes: 4 * 21 * MIB,
  },
  {
    name: 'a gzip that unpacks to itself',
    make: gzipQuine,
    gaps: [
      ['budget', /^this is a copy of a container that it is in, .* not opened again; exclude it if that is intended/],
    ],
    entries: 1,
  },
  {
    name: 'a zip that holds itself',
    make: zipQuine,
    gaps: [
      ['budget', /^this is a copy of a container that it is in, .* not opened again; exclude it if that is intended/],
    ],
    entries: 1,
  },
  {
    name: 'a zip of a million empty entries',
    isHeavy: true,
    make: () => manyEntries(MILLION),
    gaps: [],
    entries: MILLION,
  },
  {
    name: 'a zip of a million empty entries, more than may be',
    isHeavy: true,
    make: () => manyEntries(MILLION),
    options: ['--max-entries', '100000'],
    gaps: [['budget', /^more than 100000 entries; raise max-entries to scan the rest$/]],
  },
  ...[MILLION / 10, MILLION].map(
    (count): Bomb => ({
      name: `a tar.gz of ${count} empty entries`,
      isHeavy: true,
      make: () => {
        const headers = Array.from({ length: 1000 }, (_, index) => tarMember({ name: `${index}` }));
        return gzipMember({ ...deflatedTimes(Buffer.concat(headers), count / 1000), data: '' });
      },
      gaps: [],
      entries: count,
    }),
  ),
  {
    name: 'a tar of sizes that no file has',
    make: () =>
      buildTar(
        [2n ** 63n, -1n, -(2n ** 62n), 2n ** 53n].map((size, index) =>
          tarMember({ name: `${index}`, data: 'some text', size: base256(size) }),
        ),
      ),
    gaps: [['damaged', /size/]],
  },
  {
    name: 'a tar with the largest octal size',
    make: () => buildTar([tarMember({ name: 'large', data: 'some text', size: '777777777777' })]),
    gaps: [['damaged', /^the tar archive is cut off \d+ bytes before the end of an entry/]],
  },
  {
    name: 'a tar with a pax size of 2^63',
    make: () => buildTar([paxHeader({ size: `${2n ** 63n}` }), tarMember({ name: 'large', data: 'some text' })]),
    gaps: [['damaged', /size/]],
  },
  {
    name: 'a GNU sparse tar of 8 TB that stores a block',
    make: () => sparseTar(8n * 10n ** 12n),
    options: ['--max-entry-bytes', '1GiB'],
    gaps: [['budget', /^more than 1073741824 bytes in one entry; raise max-entry-bytes to scan the rest$/]],
  },
  {
    name: 'a tar whose sparse map has a million segments, and the file 8 TB',
    isHeavy: true,
    make: () => sparseMapTar(MILLION),
    gaps: [],
    scannedBytes: 10 * MILLION,
  },
  {
    name: 'a tar of names 10,000 folders deep',
    make: () => buildTar([...deepNames(100)].flatMap((name) => [gnuLong(name), tarMember({ name: 'x', data: 'x' })])),
    gaps: [],
    entries: 100,
  },
  {
    name: 'a zip of names 10,000 folders deep',
    make: () => buildZip([...deepNames(100)].map((name) => ({ name, data: 'x' }))),
    gaps: [],
    entries: 100,
  },
  {
    name: 'a 7z of a name 500 folders deep',
    make: () => buildSevenZip({ name: `${'d/'.repeat(500)}file`, packed: Buffer.from('some text') }),
    gaps: [],
    entries: 1,
  },
  {
    name: 'a cpio of names 10,000 folders deep',
    make: () => cpio([...deepNames(100)].map((name) => ({ name, data: 'x' }))),
    gaps: [],
    entries: 1,
  },
  {
    name: 'links that lead to one another, in a tar',
    make: () =>
      buildTar([
        tarHeader({ name: 'a', type: '2', linkname: 'b' }),
        tarHeader({ name: 'b', type: '2', linkname: 'a' }),
        tarHeader({ name: 'c', type: '1', linkname: 'c' }),
        tarHeader({ name: 'd', type: '2', linkname: '.' }),
        tarHeader({ name: 'd/e', type: '1', linkname: 'd/e' }),
        tarMember({ name: 'd/d/d/d/file', data: 'some text' }),
      ]),
    gaps: [],
  },
  {
    name: 'links that lead to one another, in a cpio',
    make: () =>
      cpio([
        { name: 'a', data: 'b', mode: 0o120777 },
        { name: 'b', data: 'a', mode: 0o120777 },
        { name: 'd', data: '.', mode: 0o120777 },
        { name: 'd/d/d/file', data: 'x' },
      ]),
    gaps: [],
  },
  {
    name: 'a 7z with a dictionary of 1.5 GiB',
    make: () =>
      buildSevenZip({
        ...{ name: 'large', lzma2: 37, size: 2 ** 31 },
        packed: Buffer.concat([...plainChunks('some text'), Buffer.of(0)]),
      }),
    gaps: [['budget', /^7-Zip needs 15\d\d MiB of memory .* unpack it before the scan/]],
  },
  {
    name: '1,000 7z in a tar, at whose headers 7-Zip breaks off',
    isHeavy: true,
    make: () => repeated(tarMember({ name: 'broken.7z', data: sevenZipWithHeader(Buffer.of(1, 4, 0xff)) }), 1000),
    gaps: [
      ['damaged', /^7-Zip broke off on damaged data|more gaps of this kind/],
      ['budget', /^7-Zip failed 2000 times in this artifact/],
    ],
    entries: 1000,
  },
  {
    name: 'a hundred thousand gaps',
    isHeavy: true,
    make: () => buildZip(Array.from({ length: 100_000 }, (_, index) => ({ name: `${index}`, data: 'x', method: 99 }))),
    gaps: [['unsupported', /^compression method 99 \(AES encryption\) is not supported|^99000 more/]],
  },
  {
    name: '20,000 zips in a tar, each cut off',
    isHeavy: true,
    make: () => {
      const cut = buildZip([{ name: 'x', data: 'some text' }]).subarray(0, 60);
      return repeated(tarMember({ name: 'cut.zip', data: cut }), 20_000);
    },
    gaps: [
      ['damaged', /cut off|more gaps of this kind|end/],
      ['budget', /this artifact is damaged in 4000 places/],
    ],
  },
];

/** 42.zip: sixteen zips in each of sixteen, and so on, around a file of zeros. */
function nestedZips(coreBytes: number): Uint8Array {
  const core = deflatedTimes(Buffer.alloc(MIB), coreBytes / MIB);
  let bytes = buildZip([{ name: '0', packed: core.packed, central: core, local: core }].map(sized(core)));
  for (let level = 1; level <= 5; level++) {
    const data = bytes;
    const packed = deflateRawSync(data);
    const fields = { crc32: crc32(data), size: data.length };
    bytes = buildZip(
      Array.from({ length: 16 }, (_, index) => sized(fields)({ name: `${level}-${index}.zip`, packed })),
    );
  }
  return bytes;
}

function sized({ crc32, size }: { crc32: number; size: number }): (member: ZipMember) => ZipMember {
  return (member) => ({ ...member, local: { crc32, size }, central: { crc32, size } });
}

type Kernel = ReturnType<typeof deflatedTimes>;

function overlappingZip(kernel: Kernel, records: number): Buffer {
  const file = sized(kernel)({ name: 'kernel', packed: kernel.packed });
  const others = Array.from({ length: records - 1 }, (_, index): ZipMember => {
    const { crc32, size } = kernel;
    const central = { crc32, size, compressedSize: kernel.packed.length, offset: 0 };
    return { name: `copy-${index}`, packed: Buffer.alloc(0), leaveOut: 'local header', central };
  });
  return buildZip([file, ...others]);
}

/** D. Fifield, "A better zip bomb", 2019: each file is the local header of the next one, as a stored block, and that file. */
function quotedZip(kernel: Kernel, count: number): Buffer {
  const members: { header: Buffer; packedSize: number; fields: { crc32: number; size: number } }[] = [];
  let packedSize = kernel.packed.length;
  let fields = { crc32: kernel.crc32, size: kernel.size };
  let quoted: Buffer[] = [];
  const plain = Buffer.alloc(MIB);
  for (let index = count - 1; index >= 0; index--) {
    const name = `${index}`.padStart(4, '0');
    // The archive of one file without a directory is its local header.
    const whole = buildZip([{ name, packed: Buffer.alloc(0), local: { ...fields, compressedSize: packedSize } }], {
      leaveOut: 'directory and end',
    });
    members.unshift({ header: whole, packedSize, fields });
    const stored = Buffer.from([0, whole.length, 0, whole.length ^ 0xff, 0xff]);
    quoted = [whole, ...quoted];
    packedSize += stored.length + whole.length;
    let sum = 0;
    for (const header of quoted) sum = crc32(header, sum);
    for (let done = 0; done < kernel.size; done += plain.length) sum = crc32(plain, sum);
    fields = { crc32: sum, size: fields.size + whole.length };
  }
  const body: Buffer[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const [index, { header }] of members.entries()) {
    if (index > 0) body.push(Buffer.from([0, header.length, 0, header.length ^ 0xff, 0xff]));
    at += index > 0 ? 5 : 0;
    offsets.push(at);
    body.push(header);
    at += header.length;
  }
  body.push(kernel.packed);
  const records = members.map(({ packedSize: compressedSize, fields: told }, index): ZipMember => {
    const central = { ...told, compressedSize, offset: offsets[index]! };
    return { name: `${index}`.padStart(4, '0'), packed: Buffer.alloc(0), leaveOut: 'local header', central };
  });
  return buildZip(records, { prefix: Buffer.concat(body) });
}

/** Bytes of records, one by one: members would take too much memory. */
function* manyEntries(count: number): Generator<Uint8Array> {
  const sample = buildZip([{ name: '0000000', data: '', method: 0 }]);
  const [local, central] = [sample.subarray(0, 37), sample.subarray(37, 37 + 53)];
  const batch = 10_000;
  for (const record of [local, central]) {
    const at = record === local ? 30 : 46;
    for (let from = 0; from < count; from += batch) {
      const many = Buffer.alloc(batch * record.length);
      for (let index = 0; index < batch; index++) {
        const start = index * record.length;
        many.set(record, start);
        many.write(`${from + index}`.padStart(7, '0'), start + at, 'latin1');
        if (record === central) many.writeUInt32LE((from + index) * local.length, start + 42);
      }
      yield many;
    }
  }
  const directory = { count, directorySize: count * central.length, directoryOffset: count * local.length };
  yield buildZip([], { zip64: 'always', end: directory, prefix: Buffer.alloc(0) });
}

function sparseTar(realSize: bigint): Buffer {
  const header = tarHeader({ name: 'disk.img', type: 'S', format: 'gnu', size: 512 });
  // Old GNU format: 386 offset, 398 bytes of the first segment, 483 true size.
  header.write('77777777000\0', 386);
  header.write('00000001000\0', 398);
  header.set(base256(realSize), 483);
  header.write('        ', 148);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return buildTar([header, Buffer.alloc(512, 'some text ')]);
}

/** GNU tar manual, "PAX Format, Version 1.0": the map stands before the data, as decimal numbers in lines. */
function* sparseMapTar(segments: number): Generator<Uint8Array> {
  const step = 8_000_000;
  const size = segments * 8;
  const lines: string[] = [`${segments}\n`];
  for (let index = 0; index < segments; index++) lines.push(`${index * step}\n8\n`);
  const map = Buffer.from(lines.join(''));
  const padded = Buffer.concat([map, Buffer.alloc(-map.length & 511)]);
  const realSize = `${segments * step}`;
  const sparse = { 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.name': 'disk.img' };
  yield paxHeader({ ...sparse, 'GNU.sparse.realsize': realSize });
  yield tarHeader({ name: 'GNUSparseFile.0/disk.img', size: padded.length + size });
  yield padded;
  yield Buffer.alloc(size, 'a text! ');
  yield Buffer.alloc(-size & 511);
  yield Buffer.alloc(1024);
}

function* deepNames(count: number): Generator<string> {
  for (let index = 0; index < count; index++) yield `${'d/'.repeat(10_000)}file-${index}`;
}

/** cpio(5), "newc". */
function cpio(files: readonly { readonly name: string; readonly data: string; readonly mode?: number }[]): Buffer {
  const parts = [...files, { name: 'TRAILER!!!', data: '', mode: 0 }].map(({ name, data, mode = 0o100644 }, index) => {
    const fields = [index + 1, mode, 0, 0, 1, 0, data.length, 0, 0, 0, 0, name.length + 1, 0];
    const head = `070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}${name}\0`;
    const aligned = (text: string): string => text + '\0'.repeat(-text.length & 3);
    return Buffer.from(aligned(head) + aligned(data), 'latin1');
  });
  return Buffer.concat(parts);
}
