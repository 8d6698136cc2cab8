/** Small .xz files that are unpacked without 7-Zip: sound ones of the usual kind, and no others. */
import { expect, test } from 'vitest';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { unpackSmallXz } from '../../../src/unpack/codecs/small-xz.ts';
import { plainChunks, xzStream } from '../../builders/xz.ts';
import { fixtureRows, readFixture } from '../../support/container-fixtures.ts';

const fixture = (name: string): { readonly bytes: Buffer; readonly marker: string } => {
  const row = fixtureRows.find(({ file }) => file === name)!;
  return { bytes: readFixture(row).bytes, marker: row.marker };
};
const unpack = (bytes: Uint8Array): Uint8Array | undefined => unpackSmallXz(new MemorySource(bytes));

test.each(['xz-plain.xz', 'xz-check-none.xz', 'xz-check-crc32.xz', 'xz-check-sha256.xz', 'xz-by-7z.xz'])(
  '%s is unpacked',
  (name) => {
    const { bytes, marker } = fixture(name);
    expect(Buffer.from(unpack(bytes) ?? []).toString('latin1')).toContain(marker);
  },
);

test.each([
  ['xz-delta.xz', 'another filter'],
  ['xz-x86.xz', 'another filter'],
  ['xz-many-streams.xz', 'several streams'],
  ['xz-trailing.xz', 'other bytes behind it'],
])('%s is left to 7-Zip: %s', (name) => {
  expect(unpack(fixture(name).bytes)).toBeUndefined();
});

test('damage anywhere, and the end anywhere, are left to 7-Zip', () => {
  const { bytes } = fixture('xz-plain.xz');
  const content = unpack(bytes);
  let accepted = 0;
  for (let at = 0; at < bytes.length; at++) {
    const flipped = Buffer.from(bytes);
    flipped[at]! ^= 1 << (at % 8);
    // The last bits of the range coder may be anything.
    const read = unpack(flipped);
    if (read !== undefined) expect({ at, read, count: ++accepted }).toEqual({ at, read: content, count: 1 });
    expect({ at, read: unpack(bytes.subarray(0, at)) }).toEqual({ at, read: undefined });
  }
});

test('a stored chunk without a check is unpacked', () => {
  const content = Buffer.from('stored as it is');
  expect(unpack(xzStream({ chunks: plainChunks(content), size: content.length }))).toEqual(content);
});

test('sizes that are not true, and a file of a MiB, are left to 7-Zip', () => {
  const chunks = plainChunks('stored as it is');
  expect(unpack(xzStream({ chunks, size: 2 ** 40 }))).toBeUndefined();
  expect(unpack(xzStream({ chunks: plainChunks(Buffer.alloc(1 << 20)), size: 1 << 20 }))).toBeUndefined();
});
