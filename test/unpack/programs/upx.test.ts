import { describe, expect, test } from 'vitest';
import { upx } from '../../../src/unpack/programs/upx.ts';
import { buildTar } from '../../builders/tar.ts';
import { packHeader, upxElf } from '../../builders/upx.ts';
import { noise, observe } from '../observe.ts';

const LINUX = packHeader({ format: 22 });

function programWith(header: Uint8Array, at = 0x205): Buffer {
  const bytes = noise(20_000);
  bytes.write('MZ');
  bytes.set(header, at);
  return bytes;
}

test.each<[string, Buffer]>([
  ['ELF', upxElf(noise(5000), LINUX)],
  ['ELF, with bytes behind it', upxElf(noise(5000), LINUX, 'behind')],
  ['ELF, packed with NRV by an old version', upxElf(noise(5000), packHeader({ format: 12, method: 2, version: 11 }))],
  ['PE', programWith(packHeader({ format: 9 }))],
  ['PE with many sections', programWith(packHeader({ format: 36 }), 0x3e0)],
  ['DOS', programWith(packHeader({ format: 3 }))],
])('%s is a gap, and scanned as it lies', async (_, bytes) => {
  const seen = await observe(buildTar([{ name: 'p', data: bytes }]));
  expect(seen.gaps).toEqual([
    { path: 'artifact!/p', code: 'unsupported', message: expect.stringMatching(/packed by UPX.*upx -d/) },
  ]);
  expect(seen.leaves.find(({ path }) => path === 'artifact!/p')!.bytes.equals(bytes)).toBe(true);
  expect(seen.formats).toEqual({ tar: 1 });
});

describe('no gap', () => {
  test.each<[string, Buffer]>([
    ['a program that speaks of UPX', programWith(Buffer.from('UPX! is a packer'))],
    ['a pack header with a wrong checksum', upxElf(noise(5000), packHeader({ format: 22, checksum: 'wrong' }))],
    ['a method that is none', upxElf(noise(5000), packHeader({ format: 22, method: 77 }))],
    ['a level that is none', upxElf(noise(5000), packHeader({ format: 22, level: 11 }))],
    ['a format that is none', upxElf(noise(5000), packHeader({ format: 0 }))],
    ['a version before 1998', upxElf(noise(5000), packHeader({ format: 22, version: 9 }))],
    ['a pack header that is cut off', upxElf(noise(5000), LINUX).subarray(0, -20)],
  ])('%s', async (_, bytes) => {
    expect(upx.sniff(bytes)).toBe(true);
    const seen = await observe(bytes);
    expect([seen.gaps, seen.formats, seen.leaves.length]).toEqual([[], {}, 1]);
  });

  test('text with a pack header in it', () => {
    expect(upx.sniff(Buffer.concat([Buffer.from('a text '), LINUX, noise(100)]))).toBe(false);
  });
});
