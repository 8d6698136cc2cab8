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

/** Behind each other, `distance` bytes from start to start. */
function side(first: Uint8Array, second: Uint8Array, distance: number): Buffer {
  const both = Buffer.alloc(distance + second.length);
  both.set(first);
  both.set(second, distance);
  return both;
}

test.each([
  ['AES-128, without a gap', 16, 176],
  ['AES-256, with the number of rounds between', 32, 244],
  ['AES-256 of EVP_AES_XTS_CTX', 32, 248],
  ['AES-128 of EVP_AES_XTS_CTX', 16, 248],
  ['AES-256, aligned to 16', 32, 256],
  ['AES-256 of dm-crypt', 32, 496],
] as const)('two keys side by side are those of XTS: %s', async (_, keyBytes, distance) => {
  for (const direction of ['encrypt', 'decrypt', 'decrypt-forward'] as const) {
    const [data, tweak] = [random.bytes(keyBytes), random.bytes(keyBytes)];
    const pair = side(
      scheduleBytes(data, direction, 'standard'),
      scheduleBytes(tweak, 'encrypt', 'standard'),
      distance,
    );
    const found = await findingsOf(random.bytes(50), pair);
    expect(found.map(({ severity, count, facts }) => [severity, count, facts.xts])).toEqual([
      ['medium', 1, true],
      ['medium', 1, true],
    ]);
  }
});

test('no pair of XTS: one key in both directions, keys of two sizes, of 192 bits, or farther apart', async () => {
  const made = (bytes: number) => scheduleBytes(random.bytes(bytes), 'encrypt', 'standard');
  const key = random.bytes(32);
  const directions = (['encrypt', 'decrypt'] as const).map((direction) => scheduleBytes(key, direction, 'standard'));
  for (const pair of [
    side(directions[0]!, directions[1]!, 240),
    side(made(16), made(32), 176),
    side(made(24), made(24), 208),
    side(made(32), made(32), 300),
  ]) {
    const found = await findingsOf(pair);
    expect(found.length).toBeGreaterThan(0);
    for (const { facts } of found) expect(facts.xts).toBeUndefined();
  }
});
