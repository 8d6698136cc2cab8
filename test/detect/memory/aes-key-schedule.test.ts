import { expect, test } from 'vitest';
import { scheduleBytes } from '../../kernel/aes-oracle.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const random = seededRandom(77);

async function findingsOf(...parts: readonly Uint8Array[]) {
  const { findings } = await scanBytes({ dump: Buffer.concat([...parts, Buffer.alloc(512)]) });
  return findings.map(({ rule, severity, count, facts }) => ({ rule, severity, count, facts }));
}

test('a key that stands twice side by side is that of a random number generator, and low', async () => {
  const schedule = scheduleBytes(random.bytes(32), 'encrypt', 'standard');
  const finding = { rule: 'aes-key-schedule', severity: 'low', count: 2, facts: { twin: true } };
  expect(await findingsOf(schedule, random.bytes(3000), schedule)).toMatchObject([finding]);
});

test('a key that stands twice, far apart, is one finding with two places, and medium', async () => {
  const schedule = scheduleBytes(random.bytes(16), 'encrypt', 'standard');
  const far = Buffer.alloc(64 << 10, 'words ');
  expect(await findingsOf(schedule, far, schedule)).toMatchObject([{ severity: 'medium', count: 2 }]);
});

test('encryption and decryption schedule of one key are one finding; the two keys of XTS are two', async () => {
  const [data, tweak] = [random.bytes(32), random.bytes(32)];
  const [encrypt, decrypt] = [scheduleBytes(data, 'encrypt', 'standard'), scheduleBytes(data, 'decrypt', 'standard')];
  const found = await findingsOf(encrypt, decrypt, scheduleBytes(tweak, 'encrypt', 'standard'));
  expect(found.map(({ count }) => count)).toEqual([2, 1]);
});
