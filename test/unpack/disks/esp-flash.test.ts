import { expect, test } from 'vitest';
import { espFlash } from '../../../src/unpack/disks/esp-flash.ts';
import { type FlashPartition, partitionTable } from '../../builders/esp-flash.ts';
import { spiffsOf } from '../../builders/spiffs.ts';
import { exampleToken } from '../../support/example-token.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise } from '../observe.ts';

const NVS: FlashPartition = { label: 'nvs', type: [1, 2], at: 0x9000, size: 0x1000 };
const PROGRAM: FlashPartition = { label: 'factory', type: [0, 0], at: 0x10000, size: 0x1000 };
const FILES: FlashPartition = { label: 'storage', type: [1, 0x82], at: 0x11000, size: 0x4000 };
const table = partitionTable([NVS, PROGRAM, FILES]);
const before = Buffer.concat([table, Buffer.alloc(0x8000, 0xff)]);

/** The page ends within the token. */
function filesWith(token: string): Buffer {
  return spiffsOf([{ name: '/settings.txt', data: Buffer.from(`${'.'.repeat(230)} ${token}\n`) }]);
}

test.each([0, 0x1000, 0x8000])('files of SPIFFS are opened, behind a table at %d', async (tableAt) => {
  const token = exampleToken();
  const image = Buffer.concat([Buffer.alloc(tableAt, 0xff), before, filesWith(token), noise(5000)]);
  const { findings, gaps } = await scanBytes({ 'merged.bin': image });
  expect(findings).toMatchObject([{ rule: 'github-personal-token' }]);
  expect(findings[0]!.path).toContain('storage!/settings.txt');
  expect(gaps).toEqual([]);
});

test('a table is opened once, though its later entries look like the first of another', async () => {
  const more: FlashPartition = { label: 'more', type: [1, 0x82], at: 0x15000, size: 0x1000 };
  const image = Buffer.concat([partitionTable([NVS, PROGRAM, FILES, more]), Buffer.alloc(0xd000, 1)]);
  for (const tableAt of [0, 0x8000]) {
    const { stats, gaps } = await scanBytes({ 'merged.bin': Buffer.concat([Buffer.alloc(tableAt, 0xff), image]) });
    expect(stats).toMatchObject({ entries: 2, formats: { 'esp-flash': 1 } });
    expect(gaps).toEqual([]);
  }
});

test('a table in a partition is a gap, since each may claim all that follow', async () => {
  const files = Buffer.concat([Buffer.alloc(0x1000, 1), table, Buffer.alloc(0x2000, 1)]);
  const { stats, gaps } = await scanBytes({ 'merged.bin': Buffer.concat([before, files]) });
  expect(stats).toMatchObject({ entries: 1, formats: { 'esp-flash': 1 } });
  // The second begins where its own second entry does.
  expect(gaps.map(({ code, path }) => [code, path.replace(/.*!/, '')])).toEqual([
    ['budget', '/esp-flash@4096'],
    ['budget', '/esp-flash@4128'],
  ]);
});

test('a partition ends where the next begins, and may be cut off', async () => {
  const files = Buffer.alloc(FILES.size, 1);
  for (const [image, size] of [
    [Buffer.concat([before, files, noise(100)]), FILES.size],
    [Buffer.concat([before, files.subarray(0, 100)]), 100],
  ] as const) {
    const { entries, troubles } = await list(espFlash, image);
    expect(entries.map(({ name, bytes }) => [name, bytes.length])).toEqual([['storage', size]]);
    expect(troubles).toEqual([]);
  }
});

test('a table alone has no partitions', async () => {
  expect(await list(espFlash, table)).toMatchObject({ entries: [], troubles: [] });
});

test.each<[string, readonly FlashPartition[]]>([
  ['one entry', [NVS]],
  ['partitions that overlap', [NVS, { ...FILES, at: 0x9000 }]],
  ['a partition of nothing', [NVS, { ...FILES, size: 0 }]],
  ['a partition that begins within a sector', [NVS, { ...FILES, at: 0x11010 }]],
  ['a label that is no text', [NVS, { ...FILES, label: '\x01' }]],
  ['a program first that begins within the table', [{ ...NVS, at: 0 }, FILES]],
])('%s is no table', (_, partitions) => {
  expect(espFlash.sniff(table)).toBe(true);
  expect(espFlash.sniff(partitionTable(partitions))).toBe(false);
});

test('what is not erased behind its entries is no table', () => {
  const checksum = Buffer.concat([Buffer.from('ebeb', 'hex'), Buffer.alloc(14, 0xff), noise(16)]);
  expect(espFlash.sniff(withBytes(checksum, 96))).toBe(true);
  expect(espFlash.sniff(withBytes(Buffer.of(0), 96))).toBe(false);
  expect(espFlash.sniff(withBytes(Buffer.of(0), 3071))).toBe(false);
  expect(espFlash.sniff(withBytes(Buffer.of(0), 3072))).toBe(true);
});

function withBytes(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(table);
  bytes.copy(changed, at);
  return changed;
}
