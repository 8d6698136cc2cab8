/** Sound archives of which 7-Zip, or what it runs in, makes too much: all of them is read, and nothing is told. */
import { describe, expect, test } from 'vitest';
import { scanBytes } from '../../support/scan-bytes.ts';

const MARKER = 'a marker that is scanned';

describe('a sound archive is no gap', () => {
  // libarchive's tests have both (test_read_format_cab_filename_cp932, test_read_format_lha_filename_utf16).
  test.each<[string, Buffer]>([
    ['a folder whose name is no UTF-8', cabinet([Buffer.from('955c82be82e65c8abf8e9a2e747874', 'hex')])],
    ['folders in folders', cabinet([Buffer.from('ff5cfe5cfd5cfc5cfb5cfa5cf95cf85cf75cf65cf55cf4', 'hex')])],
    ['two files in one', cabinet(['61', '62'].map((name) => Buffer.from(`955c82be82e65c8abf8e9a${name}`, 'hex')))],
  ])('a cabinet with %s', async (_, bytes) => {
    const { gaps, stats } = await scanBytes({ cab: bytes });
    expect(gaps).toEqual([]);
    expect(stats.unpacked.cab).toMatchObject({ bytes: bytes.readUInt16LE(28) * MARKER.length });
  });

  test('hard links in cpio that have their content each', async () => {
    const { gaps } = await scanBytes({ cpio: Buffer.concat([odc('a', 2), odc('b', 2), odc('TRAILER!!!', 1, '')]) });
    expect(gaps).toEqual([]);
  });
});

test('a damaged header behind hard links is told all the same', async () => {
  const bytes = Buffer.concat([odc('a', 2), odc('b', 2), odc('c', 1), odc('TRAILER!!!', 1, '')]);
  bytes.write('zz', odc('a', 2).length * 2 + 60, 'latin1');
  const { gaps } = await scanBytes({ cpio: bytes });
  expect(gaps.map(({ code }) => code)).toContain('damaged');
});

/** [MS-CAB]: one folder that is not packed, a file for each name. */
function cabinet(names: readonly Buffer[]): Buffer {
  const files = names.map((name, index) => {
    const head = Buffer.alloc(16);
    head.writeUInt32LE(MARKER.length, 0);
    head.writeUInt32LE(index * MARKER.length, 4);
    head.writeUInt16LE(0x3e74, 10);
    return Buffer.concat([head, name, Buffer.alloc(1)]);
  });
  const list = Buffer.concat(files);
  const content = Buffer.from(MARKER.repeat(names.length));
  const dataStart = 44 + list.length;
  const head = Buffer.alloc(44);
  head.write('MSCF', 'latin1');
  head.writeUInt32LE(dataStart + 8 + content.length, 8);
  head.writeUInt32LE(44, 16);
  head.set([3, 1], 24);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(names.length, 28);
  head.writeUInt32LE(dataStart, 36);
  head.writeUInt16LE(1, 40);
  const data = Buffer.alloc(8);
  data.writeUInt16LE(content.length, 4);
  data.writeUInt16LE(content.length, 6);
  return Buffer.concat([head, list, data, content]);
}

/** cpio(5), "Portable ASCII Format". */
function odc(name: string, links: number, content = MARKER): Buffer {
  const fields: readonly (readonly [value: number, digits: number])[] = [
    ...([
      [1, 6],
      [77, 6],
      [0o100644, 6],
      [0, 6],
      [0, 6],
      [links, 6],
      [0, 6],
      [0, 11],
    ] as const),
    [name.length + 1, 6],
    [content.length, 11],
  ];
  const digits = fields.map(([value, count]) => value.toString(8).padStart(count, '0')).join('');
  return Buffer.from(`070707${digits}${name}\0${content}`, 'latin1');
}
