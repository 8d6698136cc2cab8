import { expect, test } from 'vitest';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { FormatError } from '../../../src/model/errors.ts';
import { containers } from '../../../src/unpack/catalog.ts';
import { hasEncryptedNames } from '../../../src/unpack/seven-zip/seven-zip-encryption.ts';
import { noise, observe } from '../observe.ts';

/** A 7z archive of which nothing is right but where its header lies. */
function archive(header: Buffer, { offset = 40, size = header.length } = {}): Buffer {
  const start = Buffer.alloc(32);
  Buffer.from('377abcaf271c0004', 'hex').copy(start);
  start.writeBigUInt64LE(BigInt(offset), 12);
  start.writeBigUInt64LE(BigInt(size), 20);
  return Buffer.concat([start, noise(40), header]);
}

/** A packed header as `7z -mhe=on` 25.01 writes it, with another salt: where it lies, and a folder with 7zAES. */
const encrypted = Buffer.concat([
  Buffer.from('1706858001097000070b0100012406f1070112530f', 'hex'),
  noise(16),
  Buffer.from('0c6a0a0170d450150000', 'hex'),
]);
/** And as it is without -mhe: LZMA. */
const packed = Buffer.from('1706858001097000070b01000123030101055d001000000c6a0a0170d450150000', 'hex');

test('a header that is encrypted is told as that, whatever 7-Zip makes of the noise', async () => {
  expect(hasEncryptedNames(new MemorySource(archive(encrypted)))).toBe(true);
  const { gaps, leaves } = await observe(archive(encrypted));
  expect(gaps).toEqual([{ path: 'artifact', code: 'encrypted', message: expect.stringMatching(/names .* encrypted/) }]);
  expect(leaves[0]!.bytes.equals(archive(encrypted))).toBe(true);
});

test.each<[string, Buffer]>([
  ['a header that is packed', archive(packed)],
  ['a header that is not packed', archive(Buffer.concat([Buffer.from([1]), encrypted]))],
  ['an offset behind the end', archive(encrypted, { offset: 2 ** 40 })],
  ['a size of nothing', archive(encrypted, { size: 0 })],
  ['a size that is absurd', archive(encrypted, { size: 2 ** 40 })],
  ['a file that is cut off in its first bytes', archive(encrypted).subarray(0, 20)],
])('%s is none', (_, bytes) => {
  expect(hasEncryptedNames(new MemorySource(bytes))).toBe(false);
});

test('the container of 7z asks', async () => {
  const sevenZip = containers.find(({ id }) => id === '7z')!;
  if (sevenZip.reads !== 'source') throw new Error('expected a container that reads a source');
  const { gaps } = await observe(archive(encrypted), { containers: [sevenZip] });
  expect(gaps.map(({ code }) => code)).toEqual([new FormatError('', 'encrypted').code]);
});
