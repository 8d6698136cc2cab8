import { expect, test } from 'vitest';
import { MAX_READ_RATIO, MAX_SHARED_RATIO, SharesTooMuch, SharingLimit } from '../../src/seven-zip/sharing-limit.ts';

const MIB = 1 << 20;
const ARCHIVE_BYTES = 256 * MIB;

/** What may be counted in steps of `bytes`. */
function most(count: (bytes: number) => void, bytes: number): number {
  for (let total = 0; ; total += bytes)
    try {
      count(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(SharesTooMuch);
      return total;
    }
}

test('a large archive may be read so many times over, a small one up to 512 MiB', () => {
  const limits = [ARCHIVE_BYTES, MIB].map((bytes) => new SharingLimit(bytes));
  expect(limits.map((limit) => most((bytes) => limit.read(bytes), MIB))).toEqual([
    MAX_READ_RATIO * ARCHIVE_BYTES,
    512 * MIB,
  ]);
  expect(limits[1]!.readBytes).toBe(513 * MIB);
});

test('what is written counts once the archive was read twice', () => {
  const limits = [ARCHIVE_BYTES, MIB].map((bytes) => new SharingLimit(bytes));
  const written = limits.map((limit, index) => {
    limit.read(2 * [ARCHIVE_BYTES, MIB][index]!);
    limit.write(2 ** 40);
    limit.read(1);
    return most((bytes) => limit.write(bytes), MIB);
  });
  expect(written).toEqual([MAX_SHARED_RATIO * ARCHIVE_BYTES, 512 * MIB]);
});
